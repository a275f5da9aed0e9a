"""What German, French, Spanish, Italian, Portuguese and Dutch each say for a month, a currency, a comma."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from models.spoken_forms.rules import vocabulary


@dataclass(frozen=True)
class Tongue:
    """The words of one language that its numbers need.

    `one` stands before a noun where `1` alone is another word (`ein Euro`, `eins`). `day`, `time` and `hour` are the
    forms of a date, of a time with minutes, and of a full hour; `before_time` are words after which `20.30` is a time.
    `of_millions` joins a magnitude to its noun (`deux millions d'euros`), unless it is one of `thousands_words`.
    """

    code: str
    months: tuple[str, ...]
    month_abbreviations: Mapping[str, int]
    comma: str
    minus: str
    plus: str
    percent: str
    one: str
    to: str
    conjunction: str
    first_day: str
    day: str
    hour: str
    time: str
    hour_marks: str
    currencies: Mapping[str, tuple[str, str]]
    magnitudes: Mapping[str, tuple[str, str]]
    units: Mapping[str, tuple[str, str]]
    one_hour: str
    before_time: tuple[str, ...]
    hour_noun: str = ""
    before_year: str = " "
    before_cents: str = " "
    of_millions: str = " "
    thousands_words: frozenset[str] = frozenset()
    feminine: frozenset[str] = field(default_factory=frozenset)
    feminine_numbers: Mapping[str, str] = field(default_factory=dict)
    abbreviations: Mapping[str, str] = field(default_factory=dict)
    ratio: str = "a"
    ordinal_marks: str = r"\s?[ºª°](?!\s?C)"

    @property
    def nouns(self) -> frozenset[str]:
        """Names of currencies, magnitudes and units: what numbers agree with."""
        tables = (self.currencies, self.magnitudes, self.units)
        return frozenset({name for table in tables for pair in table.values() for name in pair} | self.feminine)

    def month_name(self, written: str) -> str:
        """Returns the month that a name or an abbreviation in any case means."""
        index = self.month_abbreviations.get(written.lower(), self.month_abbreviations.get(written.capitalize()))
        return written if index is None else self.months[index]


def _signs(euro: str, dollar: str, pound: str, yen: str, franc: str) -> dict[str, tuple[str, str]]:
    """Returns the currencies of which each is given as `one,many`."""

    def names(pair: str) -> tuple[str, str]:
        one, _, many = pair.partition(",")
        return one, many

    return {
        **dict.fromkeys(("€", "EUR"), names(euro)),
        **dict.fromkeys(("US$", "$", "USD"), names(dollar)),
        **dict.fromkeys(("£", "GBP"), names(pound)),
        **dict.fromkeys(("¥", "JPY"), names(yen)),
        "CHF": names(franc),
    }


def _months(names: str, abbreviations: str) -> tuple[tuple[str, ...], dict[str, int]]:
    return vocabulary(names), {name: index // 2 for index, name in enumerate(vocabulary(abbreviations)) if name != "-"}


_DE_MONTHS, _DE_SHORT = _months(
    "Januar Februar März April Mai Juni Juli August September Oktober November Dezember",
    "Jan. Jän. Feb. Febr. Mrz. - Apr. - - - Jun. - Jul. - Aug. - Sep. Sept. Okt. - Nov. - Dez. -",
)
_FR_MONTHS, _FR_SHORT = _months(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv. jan. févr. fév. - - avr. - - - - - juil. - - - sept. - oct. - nov. - déc. -",
)
_ES_MONTHS, _ES_SHORT = _months(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene. - feb. - mar. - abr. - - - jun. - jul. - ago. - sept. sep. oct. - nov. - dic. -",
)
_IT_MONTHS, _IT_SHORT = _months(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen. genn. feb. febbr. mar. - apr. - mag. magg. giu. - lug. - ago. - set. sett. ott. - nov. - dic. -",
)
_PT_MONTHS, _PT_SHORT = _months(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan. - fev. - mar. - abr. - mai. - jun. - jul. - ago. - set. - out. - nov. - dez. -",
)
_NL_MONTHS, _NL_SHORT = _months(
    "januari februari maart april mei juni juli augustus september oktober november december",
    "jan. - feb. febr. mrt. - apr. - - - jun. - jul. - aug. - sep. sept. okt. - nov. - dec. -",
)

GERMAN = Tongue(
    code="de",
    months=_DE_MONTHS,
    month_abbreviations=_DE_SHORT,
    comma="Komma",
    minus="minus",
    plus="plus",
    ratio="zu",
    percent="Prozent",
    one="ein",
    to="bis",
    conjunction="und",
    first_day="",
    day="{day} {month}",
    hour="{hour} Uhr",
    time="{hour} Uhr {minute}",
    hour_marks=r"\s?Uhr\b|\s?h\b",
    one_hour="ein Uhr",
    before_time=("um ", "Um ", "ab ", "bis ", "gegen "),
    currencies=_signs("Euro,Euro", "Dollar,Dollar", "Pfund,Pfund", "Yen,Yen", "Franken,Franken"),
    magnitudes={
        "Mio.": ("Million", "Millionen"),
        "Mill.": ("Million", "Millionen"),
        "Mrd.": ("Milliarde", "Milliarden"),
        "Tsd.": ("Tausend", "Tausend"),
        "Bio.": ("Billion", "Billionen"),
    },
    units={
        "km/h": ("Kilometer pro Stunde", "Kilometer pro Stunde"),
        "l/m²": ("Liter pro Quadratmeter", "Liter pro Quadratmeter"),
        "km²": ("Quadratkilometer", "Quadratkilometer"),
        "m²": ("Quadratmeter", "Quadratmeter"),
        "km": ("Kilometer", "Kilometer"),
        "cm": ("Zentimeter", "Zentimeter"),
        "mm": ("Millimeter", "Millimeter"),
        "m": ("Meter", "Meter"),
        "kg": ("Kilogramm", "Kilogramm"),
        "g": ("Gramm", "Gramm"),
        "°C": ("Grad Celsius", "Grad Celsius"),
        "°": ("Grad", "Grad"),
        "kWh": ("Kilowattstunde", "Kilowattstunden"),
        "MW": ("Megawatt", "Megawatt"),
        "GB": ("Gigabyte", "Gigabyte"),
        "l": ("Liter", "Liter"),
    },
    feminine=frozenset({"Million", "Milliarde", "Billion", "Kilowattstunde", "Stunde", "Minute", "Woche"}),
    feminine_numbers={"ein": "eine"},
    abbreviations={
        "z. B.": "zum Beispiel",
        "z.B.": "zum Beispiel",
        "d. h.": "das heißt",
        "d.h.": "das heißt",
        "bzw.": "beziehungsweise",
        "ca.": "circa",
        "usw.": "und so weiter",
        "u. a.": "unter anderem",
        "u.a.": "unter anderem",
        "Dr.": "Doktor",
        "Prof.": "Professor",
        "Nr.": "Nummer",
        "Str.": "Straße",
        "v. Chr.": "vor Christus",
        "n. Chr.": "nach Christus",
        "vgl.": "vergleiche",
        "inkl.": "inklusive",
        "sog.": "sogenannte",
    },
)

FRENCH = Tongue(
    code="fr",
    months=_FR_MONTHS,
    month_abbreviations=_FR_SHORT,
    comma="virgule",
    minus="moins",
    plus="plus",
    percent="pour cent",
    one="un",
    to="à",
    conjunction="et",
    first_day="premier",
    day="{day} {month}",
    hour="{hour} heures",
    time="{hour} heures {minute}",
    hour_marks=r"\s?h(?:eures)?\b",
    one_hour="une heure",
    before_time=("à ", "À "),
    hour_noun="heures",
    thousands_words=frozenset({"mille"}),
    currencies=_signs("euro,euros", "dollar,dollars", "livre,livres", "yen,yens", "franc suisse,francs suisses"),
    magnitudes={
        "M": ("million", "millions"),
        "Md": ("milliard", "milliards"),
        "Mds": ("milliard", "milliards"),
        "Mio": ("million", "millions"),
        "k": ("mille", "mille"),
    },
    units={
        "km/h": ("kilomètre par heure", "kilomètres par heure"),
        "km²": ("kilomètre carré", "kilomètres carrés"),
        "m²": ("mètre carré", "mètres carrés"),
        "km": ("kilomètre", "kilomètres"),
        "cm": ("centimètre", "centimètres"),
        "mm": ("millimètre", "millimètres"),
        "m": ("mètre", "mètres"),
        "kg": ("kilogramme", "kilogrammes"),
        "g": ("gramme", "grammes"),
        "°C": ("degré Celsius", "degrés Celsius"),
        "°": ("degré", "degrés"),
        "GB": ("gigaoctet", "gigaoctets"),
        "Go": ("gigaoctet", "gigaoctets"),
        "l": ("litre", "litres"),
    },
    of_millions=" d'",
    feminine=frozenset({"livre", "livres", "heure", "heures"}),
    feminine_numbers={"un": "une"},
    abbreviations={
        "M.": "monsieur",
        "Mme": "madame",
        "Mlle": "mademoiselle",
        "MM.": "messieurs",
        "Dr": "docteur",
        "n°": "numéro",
        "p. ex.": "par exemple",
        "c.-à-d.": "c'est-à-dire",
        "av. J.-C.": "avant Jésus-Christ",
        "etc.": "et cetera",
    },
    ratio="à",
    ordinal_marks="ère|er|re|ème|e",
)

SPANISH = Tongue(
    code="es",
    months=_ES_MONTHS,
    month_abbreviations=_ES_SHORT,
    comma="coma",
    minus="menos",
    plus="más",
    percent="por ciento",
    one="un",
    to="a",
    conjunction="y",
    first_day="uno",
    day="{day} de {month}",
    hour="{hour} horas",
    time="{hour} {minute}",
    hour_marks=r"\s?h(?:oras|s)?\b\.?",
    one_hour="una hora",
    before_time=("a las ", "A las ", "las "),
    hour_noun="horas",
    before_year=" de ",
    before_cents=" con ",
    thousands_words=frozenset({"mil"}),
    currencies=_signs("euro,euros", "dólar,dólares", "libra,libras", "yen,yenes", "franco suizo,francos suizos"),
    magnitudes={
        "M": ("millón", "millones"),
        "mill.": ("millón", "millones"),
        "mill": ("millón", "millones"),
        "mdd": ("millón", "millones"),
        "k": ("mil", "mil"),
    },
    units={
        "km/h": ("kilómetro por hora", "kilómetros por hora"),
        "km²": ("kilómetro cuadrado", "kilómetros cuadrados"),
        "m²": ("metro cuadrado", "metros cuadrados"),
        "km": ("kilómetro", "kilómetros"),
        "cm": ("centímetro", "centímetros"),
        "mm": ("milímetro", "milímetros"),
        "m": ("metro", "metros"),
        "kg": ("kilogramo", "kilogramos"),
        "g": ("gramo", "gramos"),
        "°C": ("grado Celsius", "grados Celsius"),
        "°": ("grado", "grados"),
        "GB": ("gigabyte", "gigabytes"),
        "l": ("litro", "litros"),
    },
    of_millions=" de ",
    feminine=frozenset({"libra", "libras", "hora", "horas", "personas", "pessoas"}),
    feminine_numbers={"un": "una", "veintiún": "veintiuna"},
    abbreviations={
        "Sr.": "señor",
        "Sra.": "señora",
        "Srta.": "señorita",
        "Dr.": "doctor",
        "Dra.": "doctora",
        "p. ej.": "por ejemplo",
        "EE. UU.": "Estados Unidos",
        "EE.UU.": "Estados Unidos",
        "a. C.": "antes de Cristo",
        "d. C.": "después de Cristo",
        "núm.": "número",
        "etc.": "etcétera",
    },
)

ITALIAN = Tongue(
    code="it",
    months=_IT_MONTHS,
    month_abbreviations=_IT_SHORT,
    comma="virgola",
    minus="meno",
    plus="più",
    percent="per cento",
    one="un",
    to="a",
    conjunction="e",
    first_day="primo",
    day="{day} {month}",
    hour="{hour}",
    time="{hour} e {minute}",
    hour_marks=r"\s?h\b",
    one_hour="una",
    before_time=("ore ", "alle ", "Alle ", "dalle ", "le "),
    before_cents=" e ",
    thousands_words=frozenset({"mila"}),
    currencies=_signs(
        "euro,euro", "dollaro,dollari", "sterlina,sterline", "yen,yen", "franco svizzero,franchi svizzeri"
    ),
    magnitudes={
        "mln": ("milione", "milioni"),
        "mld": ("miliardo", "miliardi"),
        "M": ("milione", "milioni"),
        "k": ("mila", "mila"),
    },
    units={
        "km/h": ("chilometro orario", "chilometri orari"),
        "km²": ("chilometro quadrato", "chilometri quadrati"),
        "m²": ("metro quadrato", "metri quadrati"),
        "mq": ("metro quadrato", "metri quadrati"),
        "km": ("chilometro", "chilometri"),
        "cm": ("centimetro", "centimetri"),
        "mm": ("millimetro", "millimetri"),
        "m": ("metro", "metri"),
        "kg": ("chilogrammo", "chilogrammi"),
        "g": ("grammo", "grammi"),
        "°C": ("grado Celsius", "gradi Celsius"),
        "°": ("grado", "gradi"),
        "GB": ("gigabyte", "gigabyte"),
        "l": ("litro", "litri"),
    },
    of_millions=" di ",
    feminine=frozenset({"sterlina", "sterline"}),
    feminine_numbers={"un": "una"},
    abbreviations={
        "Sig.": "signor",
        "Sig.ra": "signora",
        "Dott.": "dottor",
        "Prof.": "professor",
        "ecc.": "eccetera",
        "a.C.": "avanti Cristo",
        "d.C.": "dopo Cristo",
        "n.": "numero",
        "es.": "esempio",
    },
)

PORTUGUESE = Tongue(
    code="pt_BR",
    months=_PT_MONTHS,
    month_abbreviations=_PT_SHORT,
    comma="vírgula",
    minus="menos",
    plus="mais",
    percent="por cento",
    one="um",
    to="a",
    conjunction="e",
    first_day="primeiro",
    day="{day} de {month}",
    hour="{hour} horas",
    time="{hour} horas e {minute}",
    hour_marks=r"\s?h(?:oras|rs)?\b",
    one_hour="uma hora",
    before_time=("às ", "Às ", "das "),
    hour_noun="horas",
    before_year=" de ",
    before_cents=" e ",
    thousands_words=frozenset({"mil"}),
    currencies={
        **_signs("euro,euros", "dólar,dólares", "libra,libras", "iene,ienes", "franco suíço,francos suíços"),
        "R$": ("real", "reais"),
    },
    magnitudes={
        "mi": ("milhão", "milhões"),
        "bi": ("bilhão", "bilhões"),
        "M": ("milhão", "milhões"),
        "mil": ("mil", "mil"),
    },
    units={
        "km/h": ("quilômetro por hora", "quilômetros por hora"),
        "km²": ("quilômetro quadrado", "quilômetros quadrados"),
        "m²": ("metro quadrado", "metros quadrados"),
        "km": ("quilômetro", "quilômetros"),
        "cm": ("centímetro", "centímetros"),
        "mm": ("milímetro", "milímetros"),
        "m": ("metro", "metros"),
        "kg": ("quilograma", "quilogramas"),
        "g": ("grama", "gramas"),
        "°C": ("grau Celsius", "graus Celsius"),
        "°": ("grau", "graus"),
        "GB": ("gigabyte", "gigabytes"),
        "l": ("litro", "litros"),
    },
    of_millions=" de ",
    feminine=frozenset({"libra", "libras", "hora", "horas", "personas", "pessoas"}),
    feminine_numbers={"um": "uma", "dois": "duas", "vinte e um": "vinte e uma", "vinte e dois": "vinte e duas"},
    abbreviations={
        "Sr.": "senhor",
        "Sra.": "senhora",
        "Dr.": "doutor",
        "Dra.": "doutora",
        "p. ex.": "por exemplo",
        "n.º": "número",
        "nº": "número",
        "a.C.": "antes de Cristo",
        "d.C.": "depois de Cristo",
        "etc.": "etcétera",
    },
)

DUTCH = Tongue(
    code="nl",
    months=_NL_MONTHS,
    month_abbreviations=_NL_SHORT,
    comma="komma",
    minus="min",
    plus="plus",
    ratio="tegen",
    ordinal_marks="e|de|ste",
    percent="procent",
    one="een",
    to="tot",
    conjunction="en",
    first_day="",
    day="{day} {month}",
    hour="{hour} uur",
    time="{hour} uur {minute}",
    hour_marks=r"\s?(?:uur|u)\b\.?",
    one_hour="één uur",
    before_time=("om ", "Om ", "tot ", "vanaf "),
    currencies=_signs("euro,euro", "dollar,dollar", "pond,pond", "yen,yen", "Zwitserse frank,Zwitserse frank"),
    magnitudes={
        "mln": ("miljoen", "miljoen"),
        "mln.": ("miljoen", "miljoen"),
        "mld": ("miljard", "miljard"),
        "mld.": ("miljard", "miljard"),
    },
    units={
        "km/u": ("kilometer per uur", "kilometer per uur"),
        "km/h": ("kilometer per uur", "kilometer per uur"),
        "km²": ("vierkante kilometer", "vierkante kilometer"),
        "m²": ("vierkante meter", "vierkante meter"),
        "km": ("kilometer", "kilometer"),
        "cm": ("centimeter", "centimeter"),
        "mm": ("millimeter", "millimeter"),
        "m": ("meter", "meter"),
        "kg": ("kilogram", "kilogram"),
        "g": ("gram", "gram"),
        "°C": ("graad Celsius", "graden Celsius"),
        "°": ("graad", "graden"),
        "GB": ("gigabyte", "gigabyte"),
        "l": ("liter", "liter"),
    },
    abbreviations={
        "bijv.": "bijvoorbeeld",
        "d.w.z.": "dat wil zeggen",
        "enz.": "enzovoort",
        "o.a.": "onder andere",
        "ca.": "circa",
        "dr.": "dokter",
        "prof.": "professor",
        "dhr.": "de heer",
        "mevr.": "mevrouw",
        "nr.": "nummer",
    },
)

# A region has a tongue of its own where its numbers have other names (`dezanove`, `dezenove`).
TONGUES = {
    **{tongue.code[:2]: tongue for tongue in (GERMAN, FRENCH, SPANISH, ITALIAN, PORTUGUESE, DUTCH)},
    "pt-pt": replace(PORTUGUESE, code="pt"),
}
