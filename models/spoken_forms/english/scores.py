"""What contests and ballots end with: scores, sets of tennis, wickets, records and counts of votes (rule N5)."""

import re

from models.spoken_forms.english.grammar import COUNTED, ODDS_AFTER, START
from models.spoken_forms.english.numbers import cardinal
from models.spoken_forms.rules import LEXICON_WORD, Rule, either, vocabulary

_CONTESTS = vocabulary(
    "won win wins winning beat beats beaten beating lost lose loses losing lead leads led leading victory victories"
    " defeat defeated defeats draw drew drawn tied tie score scored final trailed trailing thrashed routed edged"
    " downed match playoff halftime half-time finished ended equalised equalized hammered swept sweep stunned record"
    " level levelled leveled trail trails aggregate penalties shootout"
)
_VOTES = vocabulary(
    "vote votes voted voting ruling rule ruled majority decision decided approve approved approves pass passed"
    " passes split court justices senate house committee council board panel jurors margin ratio odds"
)
_NO_TEAMS = vocabulary(
    "Ages Aged Age Grades Grade Chapters Chapter Seasons Season Weeks Week Days Day Pages Page Verses Levels Level"
    " Phases Phase Years Year Episodes Episode Lines Steps Sizes Books Parts Part Games Rounds Exercises Questions"
    " Zones Groups Only Just About Between From Section Sections Items Classes Types Psalms Psalm Channel Channels"
)

_SET = r"(?:[67][-–][0-7]|[0-6][-–][67])(?!\d)"
_TIE_BREAK = r"(?:\s?[(\[]\d{1,2}(?:[-–]\d{1,2})?[)\]])"
_SETS = re.compile(rf"{START}(?:{_SET}{_TIE_BREAK}?(?:,? (?:and )?|; ?)(?={_SET}))*{_SET}{_TIE_BREAK}?(?![\w%-])")
_PAIR = re.compile(r"(\d+)[-–](\d+)")
_PLAYED_TO_THE_END = frozenset({"60", "61", "62", "63", "64", "75", "76"})

# Spaced, it is a score only behind a word of contests: "leading 6 - 2".
_SPACED_SCORE = re.compile(rf"{START}(\d{{1,3}}) [-–] (\d{{1,3}})(?![\w%/-])(?![.,:]\d)")
_RECORD = re.compile(
    rf"\b((?:dropped|fell|improved?s?|moved?s?|slipped|went) to )(\d{{1,3}})[-–](\d{{1,3}})(?![\w%/-])"
    rf"(?![.,]\d|{COUNTED}| (?:percent|per cent|million|billion)\b)"
)
_SCORE = re.compile(rf"{START}(\d{{1,3}})[-–](\d{{1,3}})(?:[-–](\d{{1,3}}))?(?![\w%/])(?![-–][\w])(?![.,]\d)")
_CONTEST_BEFORE = re.compile(
    rf"\b(?:{either(_CONTESTS)}|(?:first|second|third|fourth|fifth|opening|deciding|final) (?:set|leg|frame))\b"
    r"[^.;!?\d]{0,60}$"
)
_CONTEST_AFTER = re.compile(
    r"\s(?:(?:home|away|comeback|overtime|extra-time|aggregate|series|shutout|road|first-leg|second-leg|narrow|big) )?"
    r"(?:win|victory|defeat|loss|draw|lead|thrashing|rout|scoreline|triumph|aggregate|on aggregate|advantage|record"
    r"|at (?:half-?time|the break)|after extra time|on penalties|zone|formation|spurt|tie)\b"
)
_VOTE_NEAR = re.compile(rf"\b(?:{either(_VOTES)})\b", re.IGNORECASE)
_COUNTED_AFTER = re.compile(COUNTED)
_PAGES_BEFORE = re.compile(r"\b(?:[Pp]ages|[Pp]p\.?|[Ll]ines|[Vv]erses|[Nn]umbers|[Ii]ssues|[Ff]olios) $")
_TEAM_BEFORE = re.compile(rf"([A-Z][\w.']*|[{LEXICON_WORD}]) \(?$")
_TEAM_AFTER = re.compile(rf" (?:[A-Z][a-z]|[{LEXICON_WORD}])")

# What a player made of what he tried: "shooting 4-8 from three", "8-9 shooting"
_SHOT_FROM = "three|deep|distance|downtown|the (?:field|floor|line|stripe|arc|free|charity|foul)|beyond|behind|3"
_MADE = re.compile(
    r"(?<![\w.,$£€-])(\d{1,2})[-–](\d{1,2})"
    rf"(?= (?:shooting\b|from (?:{_SHOT_FROM})\b|on (?:three|3|free|field)[ -]))"
)
# How tall a player is, in feet and inches: "a 7-0 center", "the 6-11 Chris Anstey"
_PLAYERS = vocabulary(
    "center centre forward guard swingman lineman tackle receiver quarterback linebacker pitcher right-hander"
    " left-hander senior junior sophomore freshman"
)
_HEIGHT = re.compile(
    rf"(?<=[a-z,(] )([5-7])-(\d|1[01])(?=,? (?:(?:[A-Z]{{2,4}} |[a-z]+ )?(?:{either(_PLAYERS)})s?\b|\d{{3}}[ -]pound))"
    r"|(?:(?<=\b[Tt]he )|(?<=while )|(?<=\band ))([5-7])-(\d|1[01])(?= [A-Z][a-z'’-]+ [A-Z][a-z])"
)
# When a goal was scored: "Alvarez 17', Haaland pen 90+5'".
_MINUTE = re.compile(r"(?<![\w.,$£€+-])(\d{1,3})(?:\+(\d{1,2}))?'(?![\w'])")
_FOOTBALL = re.compile(r"\b(?:[Gg]oals?|[Ss]corers?|pen|og|[Ss]ubs?|[Bb]ooked|[Cc]ards?|HT|FT|half-time)\b")

_CRICKET = re.compile(
    r"\b(?:stumps|balls|bowlers?|batters?|batsm[ae]n|seamers?|spinners?|lbw|Test|ODI|T20|not out|Lord's"
    r"|declared|wickets?|wicket-?takers?|overs|innings|bowled|bowlers?|batting|batted|lunch|tea|run chase"
    r"|cricket|Ashes|all out|by \d+ (?:runs|wickets)|\d+-ball|off \d+|run stand)\b"
)
# What a bowler took, behind his name: "Shami (4/95)", "Anderson 3/6", "Kuldeep 5-25"; few runs may be a score.
_FIGURES = re.compile(rf"(?:(?<=\()|(?<=[a-z{LEXICON_WORD}] ))(\d|10)(?:/|-(?=\d\d))(\d{{1,3}})(?=[,;.)]|$)")
_NAME_BEFORE = re.compile(rf"(?:[A-Z][\w'’-]*|[{LEXICON_WORD}]) \(?$")
_WICKETS = re.compile(rf"{START}(\d{{2,3}})[-–/](\d|10)(?![\w%/-])(?!\.\d)")
_HUNDREDS_FOR = re.compile(
    r"(?<![\w.,-])(?:(?<=\bon )|(?<=\bto )|(?<=\bat )|(?<=\bwere )|(?<=\bmade )|(?<=\breached )|(?<=\bfor ))"
    r"([1-9]\d\d)[-–/](\d)(?=$|[.,;:!?)]+(?!\d)|\s(?:at|in|before|after|when|on|with|and|by|from|as|off|against)\b)"
)
_BOWLING = re.compile(
    r"\b((?:took|takes|taking|claimed|returned|figures of|finished with)(?: [a-z]+)? |'s |best )"
    r"(\d|10)[-/](\d{1,3})(?![\w%/-])(?!\.\d)"
)


def _say_sets(match: re.Match[str]) -> str | None:
    pairs = _PAIR.findall(re.sub(_TIE_BREAK, "", match.group()))
    has_tie_break = "(" in match.group() or "[" in match.group()
    is_tennis = all("".join(sorted(pair, reverse=True)) in _PLAYED_TO_THE_END for pair in pairs)
    return _PAIR.sub(_apart, match.group()) if is_tennis and (len(pairs) > 1 or has_tie_break) else None


def _apart(pair: re.Match[str]) -> str:
    return f"{cardinal(pair.group(1))} {cardinal(pair.group(2))}"


def _say_made(match: re.Match[str]) -> str | None:
    made, tried = match.groups()
    return f"{cardinal(made)} of {cardinal(tried)}" if int(made) <= int(tried) else None


def _say_height(match: re.Match[str]) -> str:
    return " ".join(cardinal(digits) for digits in match.groups() if digits)


def _say_minute(match: re.Match[str]) -> str | None:
    minute, added = match.groups()
    if not _FOOTBALL.search(match.string):
        return None
    return f"{cardinal(minute)}{f' plus {cardinal(added)}' if added else ''} minutes"


def _say_figures(match: re.Match[str]) -> str | None:
    before = match.string[max(0, match.start() - 24) : match.start()]
    if not (_NAME_BEFORE.search(before) and _CRICKET.search(match.string)):
        return None
    return f"{cardinal(match.group(1))} for {cardinal(match.group(2))}"


def _say_wickets(match: re.Match[str]) -> str | None:
    runs, wickets = match.groups()
    if int(runs) <= int(wickets) or not _CRICKET.search(match.string):
        return None
    return f"{cardinal(runs)} for {cardinal(wickets)}"


def _say_hundreds_for(match: re.Match[str]) -> str | None:
    """Speaks `closed on 356-7` also where no word of cricket stands near: no other game ends so, only votes do."""
    if _VOTE_NEAR.search(match.string):
        return None
    return f"{cardinal(match.group(1))} for {cardinal(match.group(2))}"


def _say_bowling(match: re.Match[str]) -> str | None:
    if not _CRICKET.search(match.string):
        return None
    return f"{match.group(1)}{cardinal(match.group(2))} for {cardinal(match.group(3))}"


def _say_spaced_score(match: re.Match[str]) -> str | None:
    if not _CONTEST_BEFORE.search(match.string[max(0, match.start() - 80) : match.start()]):
        return None
    return _apart(match)


def _say_record(match: re.Match[str]) -> str:
    return f"{match.group(1)}{cardinal(match.group(2))} {cardinal(match.group(3))}"


def _say_score(match: re.Match[str]) -> str | None:
    numbers = [digits for digits in match.groups() if digits]
    if len(numbers) == 2 and not _is_contest(match, is_falling=int(numbers[0]) >= int(numbers[1])):
        return None
    return " ".join(map(cardinal, numbers))


def _is_contest(match: re.Match[str], *, is_falling: bool) -> bool:
    """Tells a score from a range: by the words around, and because no range falls (a count of votes may)."""
    before = match.string[max(0, match.start() - 80) : match.start()]
    after = match.string[match.end() : match.end() + 40]
    if _PAGES_BEFORE.search(before) or ODDS_AFTER.match(after) or (not is_falling and _COUNTED_AFTER.match(after)):
        return False  # "lose 3-4 pounds"
    if _CONTEST_BEFORE.search(before) or _CONTEST_AFTER.match(after):
        return True
    if _VOTE_NEAR.search(before[-60:]) or _VOTE_NEAR.search(after[:24]):
        return False
    return is_falling or _stands_between_teams(before, after) or _is_second_of_two(match, before)


def _is_second_of_two(match: re.Match[str], before: str) -> bool:
    """Tells whether a team stands before the pair, and another pair before that falls, as no range does."""
    team = _TEAM_BEFORE.search(before)
    others = (pair for pair in _PAIR.findall(match.string[: match.start()]) if len("".join(pair)) < 7)
    return team is not None and team.group(1) not in _NO_TEAMS and any(int(a) > int(b) for a, b in others)


def _stands_between_teams(before: str, after: str) -> bool:
    team = _TEAM_BEFORE.search(before)
    return team is not None and team.group(1) not in _NO_TEAMS and _TEAM_AFTER.match(after) is not None


SETS = (
    Rule(_MINUTE, _say_minute, frozenset("'"), needs_digit=True),
    Rule(_MADE, _say_made, frozenset("-–"), needs_digit=True),
    Rule(_HEIGHT, _say_height, frozenset("-"), needs_digit=True),
    Rule(_SETS, _say_sets, frozenset("-–"), needs_digit=True),
    Rule(_FIGURES, _say_figures, frozenset("/-"), needs_digit=True),
    Rule(_BOWLING, _say_bowling, frozenset("-/"), needs_digit=True),
    Rule(_WICKETS, _say_wickets, frozenset("-–/"), needs_digit=True),
    Rule(_HUNDREDS_FOR, _say_hundreds_for, frozenset("-–/"), needs_digit=True),
)
RULES = (
    Rule(_SPACED_SCORE, _say_spaced_score, frozenset("-–"), needs_digit=True),
    Rule(_RECORD, _say_record, frozenset("-–"), needs_digit=True),
    Rule(_SCORE, _say_score, frozenset("-–"), needs_digit=True),
)
