"""What looks like the end of a sentence and is none, by language; and words that begin one after initials."""

import re

_BEFORE = r"(?:^|[\s(\"“„«'’-])"

_NEVER_LAST = {
    "en": r"Mr|Mrs|Ms|Dr|Prof|Sen|Sens|Rep|Reps|Gov|Gen|Col|Lt|Sgt|Capt|Cmdr|Maj|Adm|Rev|Hon|Pres|Messrs|St|Ste|Mt|Ft"
    r"|Supt|Det|Insp|vs|v|viz|cf|e\.g|i\.e|eg|approx|appr|ca|incl|excl|resp|Fig|Figs|Eq|Vol|Vols|Ch|Sec|Art|Nos|pp",
    "de": r"Dr|Prof|Hr|Fr|Frl|Dipl|Ing|Nr|Bd|Abs|Aufl|Hrsg|St|ca|bzw|vgl|geb|inkl|exkl|evtl|ggf|sog|u\. ?a|z\. ?B"
    r"|d\. ?h|Mio|Mrd|Tel|Kap|Abb",
    "fr": r"M|MM|Mme|Mmes|Mlle|Mgr|Dr|Pr|St|Ste|cf|éd|chap|p\. ?ex|n°",
    "es": r"Sr|Sra|Sres|Srta|Dr|Dra|D|Dña|Prof|Lic|Ing|Gral|Av|Avda|N[°º]|[Nn]úm|pág|págs|p\. ?ej|aprox",
    "it": r"[Ss]ig|[Dd]ott|[Dd]r|[Pp]rof|[Ii]ng|[Aa]vv|[Oo]n|[Mm]ons|pag|fig|ad es",
    "pt": r"Sr|Sra|Srs|Dr|Dra|Prof|Profa|Eng|Exmo|Av|n[°º]|pág|p\. ?ex|aprox",
    "nl": r"[Dd]hr|[Mm]evr|[Mm]w|[Dd]rs?|[Pp]rof|[Ii]r|[Mm]r|St|nr|ca|bijv|o\.a|d\.w\.z",
    "da": r"[Dd]r|[Hh]r|[Pp]rof|nr|ca|kl|f\.eks|bl\.a|d\.v\.s|pga|mht",
    "sv": r"[Dd]r|[Pp]rof|nr|ca|kl|t\.ex|bl\.a|s\.k|d\.v\.s",
    "no": r"[Dd]r|[Pp]rof|nr|ca|kl|f\.eks|bl\.a|d\.v\.s",
    "pl": r"dr|prof|mgr|inż|ul|godz|św|tzw|np|tj|m\.in|nr",
}
_STARTERS = {
    "en": "I|He|She|It|They|We|You|The|This|That|These|Those|There|Here|But|And|So|If|When|While|His|Her|Its|Our|My"
    "|Their|What|How|Why|Who|Where|In|On|At|As|For|After|Before|Since|Please|A|An",
    "de": "Ich|Er|Sie|Es|Wir|Ihr|Der|Die|Das|Ein|Eine|Dies|Diese|Dieser|Aber|Und|Doch|Wenn|Als|Was|Wie|Wer|Wo|Im|In|Am"
    "|Dort|Da",
    "fr": "Je|Il|Elle|Ils|Elles|On|Nous|Vous|Le|La|Les|Un|Une|Ce|Cette|Ces|Mais|Et|Quand|Si|Que|Qui|Comment|Où|En|Dans"
    "|Après",
    "es": "Yo|Él|Ella|Ellos|Nosotros|El|La|Los|Las|Un|Una|Este|Esta|Pero|Y|Cuando|Si|Es|En|Después",
    "it": "Io|Lui|Lei|Loro|Noi|Il|Lo|La|I|Gli|Le|Un|Una|Questo|Questa|Ma|E|Quando|Se|È|In|Dopo",
    "pt": "Eu|Ele|Ela|Eles|Nós|O|A|Os|As|Um|Uma|Este|Esta|Mas|E|Quando|Se|É|Em|Depois",
    "nl": "Ik|Hij|Zij|Ze|Het|Wij|We|De|Een|Dit|Dat|Deze|Maar|En|Als|Toen|Wat|Hoe|Wie|In|Na",
    "da": "Jeg|Han|Hun|De|Det|Den|Vi|En|Et|Men|Og|Når|Hvis|Hvad|Hvordan|Hvem|Hvor|Der|I|Efter",
    "sv": "Jag|Han|Hon|De|Det|Den|Vi|En|Ett|Men|Och|När|Om|Vad|Hur|Vem|Var|I|Efter",
    "no": "Jeg|Han|Hun|De|Det|Den|Vi|En|Et|Men|Og|Når|Hvis|Hva|Hvordan|Hvem|Hvor|Der|I|Etter",
}
# After one letter that a small word precedes, as in "plan B. The rest", these are no surnames.
_NO_SURNAMES = "I|It|They|The|This|That|These|But|And|She|We|His|Her|There"
_AFTER_LETTER = re.compile(rf"(?<=[a-z] [A-Z]\.)\s+(?=(?:{_NO_SURNAMES})\s)")
_ALIKE = {"nb": "no", "nn": "no"}

_NEVER_LAST_PATTERNS = {name: re.compile(rf"{_BEFORE}(?:{words})\.\s*$") for name, words in _NEVER_LAST.items()}
# "Pitt & Co. They", "the U.S. He": an abbreviation, and a word that begins a sentence and nothing else.
_AFTER_INITIALS = {
    name: re.compile(rf"(?:(?<=[A-Z]\.[A-Z]\.)|(?<=\s[Cc]o\.))\s+(?=(?:{words})\s)")
    for name, words in _STARTERS.items()
}
# German writes an ordinal with a point and the noun after it with a capital: "im 19. Jahrhundert", "der 1. FC Köln".
_ORDINAL = re.compile(
    r"(?:^|\s)(?:[Dd](?:er|ie|as|en|em|es)|[Aa]m|[Ii]m|[Zz]um|[Zz]ur|[Vv]om|[Bb]eim|[Ii]ns|[Bb]is|[Ss]eit|[Aa]b"
    r"|[Ee]in(?:e[nmrs]?)?|(?:[Mm]|[Dd]|[Ss])ein(?:e[nmrs]?)?|[Ii]hr(?:e[nmrs]?)?|und|\d{1,2}\.\s?[-–])\s?[-–]?\d{1,2}\.\s*$"
)


def is_never_last(end_of_sentence: str, language: str) -> bool:
    """Tells whether a text ends in an abbreviation that no sentence of the language ends in."""
    pattern = _NEVER_LAST_PATTERNS.get(_ALIKE.get(language, language))
    if pattern and pattern.search(end_of_sentence):
        return True
    return language == "de" and _ORDINAL.search(end_of_sentence) is not None


def ends_after_initials(text: str, language: str) -> list[int]:
    """Returns where a sentence begins after initials, a letter or a company's `Co.`: its first word is no name."""
    pattern = _AFTER_INITIALS.get(_ALIKE.get(language, language))
    gaps = [*pattern.finditer(text)] if pattern else []
    if language == "en":
        gaps += _AFTER_LETTER.finditer(text)
    return [gap.end() for gap in gaps]
