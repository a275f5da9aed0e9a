"""Portuguese, of Brazil and of Portugal."""

from dataclasses import replace

from models.spoken_forms.continental.tongue import Tongue, currencies, metric, months, pairs

_MONTHS, _SHORT = months(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan. - fev. - mar. - abr. - mai. - jun. - jul. - ago. - set. - out. - nov. - dez. -",
)

PORTUGUESE = Tongue(
    code="pt_BR",
    months=_MONTHS,
    month_abbreviations=_SHORT,
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
    per="por",
    by="por",
    of_year=" de ",
    fractions=pairs(
        "meio,meios terço,terços quarto,quartos quinto,quintos sexto,sextos sétimo,sétimos oitavo,oitavos nono,nonos"
        " décimo,décimos"
    ),
    numbered={
        "§": "parágrafo",
        "art.": "artigo",
        "arts.": "artigos",
        "pág.": "página",
        "p.": "página",
        "cap.": "capítulo",
        "vol.": "volume",
        "tel.": "telefone",
        "aprox.": "aproximadamente",
    },
    feminine_nouns=r"(?!(?:dias|problemas|programas|sistemas|temas|mapas|idiomas|gramas|quilogramas)\b)[a-záéíóúâêôãõç]*[a-zç](?:as|ções|dades|agens)|mulheres|vezes|noites",
    one_hour="uma hora",
    before_time=("às ", "Às ", "das "),
    hour_noun="horas",
    before_year=" de ",
    before_cents=" e ",
    thousands_words=frozenset({"mil"}),
    currencies={
        **currencies("euro,euros", "dólar,dólares", "libra,libras", "iene,ienes", "franco suíço,francos suíços"),
        "R$": ("real", "reais"),
    },
    magnitudes={
        "mi": ("milhão", "milhões"),
        "bi": ("bilhão", "bilhões"),
        "M": ("milhão", "milhões"),
        "mil": ("mil", "mil"),
    },
    units={
        **metric(
            "hectare,hectares; centilitro,centilitros; mililitro,mililitros; miligrama,miligramas"
            "; tonelada,toneladas; quilowatt,quilowatts; quilowatt-hora,quilowatts-hora; megawatt,megawatts"
            "; gigawatt,gigawatts; megabyte,megabytes; terabyte,terabytes; metro cúbico,metros cúbicos"
            "; minuto,minutos"
        ),
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
        "°F": ("grau Fahrenheit", "graus Fahrenheit"),
        "°": ("grau", "graus"),
        "GB": ("gigabyte", "gigabytes"),
        "l": ("litro", "litros"),
    },
    of_millions=" de ",
    feminine=frozenset({"libra", "libras", "hora", "horas", "personas", "pessoas"}),
    feminine_numbers={"um": "uma", "dois": "duas"},
    abbreviations={
        "Sr.": "senhor",
        "Sra.": "senhora",
        "Dr.": "doutor",
        "Dra.": "doutora",
        "p. ex.": "por exemplo",
        "séc.": "século",
        "Profa.": "professora",
        "n.º": "número",
        "nº": "número",
        "a.C.": "antes de Cristo",
        "d.C.": "depois de Cristo",
        "etc.": "etcétera",
    },
)

EUROPEAN_PORTUGUESE = replace(PORTUGUESE, code="pt")
