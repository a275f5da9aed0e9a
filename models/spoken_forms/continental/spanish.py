"""Spanish."""

from models.spoken_forms.continental.tongue import Tongue, currencies, metric, months, pairs

_MONTHS, _SHORT = months(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene. - feb. - mar. - abr. - - - jun. - jul. - ago. - sept. sep. oct. - nov. - dic. -",
)

SPANISH = Tongue(
    code="es",
    months=_MONTHS,
    month_abbreviations=_SHORT,
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
    ordinal_marks=r"\.?\s?[ºª°](?!\s?[CF])|er|ero|ra|ro|do|da|to|ta|mo|ma|vo|va",
    per="por",
    by="por",
    of_year=" de ",
    fractions=pairs(
        "medio,medios tercio,tercios cuarto,cuartos quinto,quintos sexto,sextos séptimo,séptimos octavo,octavos"
        " noveno,novenos décimo,décimos"
    ),
    numbered={
        "§": "párrafo",
        "art.": "artículo",
        "arts.": "artículos",
        "pág.": "página",
        "págs.": "páginas",
        "p.": "página",
        "cap.": "capítulo",
        "vol.": "volumen",
        "tel.": "teléfono",
        "aprox.": "aproximadamente",
        "séc.": "século",
        "Profa.": "professora",
        "n.º": "número",
        "nº": "número",
    },
    feminine_nouns=r"(?!(?:d[ií]as|problemas|programas|sistemas|temas|mapas|idiomas|gramas|kilogramas)\b)[a-záéíóúñ]*[a-zñ](?:as|ciones|dades)|mujeres|veces|noches",
    one_hour="una hora",
    before_time=("a las ", "A las ", "las "),
    hour_noun="horas",
    before_year=" de ",
    before_cents=" con ",
    thousands_words=frozenset({"mil"}),
    currencies=currencies("euro,euros", "dólar,dólares", "libra,libras", "yen,yenes", "franco suizo,francos suizos"),
    magnitudes={
        "M": ("millón", "millones"),
        "mill.": ("millón", "millones"),
        "mill": ("millón", "millones"),
        "mdd": ("millón", "millones"),
        "k": ("mil", "mil"),
    },
    units={
        **metric(
            "hectárea,hectáreas; centilitro,centilitros; mililitro,mililitros; miligramo,miligramos"
            "; tonelada,toneladas; kilovatio,kilovatios; kilovatio hora,kilovatios hora; megavatio,megavatios"
            "; gigavatio,gigavatios; megabyte,megabytes; terabyte,terabytes; metro cúbico,metros cúbicos"
            "; minuto,minutos"
        ),
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
        "°F": ("grado Fahrenheit", "grados Fahrenheit"),
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
        "Ud.": "usted",
        "Uds.": "ustedes",
        "Dña.": "doña",
        "Gral.": "general",
        "etc.": "etcétera",
    },
)
