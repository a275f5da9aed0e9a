"""English as it is spoken: one sentence of each kind that the news writes, and its commonest reading."""

import pytest

from models.spoken_forms import spoken_form


def spoken(text: str, language: str = "en") -> str:
    return spoken_form(text, language).text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("12000 people came", "twelve thousand people came"),
        ("124,444 votes", "one hundred twenty four thousand four hundred forty four votes"),
        ("the 21st attempt", "the twenty first attempt"),
        ("about 0.05 of it", "about zero point zero five of it"),
        ("a fall of -5 points", "a fall of minus five points"),
        ("5m people and 2.5M users", "five million people and two point five million users"),
        ("some 1500 soldiers", "some one thousand five hundred soldiers"),
        ("In 1066 and 1905", "In ten sixty six and nineteen oh five"),
        ("from 2009 to 2024", "from two thousand nine to twenty twenty four"),
        ("bug 1624235", "bug one six two four two three five"),
        ("agent 007", "agent zero zero seven"),
        ("1,2,3 go", "one, two, three go"),
        ("5,000+ users", "five thousand plus users"),
        ("½ tsp. of salt", "one half teaspoon of salt"),
        ("1½ cups", "one and a half cups"),
        ("2/3 of voters", "two thirds of voters"),
        ("100s of people", "hundreds of people"),
        ("1,2 or 3 of them, at 3,5", "one, two or three of them, at three comma five"),
        ("5 / 8 of it", "five eighths of it"),
    ],
)
def test_counts(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Jan. 6, 2024", "January sixth, twenty twenty four"),
        ("the 4 July parade", "the fourth of July parade"),
        ("2024-03-15", "March fifteenth twenty twenty four"),
        ("1980s and '90s", "nineteen eighties and nineties"),
        ("the mid-2020s", "the mid twenty twenties"),
        ("the 2024–25 season", "the twenty twenty four to twenty five season"),
        ("May 5–7", "May fifth to seventh"),
        ("Q3 2024", "Q three twenty twenty four"),
        ("44 BC", "forty four BC"),
        ("1H23 and FY2023-24", "the first half of twenty three and F Y twenty twenty three to twenty four"),
        ("due 08/29", "due August twenty ninth"),
        ("Mon–Fri", "Monday to Friday"),
        ("you may 2 times", "you may two times"),
        ("On the mar.", "On the mar."),
        ("June 28-July 4", "June twenty eighth to July fourth"),
        ("camp from 6/23-8/15", "camp from June twenty third to August fifteenth"),
        ("24/25 March", "the twenty fourth to the twenty fifth of March"),
        ("the 1860s-70s", "the eighteen sixties to seventies"),
        ("In Q1-Q3", "In Q one to Q three"),
        ("(b. 1820, d. 4 May 1871)", "born eighteen twenty, died the fourth of May eighteen seventy one"),
        ("Open Tue & Wed; closed Sun.", "Open Tuesday and Wednesday; closed Sunday."),
        ("It began in Aug.", "It began in August."),
        ("2024-06-01T09:30:00Z", "June first twenty twenty four nine thirty UTC"),
        ("10/2020 and 2020/10", "October twenty twenty and October twenty twenty"),
        ("codes expire in 30s, in her 30s", "codes expire in thirty seconds, in her thirties"),
    ],
)
def test_dates(written, words):
    assert spoken(written) == words


def test_the_region_decides_between_day_and_month():
    assert spoken("on 03/04/2024", "en-US") == "on March fourth twenty twenty four"
    assert spoken("on 03/04/2024", "en-GB") == "on April third twenty twenty four"


def test_a_date_that_regions_read_differently_is_marked():
    assert spoken_form("on 03/04/2024, not 13/04/2024 or 5/5/24", "en-GB").ambiguous_dates == ("03/04/2024",)
    assert spoken_form("am 03/04/2024", "de").ambiguous_dates == ()


def test_a_day_that_no_month_has_room_for_overrules_the_region():
    assert spoken("on 25/12/2024", "en-US") == "on December twenty fifth twenty twenty four"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("at 9:05 a.m. ET", "at nine oh five AM ET"),
        ("at 5 p.m. He left.", "at five PM. He left."),
        ("at 5 p.m. Monday", "at five PM Monday"),
        ("at 17:30", "at seventeen thirty"),
        ("10-11 a.m.", "ten to eleven AM."),
        ("9am–5pm", "nine AM to five PM"),
        ("at 6.42 on Wednesday morning", "at six forty two on Wednesday morning"),
        ("in 1:58.36", "in one fifty eight point three six"),
        ("in 3h 12m", "in three hours twelve minutes"),
        ("in 2:05:30", "in two hours five minutes and thirty seconds"),
        ("Saturday 9-4:30", "Saturday nine to four thirty"),
        ("He landed at 0545.", "He landed at zero five forty five."),
    ],
)
def test_times(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("$4.5bn", "four point five billion dollars"),
        ("£1,250.50", "one thousand two hundred fifty pounds fifty"),
        ("€3m", "three million euros"),
        ("99¢", "ninety nine cents"),
        ("50p", "fifty pence"),
        ("$9.99/month", "nine dollars and ninety nine cents per month"),
        ("$1.2-1.5 billion", "one point two to one point five billion dollars"),
        ("$250-$300", "two hundred fifty dollars to three hundred dollars"),
        ("a $5,000 fine", "a five thousand dollar fine"),
        ("the $5 million raised", "the five million dollars raised"),
        ("CHF 200", "two hundred Swiss francs"),
        ("5 €", "five euros"),
        ("Rs 500", "five hundred rupees"),
        ("$0.05", "five cents"),
        ("a new $40m stadium", "a new forty million dollar stadium"),
        ("the $11tn went on", "the eleven trillion dollars went on"),
        ("wins $100M contract", "wins one hundred million dollar contract"),
        ("$5-a-day lunches", "five dollar-a-day lunches"),
        (
            "HK$250 or ₹99",
            "two hundred fifty Hong Kong dollars or ninety nine rupees",
        ),
        ("£25pp and 85p/l", "twenty five pounds per person and eighty five pence per liter"),
        ("PHP 8 and PHP 800", "PHP eight and eight hundred pesos"),
        ("the market - $0.50 each", "the market, fifty cents each"),
    ],
)
def test_money(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1,200 km/h", "one thousand two hundred kilometers per hour"),
        ("5'10\" tall", "five foot ten tall"),
        ("20°C", "twenty degrees Celsius"),
        ("a 102° fever", "a one hundred two degree fever"),
        ("3-4 hrs", "three to four hours"),
        ("50%", "fifty percent"),
        ("5–10%", "five to ten percent"),
        ("25 bps", "twenty five basis points"),
        ("41 km²", "forty one square kilometers"),
        ("9.8 m/s²", "nine point eight meters per second squared"),
        ("a 220g portion", "a two hundred twenty gram portion"),
        ("12 g salt", "twelve grams salt"),
        ("21mm x 18mm", "twenty one millimeters by eighteen millimeters"),
        ("1920x1080", "one thousand nine hundred twenty by one thousand eighty"),
        ("5 in 10 people", "five in ten people"),
        ('the 13" screen', "the thirteen inch screen"),
        ("15 kWh/100km", "fifteen kilowatt hours per one hundred kilometers"),
        ("12st 7lb", "twelve stone seven pounds"),
        ("10x faster", "ten times faster"),
        ("40°42'N", "forty degrees forty two minutes north"),
        ("180C/160C fan/gas 4", "one hundred eighty degrees Celsius, one hundred sixty degrees Celsius fan, gas four"),
        ("13C/12C in seat 12C", "thirteen C twelve C in seat twelve C"),
        ("2 x 400g tins", "two four hundred gram tins"),
        ("100g/3½oz sugar", "one hundred grams, three and a half ounces sugar"),
        ("150 µg/m³", "one hundred fifty micrograms per cubic meter"),
        ("2.5m eggs in 2.5m waves", "two point five million eggs in two point five meters waves"),
        ("the waiting list hits 7.6m", "the waiting list hits seven point six million"),
        ("a 1-in-100-year flood", "a one in one hundred year flood"),
        ('8"-12" of snow', "eight to twelve inches of snow"),
        ("5 3/8%", "five and three eighths percent"),
        ("5–10× worse", "five to ten times worse"),
        ("from 5 km in 1950 to 9 km", "from five kilometers in nineteen fifty to nine kilometers"),
    ],
)
def test_measures(written, words):
    assert spoken(written) == words


def test_the_end_of_a_quotation_is_no_inch():
    assert spoken('"I am 7" he said') == '"I am seven" he said'
    assert spoken("“I am 7” he said") == "“I am seven” he said"


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("They won 3-2.", "They won three two."),
        ("a 5-4 ruling", "a five to four ruling"),
        ("10-15 people", "ten to fifteen people"),
        ("a 3:1 lead", "a three to one lead"),
        ("rated 4.8/5", "rated four point eight out of five"),
        ("Python 3.11.7", "Python three point eleven point seven"),
        ("iOS 17.4", "iOS seventeen point four"),
        ("v2.0", "version two point zero"),
        ("24/7", "twenty four seven"),
        ("post-9/11", "post-nine eleven"),
        ("an 80/20 rule", "an eighty twenty rule"),
        ("odds of 3/1", "odds of three to one"),
        ("multiply by 5/9", "multiply by five ninths"),
        ("120/80", "one hundred twenty over eighty"),
    ],
)
def test_comparisons(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("King Charles III", "King Charles the third"),
        ("Elizabeth I of England", "Elizabeth the first of England"),
        ("I think James I am late", "I think James I am late"),
        ("Henry VIII’s wives", "Henry the eighth's wives"),
        ("Ch. IV", "Chapter four"),
        ("Super Bowl LVIII", "Super Bowl fifty eight"),
        ("World War II", "World War two"),
        ("the XIX century", "the nineteenth century"),
        ("II. The clockmaker", "two. The clockmaker"),
        ("a MIX of CDs", "a MIX of CDs"),
        ("an IV drip, the Model X, Malcolm X", "an IV drip, the Model X, Malcolm X"),
        ("a World War I trench and Mark III armour", "a World War one trench and Mark three armour"),
        ("a Grade II-listed house", "a Grade two-listed house"),
        ("Charles V abdicated.", "Charles the fifth abdicated."),
    ],
)
def test_roman_numerals(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Dr. Smith of Elm St. spoke", "Doctor Smith of Elm Street spoke"),
        ("St. Louis", "Saint Louis"),
        ("e.g. tea, i.e. a drink", "for example tea, that is a drink"),
        ("No. 5", "Number five"),
        ("No. I said no.", "No. I said no."),
        ("pp. 12-15", "pages twelve to fifteen"),
        ("Miami, Fla., and Mass. hysteria", "Miami, Florida, and Mass. hysteria"),
        ("Sen. Warren vs. Gov. Newsom", "Senator Warren versus Governor Newsom"),
        ("George W. Bush", "George W Bush"),
        ("c. 1850", "circa eighteen fifty"),
        ("The U.S. said no.", "The U S said no."),
        ("in the U.S.A.", "in the USA."),
        ("R&D at NASA", "R and D at NASA"),
        ("#1", "number one"),
        ("the World Health Organization (WHO) said", "the World Health Organization said"),
        ("the moon (NASA) and Big Ideas (XYZ)", "the moon, NASA, and Big Ideas, XYZ"),
        ("the WHO said who", "the W H O said who"),
    ],
)
def test_abbreviations(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1428 Elm St. is old", "fourteen twenty eight Elm Street is old"),
        ("221B Baker St.", "two twenty one B Baker Street."),
        ("I-95 and Route 66", "I ninety five and Route sixty six"),
        ("call 911", "call nine one one"),
        ("(555) 123-4567", "five five five, one two three, four five six seven"),
        ("+44 20 7946 0958", "plus four four, two zero, seven nine four six, zero nine five eight"),
        ("1-800-FLOWERS", "one, eight hundred, FLOWERS"),
        ("number 555-55-5555", "number five five five, five five, five five five five"),
        ("Santa Clara, CA 95051", "Santa Clara, California nine five zero five one"),
        ("at 192.168.0.1", "at one nine two dot one six eight dot zero dot one"),
    ],
)
def test_addresses_and_telephones(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("COVID-19", "COVID nineteen"),
        ("an F-16 and B-52s", "an F sixteen and B fifty twos"),
        ("a 4-kilogram bag", "a four-kilogram bag"),
        ("Boeing 737-800", "Boeing seven thirty seven eight hundred"),
        ("J10–J12", "J ten to J twelve"),
        ("4K and 5G", "four K and five G"),
        ("PM2.5", "PM two point five"),
        ("omega-3s", "omega threes"),
        ("1,900-mile-wide", "one thousand nine hundred-mile-wide"),
        ("the 747s, the 49ers and the 30s", "the seven forty sevens, the forty niners and the thirties"),
        ("B.1.1.7 and KP.3.1.1", "B one one seven and KP three one one"),
        ("i7-8700K, Llama-3-70B", "i seven eighty seven hundred K, Llama three seventy B"),
        ("a .22-calibre rifle", "a twenty two-calibre rifle"),
    ],
)
def test_serials(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("see https://ex.com/a?b=c now", "see a link to ex dot com now"),
        ("bbc.co.uk/news", "bbc dot co dot uk slash news"),
        ("a.b@c.org", "a dot b at c dot org"),
        ("@nasa #BlackLivesMatter", "at nasa Black Lives Matter"),
        ("Backbone.js", "Backbone dot js"),
        ("Yes.No", "Yes.No"),
    ],
)
def test_addresses_of_the_net(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("H2O and CO₂", "H two O and C O two"),
        ("10⁶", "ten to the sixth"),
        ("10<sup>6</sup> and H<sub>2</sub>O", "ten to the sixth and H two O"),
        ("10^-3", "ten to the minus three"),
        ("E = mc²", "E equals m c squared"),
        ("2 + 2 = 4", "two plus two equals four"),
        ("x > 3", "x more than three"),
        ("Ca²⁺ and 5⁺² or 5²⁻²", "C A two plus and five squared or five"),
        ("3 x 10^8 m/s", "three times ten to the eighth meters per second"),
        ("1.5e8 km", "one point five times ten to the eighth kilometers"),
        ("30 MtCO2e", "thirty megatons C O two equivalent"),
        ("p >= 5, <4", "p greater than or equal to five, less than four"),
    ],
)
def test_formulas(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("fine—really… and/or not", "fine, really, and or not"),
        ("he said (see below) no", "he said, see below, no"),
        ("AC/DC", "AC DC"),
        ("Great 🔥🔥 → ok", "Great ok"),
        ("he wrote “🔥”", "he wrote “fire”"),
        ("**bold** and `code`", "bold and code"),
        ("Tom &amp; Jerry", "Tom and Jerry"),
        ("<b>bold</b> text", "bold text"),
        ('Wait <break time="3s"/> for it', "Wait for it"),
        ("a [link](https://ex.com)", "a link"),
        ("the rule.[15]", "the rule."),
        ("C++ and C#", "C plus plus and C sharp"),
        ("an A+ in maths", "an A plus in maths"),
        ("a|b • c", "a, b, c"),
        ("snake_case", "snake case"),
    ],
)
def test_symbols_and_markup(written, words):
    assert spoken(written) == words


def test_the_letter_a_is_sounded_as_a_letter():
    form = spoken_form("The A320 landed.")
    (pronunciation,) = form.pronunciations
    assert form.text == "The A three twenty landed."
    assert form.text[pronunciation.start : pronunciation.end] == "A"
    assert pronunciation.ipa == "eɪ"


def test_plain_prose_is_left_as_it_is():
    prose = "I think it's a good day; isn't it? Yes: we went home, and slept!"
    assert spoken(prose) == prose
