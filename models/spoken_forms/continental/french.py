"""French."""

from models.spoken_forms.continental.tongue import Tongue, currencies, metric, months, pairs

_MONTHS, _SHORT = months(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv. jan. févr. fév. - - avr. - - - - - juil. - - - sept. - oct. - nov. - déc. -",
)

FRENCH = Tongue(
    code="fr",
    months=_MONTHS,
    month_abbreviations=_SHORT,
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
    per="par",
    by="par",
    fractions=pairs(
        "demi,demis tiers quart,quarts cinquième,cinquièmes sixième,sixièmes septième,septièmes huitième,huitièmes"
        " neuvième,neuvièmes dixième,dixièmes"
    ),
    numbered={
        "§": "paragraphe",
        "art.": "article",
        "p.": "page",
        "pp.": "pages",
        "vol.": "volume",
        "chap.": "chapitre",
        "env.": "environ",
        "tél.": "téléphone",
    },
    one_hour="une heure",
    before_time=("à ", "À "),
    hour_noun="heures",
    thousands_words=frozenset({"mille"}),
    currencies=currencies("euro,euros", "dollar,dollars", "livre,livres", "yen,yens", "franc suisse,francs suisses"),
    magnitudes={
        "M": ("million", "millions"),
        "Md": ("milliard", "milliards"),
        "Mds": ("milliard", "milliards"),
        "Mio": ("million", "millions"),
        "k": ("mille", "mille"),
    },
    units={
        **metric(
            "hectare,hectares; centilitre,centilitres; millilitre,millilitres; milligramme,milligrammes"
            "; tonne,tonnes; kilowatt,kilowatts; kilowattheure,kilowattheures; mégawatt,mégawatts"
            "; gigawatt,gigawatts; mégaoctet,mégaoctets; téraoctet,téraoctets; mètre cube,mètres cubes"
            "; minute,minutes"
        ),
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
        "°F": ("degré Fahrenheit", "degrés Fahrenheit"),
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
        "N°": "Numéro",
        "nº": "numéro",
        "Mgr": "monseigneur",
        "av. J.-C.": "avant Jésus-Christ",
        "apr. J.-C.": "après Jésus-Christ",
        "etc.": "et cetera",
    },
    ratio="à",
    ordinal_marks="ère|er|re|ème|e",
)
