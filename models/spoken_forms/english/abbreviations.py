"""Abbreviations written out: titles, Latin, companies, places, numbers of pages and the like (rule N7)."""

import re

from models.spoken_forms.rules import Rule, always, either, table, vocabulary

TITLES = table(
    """
    Mr = Mister; Mrs = misses; Ms = Miz; Dr = Doctor; Prof = Professor; Sen = Senator; Sens = Senators
    Rep = Representative; Reps = Representatives; Gov = Governor; Gen = General; Col = Colonel; Lt = Lieutenant
    Sgt = Sergeant; Capt = Captain; Cmdr = Commander; Maj = Major; Adm = Admiral; Rev = Reverend; Hon = Honorable
    Pres = President; Cpl = Corporal; Pvt = Private; Supt = Superintendent; Insp = Inspector; Det = Detective
    Atty = Attorney; Amb = Ambassador; Messrs = Messieurs; Drs = Doctors; Profs = Professors; Govs = Governors
    Gens = Generals; Mt = Mount; Ft = Fort; Pt = Point; Msgr = Monsignor; Brig = Brigadier; Mme = Madame
    Mlle = Mademoiselle; Pfc = Private First Class; Spc = Specialist; Sgts = Sergeants; Fr = Father
    Ald = Alderman; Ofc = Officer; Cllr = Councillor; Dep = Deputy; Bro = Brother; Wm = William; Chas = Charles
    Thos = Thomas; Geo = George; Jas = James; Jos = Joseph; Robt = Robert; Benj = Benjamin; Edw = Edward
    """
)
# Said in full wherever they stand as a whole token with their period.
WITH_PERIOD = table(
    """
    e.g. = for example; E.g. = For example; I.e. = That is; Approx. = Approximately; eg. = for example; i.e. = that is
    ie. = that is; etc. = et cetera; vs. = versus; v. = versus; approx. = approximately; appr. = approximately
    dept. = department; Dept. = Department; est. = established; Est. = Established; govt. = government; cf. = compare
    Govt. = Government; Inc. = Incorporated; Corp. = Corporation; Co. = Company; Cos. = Companies; Ltd. = Limited
    Jr. = Junior; Sr. = Senior; et al. = et al; ca. = circa; c. = circa; Assn. = Association; Assoc. = Associated
    assoc. = associate; asst. = assistant; Asst. = Assistant; Univ. = University; Hosp. = Hospital; Bldg. = Building
    bldg. = building; Intl. = International; intl. = international; Natl. = National; natl. = national; avg. = average
    Avg. = Average; max. = maximum; Max. = Maximum; min. = minimum; Min. = Minimum; misc. = miscellaneous
    incl. = including; excl. = excluding; tel. = telephone; Tel. = Telephone; ext. = extension; temp. = temperature
    viz. = namely; op. cit. = op cit; ibid. = ibid; resp. = respectively; a.k.a. = A K A; w.r.t. = with respect to
    P.S. = P S; p.s. = P S; R.I.P. = R I P; hrs. = hours; hr. = hour; yrs. = years; yr. = year; mins. = minutes
    secs. = seconds; lbs. = pounds; oz. = ounces; tsp. = teaspoon; tbsp. = tablespoon; Tbsp. = tablespoon
    Tsp. = teaspoon; qt. = quart; gal. = gallon; doz. = dozen; pkg. = package; Ave. = Avenue; Blvd. = Boulevard
    Hwy. = Highway; Pkwy. = Parkway; Rd. = Road; Calif. = California; Fla. = Florida; Mass. = Massachusetts
    Conn. = Connecticut; Pa. = Pennsylvania; Va. = Virginia; Ariz. = Arizona; Colo. = Colorado; Mich. = Michigan
    Minn. = Minnesota; Tenn. = Tennessee; Okla. = Oklahoma; Wis. = Wisconsin; Ill. = Illinois; Ky. = Kentucky
    Ga. = Georgia; Md. = Maryland; N.Y. = New York; N.J. = New Jersey; N.C. = North Carolina; S.C. = South Carolina
    N.H. = New Hampshire; N.M. = New Mexico; N.D. = North Dakota; S.D. = South Dakota; R.I. = Rhode Island
    W.Va. = West Virginia; Nev. = Nevada; Neb. = Nebraska; Kan. = Kansas; Mo. = Missouri; La. = Louisiana
    Ala. = Alabama; Ark. = Arkansas; Del. = Delaware; Vt. = Vermont; Wash. = Washington; Mont. = Montana
    Wyo. = Wyoming; Ont. = Ontario; Que. = Quebec; Ph.D. = P H D; Ph.D = P H D; M.D. = M D; B.A. = B A; M.A. = M A
    B.Sc. = B S C; M.Sc. = M S C; B.S. = B S; M.S. = M S; D.Phil. = D Phil; Esq. = Esquire; encl. = enclosed
    mph. = miles per hour; sq. = square; Sept. = September; Jan. = January; Feb. = February; Aug. = August
    Oct. = October; Nov. = November; Dec. = December; Bros. = Brothers; Bn. = Battalion; Regt. = Regiment
    Inf. = Infantry; Div. = Division; Bde. = Brigade; Sqn. = Squadron; Cav. = Cavalry
    inc. = including; exc. = excluding; Sec. of = Secretary of; Ph.D.s = P H Ds; Dist. Atty. = District Attorney
    Atty. Gen. = Attorney General
    """
)
# The states that are also words or initials are states only after a comma.
_AFTER_COMMA = frozenset(
    vocabulary(
        "Mass. Pa. Va. Ill. Ky. Ga. Md. Nev. Neb. Kan. Mo. La. Ala. Ark. Del. Vt. Wash. Mont. Wyo. Ont. Que. Conn."
        " Colo. Minn. Mich. Tenn. Wis."
    )
)
_NEVER_LAST = frozenset(
    vocabulary(
        "E.g. I.e. e.g. eg. i.e. ie. vs. v. cf. approx. appr. c. ca. viz. incl. resp. excl. inc. exc. Asst. asst."
        " a.k.a."
    )
) | {"Sec. of", "Dist. Atty.", "Atty. Gen."}
# The rest of a name may follow: "Warner Bros. Discovery".
_GOES_ON = frozenset({"Bros.", "Inf.", "Bn.", "Cav."})
BARE = table(
    """
    vs = versus; w/o = without; w/ = with; b/c = because; approx = approximately; govt = government; n/a = N A
    gov't = government; int'l = international; nat'l = national; ass'n = association
    N/A = N A; aka = A K A; Jr = Junior; Sr = Senior; and/or = and or; &/or = and or; eg = for example; ie = that is
    e.g = for example; i.e = that is; etc = et cetera; c/o = care of; dept = department; w/e = weekend
    y/y = year over year; m/m = month over month; q/q = quarter over quarter
    """
)
_BEFORE_NUMBER = table(
    """
    No = Number; no = number; Nos = Numbers; nos = numbers; № = Number; Nr = Number; Vol = Volume; vol = volume
    Vols = Volumes; vols = volumes; Ch = Chapter; ch = chapter; Chap = Chapter; chap = chapter; Fig = Figure
    fig = figure; Figs = Figures; figs = figures; Sec = Section; sec = section; Sect = Section; Art = Article
    art = article; p = page; P = Page; pp = pages; pg = page; Eq = Equation; eq = equation; Ex = Example; Tab = Table
    para = paragraph; Ref = Reference; ref = reference; Ver = Version; ver = version; Ep = Episode; ep = episode
    Pt = Part; pt = part; App = Appendix; Iss = Issue; Op = Opus; op = opus; Ste = Suite; Apt = Apartment; Rm = Room
    Bldg = Building; Hwy = Highway; Rte = Route; Rt = Route; Int = Interstate; Ph = Phone; cir = circa; Res = Resolution
    Dist = District
    """
)
_SIGN_BEFORE_NUMBER = table(
    """
    § = section; §§ = sections; ¶ = paragraph; # = number; № = number; ~ = about; ≈ = about; c = circa
    """
)

_STARTERS = vocabulary(
    "The It He She They We You I In On At But And This That A An His Her Their There If As For So What When Who How My"
)
_TITLE = re.compile(rf"(?<![\w.])({either(TITLES)})\.\s?(?=[A-Z][a-z']|[A-Z]\.|[A-Z] |& |and |first Class)")
_INITIAL = re.compile(
    r"(?:(?<=[a-z,] )|(?<=^)|(?<=[A-Z] )|(?<=\b[A-Z]\. )|(?<=\())([A-Z])\."
    rf"(?= (?!(?:{either(_STARTERS)})\b)(?:[A-Z][a-z]|[A-Z]\.))"
)
_ANOTHER_INITIAL = re.compile(r" [A-Z]\. [A-Z]")
_POLITE = re.compile(r"(?<![\w.])(Mr|Mrs|Ms|mr|mrs)\.(?= \w)")
_BRITISH_TITLE = re.compile(
    r"(?<![\w.])(Mr|Mrs|Ms|Dr|Prof|Rev|Sgt|Capt|Lt|Col|Supt|Insp|Mt|Sen|Gov|Cllr|Cpl|Maj|Det) (?=[A-Z][a-z])"
)
_GENERATION = re.compile(r"(?<=[a-z]),? (Jr|Sr)\b(\.?)")
_PERIOD = re.compile(rf"(?<![\w.])({either(WITH_PERIOD)})(?!\w)")
_BARE = re.compile(rf"(?<![\w./])(?<!slash )({either(BARE)})(?![\w/]|-\d)(?!\.\w)")
_NUMBERED = re.compile(
    rf"(?<![\w.])(?:({either(_BEFORE_NUMBER)})\.\s?(?=[\d#]|[IVXLC]{{2,}}\b|[IVXLC]\b(?! [a-z]))"  # No. 5, Ch. IV
    r"|(Nos?|pp?|[Ff]ig|[Vv]ol|№) (?=\d)|(?<=[a-z] )(No)(?=\d{1,3}\b)"  # No 10, world No1
    r"|(?:(?<=\()|(?<=\b[Ss]ee )|(?<=\bon )|(?<=\bto )|(?<=^))(pp?)(?=\d{1,4}\b))"  # p23, no gene
)
_RAISED_NUMBER = re.compile(r"(?<!\w)[Nn][º°] ?(?=\d)")
_WORLD_WAR = re.compile(r"\bWW ?(?=(?:[123]|I{1,3})\b)")
_MARK = re.compile(r"\bMk\.? ?(?=(?:\d|[IVX])+\b)")
_NUMBER_SIGN = re.compile(r"(?<=[a-z])#(?=[:\s]|$)|(?<=[A-Za-z])#(?=\d)")
_SIGNED = re.compile(r"(?<![\w&])(§§?|¶|№|#|~|≈)\s?(?=[\d$£€])")
# Said letter by letter where the article shows that it is the organization: voices else ask "who".
_WHO = re.compile(r"(?<=[Tt]he )WHO\b(?! [A-Z]{2})")
# A name and, in brackets, its initials: these are for the eye.
_NAME_WORD = r"(?:[A-Z][\w.'’-]*|of|the|and|for|in|on|to|de|&)"
_INTRODUCED = re.compile(rf"\b([A-Z][\w.'’-]*(?: {_NAME_WORD}){{1,9}}) \((?:the )?([A-Z][A-Za-z]{{1,9}})\)")
_COMPANY_LETTER = re.compile(r" [A-Z](?:[,;.)]|$| of\b)")  # "Co. B, 3rd Bn."
_DOTTED = re.compile(r"(?<![\w.])((?:[A-Z]\.){2,})(s\b)?(?!\w)")
_NEXT_SENTENCE = re.compile(rf"\s+(?:{either(_STARTERS)})\b")
_FULL_STOP_FOLLOWS = re.compile(r"\s+[\"']?[A-Z]|\s*$|[\"')]+\s*$")


def is_abbreviation(word: str) -> bool:
    """Tells whether a word is one that is written out: `Calif`, `Capt`."""
    return word in TITLES or word in BARE or f"{word}." in WITH_PERIOD


def _say_title(match: re.Match[str]) -> str:
    return TITLES[match.group(1)] + " "


def _say_polite(match: re.Match[str]) -> str:
    return TITLES[match.group(1).capitalize()]


def _say_initial(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 24) : match.start()].split()
    is_name = not before or before[-1][0].isupper() or before[-1].endswith(",")
    is_name = is_name or _ANOTHER_INITIAL.match(match.string, match.end()) is not None
    return match.group(1) if is_name else None


def _say_generation(match: re.Match[str]) -> str:
    words = {"Jr": " Junior", "Sr": " Senior"}[match.group(1)]
    return words + ("." if match.group(2) and _ends_text(match) else "")


def _ends_text(match: re.Match[str]) -> bool:
    return re.match(r"[\"')]*\s*$|\s+[A-Z][a-z]+ [a-z]", match.string[match.end() : match.end() + 20]) is not None


def _say_period(match: re.Match[str]) -> str | None:
    written = match.group(1)
    if written in _AFTER_COMMA and not _is_state(match):
        return None
    if written in {"v.", "c."} and not _is_latin(match):
        return None
    words = WITH_PERIOD[written]
    if written == "Co." and _COMPANY_LETTER.match(match.string, match.end()):
        return words
    if written in _NEVER_LAST or (written in _GOES_ON and not _ends_sentence(match)):
        return words
    return words + ("." if _FULL_STOP_FOLLOWS.match(match.string[match.end() : match.end() + 4]) else "")


def _is_state(match: re.Match[str]) -> bool:
    """Tells whether a state's abbreviation follows a town or a party, or stands alone in brackets."""
    before = match.string[max(0, match.start() - 3) : match.start()]
    is_bracketed = before.endswith("(") and match.string.startswith(")", match.end())
    return is_bracketed or before.endswith((", ", "(D-", "(R-", " D-", " R-"))


def _ends_sentence(match: re.Match[str]) -> bool:
    after = match.string[match.end() : match.end() + 24]
    return not after.strip(" \"')”") or _begins_sentence(after)


def _is_latin(match: re.Match[str]) -> bool:
    """Tells whether `v.` stands between two parties and `c.` before a year."""
    before, after = match.string[: match.start()], match.string[match.end() :][:7]
    if match.group(1) == "c.":
        return re.match(r"\s?\d{3}", after) is not None
    return (
        re.search(r"[A-Z][\w.']*,? $", before[-24:]) is not None and re.match(r"\s(?:the\s)?[A-Z]", after) is not None
    )


def _say_bare(match: re.Match[str]) -> str:
    return BARE[match.group(1)]


def _say_numbered(match: re.Match[str]) -> str:
    return _BEFORE_NUMBER[next(filter(None, match.groups()))] + " "


def _say_signed(match: re.Match[str]) -> str:
    return _SIGN_BEFORE_NUMBER[match.group(1)] + " "


def _say_introduced(match: re.Match[str]) -> str | None:
    name, acronym = match.groups()
    initials = "".join(word[0] for word in re.split(r"[ -]", name) if word[:1].isupper())
    letters = acronym.removesuffix("s")
    return name if len(letters) > 1 and letters.upper() in initials else None


def _say_dotted(match: re.Match[str]) -> str:
    """Speaks initials: two of them apart (`U S`), more as one acronym (`USA`)."""
    letters = match.group(1).replace(".", "")
    if match.group(2):
        return f"{letters}s"
    words = " ".join(letters) if len(letters) == 2 and letters not in {"BC", "AD", "CE"} else letters
    after = match.string[match.end() : match.end() + 24]
    return words + ("." if not after.strip() or _begins_sentence(after) else "")


def _begins_sentence(after: str) -> bool:
    return _NEXT_SENTENCE.match(after) is not None


_PERIODS = frozenset(".")

INTRODUCED = (Rule(_INTRODUCED, _say_introduced, frozenset("(")),)
# Before the numerals, so that these see the whole noun: "Ch. IV".
NUMBERED = (
    Rule(_NUMBERED, _say_numbered, frozenset("0123456789IVX")),
    Rule(_RAISED_NUMBER, always("number "), frozenset("º°")),
    Rule(_WORLD_WAR, always("World War "), frozenset("W")),
    Rule(_MARK, always("Mark "), frozenset("M")),
    Rule(_NUMBER_SIGN, always(" number "), frozenset("#")),
    Rule(_SIGNED, _say_signed, frozenset("§¶№#~≈")),
)
RULES = (
    Rule(_TITLE, _say_title, _PERIODS),
    Rule(_POLITE, _say_polite, _PERIODS),
    Rule(_BRITISH_TITLE, _say_title, frozenset("DPRSCLIMG")),
    Rule(_INITIAL, _say_initial, _PERIODS),
    Rule(_GENERATION, _say_generation, frozenset("JS")),
    Rule(_PERIOD, _say_period, _PERIODS),
    Rule(_WHO, always("W H O"), frozenset("W")),
    Rule(_DOTTED, _say_dotted, _PERIODS),
    Rule(_BARE, _say_bare, frozenset()),
)
