"""French, Spanish, Italian and Portuguese, of Brazil and of Portugal."""

from dataclasses import replace

from models.spoken_forms.continental.tongue import Tongue, currencies, metric, months, pairs

_FR_MONTHS, _FR_SHORT = months(
    "janvier février mars avril mai juin juillet août septembre octobre novembre décembre",
    "janv. jan. févr. fév. - - avr. - - - - - juil. - - - sept. - oct. - nov. - déc. -",
)
_ES_MONTHS, _ES_SHORT = months(
    "enero febrero marzo abril mayo junio julio agosto septiembre octubre noviembre diciembre",
    "ene. - feb. - mar. - abr. - - - jun. - jul. - ago. - sept. sep. oct. - nov. - dic. -",
)
_IT_MONTHS, _IT_SHORT = months(
    "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre ottobre novembre dicembre",
    "gen. genn. feb. febbr. mar. - apr. - mag. magg. giu. - lug. - ago. - set. sett. ott. - nov. - dic. -",
)
_PT_MONTHS, _PT_SHORT = months(
    "janeiro fevereiro março abril maio junho julho agosto setembro outubro novembro dezembro",
    "jan. - fev. - mar. - abr. - mai. - jun. - jul. - ago. - set. - out. - nov. - dez. -",
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
    per="par",
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
    ordinal_marks=r"\.?\s?[ºª°](?!\s?[CF])|er|ero|ra|ro|do|da|to|ta|mo|ma|vo|va",
    per="por",
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
    per="al",
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
    per="por",
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
