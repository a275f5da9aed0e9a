"""Numbers, dates, times, money and percents of the six languages that have a grammar of their own."""

from pathlib import Path

import pytest

from models.spoken_forms import spoken_form
from tests.benchmarks.spoken_forms import measure, read_cases

DATA = Path(__file__).parents[1] / "data"


@pytest.mark.parametrize("language", ["de", "fr", "es", "it", "pt", "nl"])
def test_the_news_is_read_as_labelled(language):
    cases = list(read_cases(DATA / f"spoken_news_{language}.tsv"))
    assert measure(cases, lambda text: spoken_form(text, language).text)["accuracy"] >= 0.97


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "Am 3. Oktober 1990", "Am dritten Oktober neunzehnhundertneunzig"),
        ("de", "der 3. Platz", "der dritte Platz"),
        ("de", "Er hat 3. Das genügt.", "Er hat drei. Das genügt."),
        ("de", "um 14:30 Uhr", "um vierzehn Uhr dreißig"),
        ("de", "3,50 €", "drei Euro fünfzig"),
        ("de", "2,5 Mio. Euro", "zwei Komma fünf Millionen Euro"),
        ("de", "1.236 Bäume und 1 Euro", "eintausendzweihundertsechsunddreißig Bäume und ein Euro"),
        ("de", "5 % bei -5 °C", "fünf Prozent bei minus fünf Grad Celsius"),
        ("de", "10–15 Leute, z. B. hier", "zehn bis fünfzehn Leute, zum Beispiel hier"),
        ("de", "am 12.03.2024", "am zwölften März zweitausendvierundzwanzig"),
        ("de", "beim Stand von 2:1", "beim Stand von zwei zu eins"),
        ("de", "am Freitag, den 13.", "am Freitag, den dreizehnten."),
        ("de", "+2,5 Grad im A350", "plus zwei Komma fünf Grad im A dreihundertfünfzig"),
        ("pt", "19 anos", "dezenove anos"),
        ("pt-PT", "19 anos", "dezanove anos"),
        ("es", "24 países, 11 de ellos", "veinticuatro países, once de ellos"),
        ("nl", "de 2e plaats", "de tweede plaats"),
        ("fr", "| 0.9 | 2*", "zéro virgule neuf, deux"),
        ("fr", "Le 1er janvier 2024", "Le premier janvier deux mille vingt-quatre"),
        ("fr", "à 14h30", "à quatorze heures trente"),
        ("fr", "10 000 habitants", "dix mille habitants"),
        ("fr", "2,5 M€", "deux virgule cinq millions d'euros"),
        ("fr", "3,50 €", "trois euros cinquante"),
        ("fr", "5 % en 1 heure", "cinq pour cent en une heure"),
        ("es", "el 1 de enero de 2024", "el uno de enero de dos mil veinticuatro"),
        ("es", "21 euros y 200 libras", "veintiún euros y doscientas libras"),
        ("es", "el 5 %", "el cinco por ciento"),
        ("es", "2,5 millones de dólares", "dos coma cinco millones de dólares"),
        ("es", "a las 14:30", "a las catorce treinta"),
        ("it", "il 1° gennaio 2024", "il primo gennaio duemilaventiquattro"),
        ("it", "ore 20.30", "ore venti e trenta"),
        ("it", "il 5% di 1.250 euro", "il cinque per cento di milleduecentocinquanta euro"),
        ("pt", "às 14h30", "às catorze horas e trinta"),
        ("pt", "R$ 3,50", "três reais e cinquenta"),
        ("pt", "US$ 5 bi", "cinco bilhões de dólares"),
        ("nl", "om 14.30 uur", "om veertien uur dertig"),
        ("nl", "€ 3,50", "drie euro vijftig"),
        ("nl", "2,5 mln euro", "twee komma vijf miljoen euro"),
        ("de", "§ 218 StGB und Art. 3", "Paragraf zweihundertachtzehn StGB und Artikel drei"),
        ("de", "12 €/m² in den 1990er Jahren", "zwölf Euro pro Quadratmeter in den neunzehnhundertneunziger Jahren"),
        ("fr", "23 °F, la 1re fois", "vingt-trois degrés Fahrenheit, la première fois"),
        ("es", "1.250,50 €", "mil doscientos cincuenta euros con cincuenta"),
        ("es", "la 1.ª vez, el 3er puesto", "la primera vez, el tercer puesto"),
        ("es", "$500 pesos a 31 mujeres", "quinientos pesos a treinta y una mujeres"),
        ("it", "al 90° minuto, a 30°", "al novantesimo minuto, a trenta gradi"),
        ("it", "maggio 2023", "maggio duemilaventitré"),
        ("pt", "31 vagas e 200 pessoas", "trinta e uma vagas e duzentas pessoas"),
        ("nl", "van 9.00 tot 17.00 uur.", "van negen uur tot zeventien uur."),
    ],
)
def test_spoken_form(language, written, words):
    assert spoken_form(written, language).text == words


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "Ludwig XIV. starb.", "Ludwig der Vierzehnte starb."),
        ("de", "Es starb Ludwig XIV.", "Es starb Ludwig der Vierzehnte."),
        ("de", "unter Elisabeth II. von England", "unter Elisabeth der Zweiten von England"),
        ("de", "Kapitel IV", "Kapitel vier"),
        ("fr", "au XIXe siècle, la Ve République", "au dix-neuvième siècle, la cinquième République"),
        ("fr", "Louis XIV et François Ier", "Louis quatorze et François premier"),
        ("fr", "Ce tome III. De Le Me", "Ce tome trois. De Le Me"),
        ("es", "el s. XIX, Felipe VI e Isabel II", "el siglo diecinueve, Felipe sexto e Isabel segunda"),
        ("it", "nel XIX secolo, Pio XII", "nel diciannovesimo secolo, Pio dodicesimo"),
        ("pt", "no século XIX, João VI", "no século dezenove, João sexto"),
        ("nl", "Willem II in de XIXe eeuw", "Willem de Tweede in de negentiende eeuw"),
    ],
)
def test_roman_numerals(language, written, words):
    assert spoken_form(written, language).text == words


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "2/3 der Leute", "zwei Drittel der Leute"),
        ("fr", "1/4 des voix", "un quart des voix"),
        ("es", "3/5 del total", "tres quintos del total"),
        ("it", "1/3 dei voti", "un terzo dei voti"),
        ("pt", "2/3 dos votos", "dois terços dos votos"),
        ("nl", "3/4 van de kiezers", "drie kwart van de kiezers"),
    ],
)
def test_fractions(language, written, words):
    assert spoken_form(written, language).text == words


@pytest.mark.parametrize("language", ["pl", "ja", "ru"])
def test_other_languages_pass_whole(language):
    text = "1,5 % – 2024 & 3:30"
    assert spoken_form(text, language).text == text


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "8-10 Uhr", "acht bis zehn Uhr"),
        ("de", "5. Klasse", "fünfte Klasse"),
        ("de", "Er wurde 5. Danach ging er.", "Er wurde fünf. Danach ging er."),
        ("de", "2½ Stunden, 30 Min., 14,50 Euro", "zweieinhalb Stunden, dreißig Minuten, vierzehn Euro fünfzig"),
        (
            "fr",
            "50 cl, 12,50 euros, 1,25 degré",
            "cinquante centilitres, douze euros cinquante, un virgule deux cinq degré",
        ),
        ("fr", "60 millions d'euros", "soixante millions d'euros"),
        ("es", "21 años, 21 personas, 1/2 litro", "veintiún años, veintiuna personas, medio litro"),
        ("es", "11 niños, 31 días", "once niños, treinta y un días"),
        ("it", "118 punti", "centodiciotto punti"),
        ("nl", "in 1940", "in negentienhonderd veertig"),
        ("it", "1,30 euro, 200 ml", "un euro e trenta, duecento millilitri"),
        ("pt", "2 xícaras, 2 livros", "duas xícaras, dois livros"),
        ("nl", "Ajax won met 3-1, 1-3 dagen", "Ajax won met drie tegen één, één tot drie dagen"),
    ],
)
def test_what_kitchens_prices_and_scores_need(language, written, words):
    assert spoken_form(written, language).text == words


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "am 5. und 6. Mai", "am fünften und sechsten Mai"),
        ("de", "Am 1., 2. und 3. Tag", "Am ersten, zweiten und dritten Tag"),
        ("de", "der 5. Mai und 6. Juni", "der fünfte Mai und sechste Juni"),
        ("de", "Er wurde 5. und sie 6. Mai kam.", "Er wurde fünf. und sie sechster Mai kam."),
        ("de", "in den 80ern, ein 1968er", "in den achtzigern, ein neunzehnhundertachtundsechziger"),
        (
            "de",
            "im 05/2023, Saison 2022/23",
            "im Mai zweitausenddreiundzwanzig, Saison zweitausendzweiundzwanzig dreiundzwanzig",
        ),
        ("it", "dal 1° al 15 marzo, il 21°", "dal primo al quindici marzo, il ventunesimo"),
        ("it", "il 12/10/1492", "il dodici ottobre millequattrocentonovantadue"),
        ("it", "a 30° e 45° nord", "a trenta gradi e quarantacinque gradi nord"),
        ("it", "10mila euro, un 30enne", "diecimila euro, un trentenne"),
    ],
)
def test_more_dates_and_ordinals(language, written, words):
    assert spoken_form(written, language).text == words


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "Tel. 030/123456", "Telefon null drei null, eins zwei drei vier fünf sechs"),
        ("de", "+49 30 1234567", "plus vier neun, drei null, eins zwei drei vier fünf sechs sieben"),
        ("de", "+20 000 Stellen", "plus zwanzigtausend Stellen"),
        ("de", "(2023) 1500 Leute", "(zweitausenddreiundzwanzig) fünfzehnhundert Leute"),
        ("fr", "01 23 45 67 89", "zéro un vingt-trois quarante-cinq soixante-sept quatre-vingt-neuf"),
        ("es", "+34 912 345 678", "más tres cuatro, nueve uno dos, tres cuatro cinco, seis siete ocho"),
        ("pt", "(11) 91234-5678", "um um, nove um dois três quatro, cinco seis sete oito"),
        ("nl", "020-1234567", "nul twee nul, één twee drie vier vijf zes zeven"),
    ],
)
def test_telephones(language, written, words):
    assert spoken_form(written, language).text == words


@pytest.mark.parametrize(
    ("language", "written", "words"),
    [
        ("de", "5 x 3 m, 4x4", "fünf mal drei Meter, vier mal vier"),
        ("de", "12,50 € pro m²", "zwölf Euro fünfzig pro Quadratmeter"),
        ("fr", "10 × 15 cm", "dix par quinze centimètres"),
        ("es", "la Ley 14/2013 y 3/4", "la Ley catorce de dos mil trece y tres cuartos"),
        ("it", "la legge 104/1992", "la legge centoquattro del millenovecentonovantadue"),
        ("pt", "em 1990 e 1.500 reais", "em mil novecentos e noventa e mil e quinhentos reais"),
    ],
)
def test_measures_and_laws(language, written, words):
    assert spoken_form(written, language).text == words
