"""Italian."""

from models.spoken_forms.continental.tongue import Tongue, currencies, metric, months, pairs

_MONTHS, _SHORT = months(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen. genn. feb. febbr. mar. - apr. - mag. magg. giu. - lug. - ago. - set. sett. ott. - nov. - dic. -",
)

ITALIAN = Tongue(
    code="it",
    months=_MONTHS,
    month_abbreviations=_SHORT,
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
    per="al",
    by="per",
    of_year=" del ",
    fractions=pairs(
        "mezzo,mezzi terzo,terzi quarto,quarti quinto,quinti sesto,sesti settimo,settimi ottavo,ottavi nono,noni"
        " decimo,decimi"
    ),
    numbered={
        "§": "paragrafo",
        "art.": "articolo",
        "artt.": "articoli",
        "pag.": "pagina",
        "p.": "pagina",
        "cap.": "capitolo",
        "vol.": "volume",
        "tel.": "telefono",
        "n°": "numero",
        "nº": "numero",
        "ca.": "circa",
    },
    one_hour="una",
    before_time=("ore ", "alle ", "Alle ", "dalle ", "le "),
    before_cents=" e ",
    thousands_words=frozenset({"mila"}),
    currencies=currencies(
        "euro,euro", "dollaro,dollari", "sterlina,sterline", "yen,yen", "franco svizzero,franchi svizzeri"
    ),
    magnitudes={
        "mln": ("milione", "milioni"),
        "mld": ("miliardo", "miliardi"),
        "M": ("milione", "milioni"),
        "k": ("mila", "mila"),
    },
    units={
        **metric(
            "ettaro,ettari; centilitro,centilitri; millilitro,millilitri; milligrammo,milligrammi"
            "; tonnellata,tonnellate; chilowatt,chilowatt; chilowattora,chilowattora; megawatt,megawatt"
            "; gigawatt,gigawatt; megabyte,megabyte; terabyte,terabyte; metro cubo,metri cubi; minuto,minuti"
        ),
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
        "°F": ("grado Fahrenheit", "gradi Fahrenheit"),
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
        "Dott.ssa": "dottoressa",
        "Avv.": "avvocato",
        "Ing.": "ingegner",
        "On.": "onorevole",
        "Prof.": "professor",
        "ecc.": "eccetera",
        "a.C.": "avanti Cristo",
        "d.C.": "dopo Cristo",
        "n.": "numero",
        "es.": "esempio",
    },
)
