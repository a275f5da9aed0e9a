"""Families of forms, each beside what looks alike and is read another way."""

import pytest

from models.spoken_forms import spoken_form


def spoken(text: str, language: str = "en") -> str:
    return spoken_form(text, language).text


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1-1½ hours", "one to one and a half hours"),
        ("2–2 1/2 cups", "two to two and a half cups"),
        ("1/2-3/4 cup", "one half to three quarters cup"),
        ("Lost by 2-1/2 points.", "Lost by two and a half points."),
        ("They won 2-1.", "They won two one."),
    ],
)
def test_a_dash_beside_a_fraction_is_a_range(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("10/10, would go again", "ten out of ten, would go again"),
        ("Verdict: 8/10", "Verdict: eight out of ten"),
        ("7/10 of voters", "seven tenths of voters"),
        ("9/12, a Tuesday", "September twelfth, a Tuesday"),
    ],
)
def test_out_of_ten(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("some 300,000 BC", "some three hundred thousand BC"),
        ("10,000 BCE", "ten thousand BCE"),
        ("in 1200 BC", "in twelve hundred BC"),
    ],
)
def test_years_of_an_era(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Regulation 2016/679", "Regulation twenty sixteen six seventy nine"),
        ("Directive 2003/88/EC", "Directive two thousand three eighty eight EC"),
        ("the 2022/23 season", "the twenty twenty two to twenty three season"),
        ("in 1999/2000", "in nineteen ninety nine to two thousand"),
    ],
)
def test_laws_numbered_by_the_year(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("closed on 356-7, a lead", "closed on three hundred fifty six for seven, a lead"),
        ("They were 120/4 at lunch.", "They were one hundred twenty for four at lunch."),
        ("passed, by a vote of 412-3", "passed, by a vote of four hundred twelve to three"),
        ("pages 356-7", "pages three hundred fifty six to seven"),
    ],
)
def test_hundreds_for_wickets(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("He left Warner Bros. The film won.", "He left Warner Brothers. The film won."),
        ("Warner Bros. Discovery", "Warner Brothers Discovery"),
        ("the tech bros.", "the tech bros."),
    ],
)
def test_brothers(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a dividend of 60c a share", "a dividend of sixty cents a share"),
        ("a 99c burger", "a ninety nine cent burger"),
        ("the iPhone 5c", "the iPhone five c"),
    ],
)
def test_cents(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1.3m b/d, not 500 bpd", "one point three million barrels per day, not five hundred barrels per day"),
        ("a 300,000-bpd refinery", "a three hundred thousand-barrel per day refinery"),
        ("12 bcm of gas", "twelve billion cubic meters of gas"),
        ("wine b/d", "wine b slash d"),
    ],
)
def test_flows(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("at 273.15 K", "at two hundred seventy three point one five Kelvin"),
        ("a 5,800 K star", "a five thousand eight hundred Kelvin star"),
        ("a 10 K race in 4 K", "a ten K race in four K"),
    ],
)
def test_kelvins(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("text 82883 now", "text eight two eight eight three now"),
        ("call 911 after hours", "call nine one one after hours"),
        ("call 100 people", "call one hundred people"),
    ],
)
def test_numbers_to_call(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Elizabeth I later gave it away.", "Elizabeth the first later gave it away."),
        ("With James I went home.", "With James I went home."),
    ],
)
def test_the_first_of_a_name(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("12th-16th centuries", "twelfth to sixteenth centuries"),
        ("2019–present", "twenty nineteen to present"),
        ("March 2020-June 2021", "March twenty twenty to June twenty twenty one"),
        ("1 Jan–31 Mar", "the first of January to the thirty first of March"),
        ("Jan-Mar", "January to March"),
        ("May-Sept: closed", "May to September: closed"),
        ("Oct-April", "October to April"),
        ("9 a.m.-noon", "nine AM to noon"),
        ("midnight-3am", "midnight to three AM"),
        ("a noon-time run", "a noon-time run"),
        ("in 2019 – now she left", "in twenty nineteen, now she left"),
    ],
)
def test_dashes_between_dates_and_hours(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Sat. Jan. 4", "Saturday January fourth"),
        ("Open Sat. The shop", "Open Saturday. The shop"),
        ("4-Nov-24", "the fourth of November twenty four"),
        ("in 1995/6", "in nineteen ninety five to six"),
        ("by 3/31", "by March thirty first"),
        ("by 3/16 of it", "by three sixteenths of it"),
        ("3rd c. BC", "third century BC"),
        ("c1920", "circa nineteen twenty"),
        ("c. 70 million", "circa seventy million"),
        ("vitamin c. It", "vitamin c. It"),
    ],
)
def test_dates_cut_short(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("R450m", "four hundred fifty million rand"),
        ("R1,200", "one thousand two hundred rand"),
        ("R2-D2", "R two D two"),
        ("R134a", "R one thirty four a"),
        ("KSh 92bn", "ninety two billion Kenyan shillings"),
        ("COP28", "COP twenty eight"),
        ("a sub-$500 phone", "a sub-five hundred dollar phone"),
        ("$5 per lb", "five dollars per pound"),
        ("one GB a day", "one GB a day"),
    ],
)
def test_currencies_by_letters(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("the 07.42 from Brighton", "the seven forty two from Brighton"),
        ("It opens at 9.30.", "It opens at nine thirty."),
        ("rates start at 4.75 per cent", "rates start at four point seven five per cent"),
        ("up to 4.15 from 3.9", "up to four point one five from three point nine"),
    ],
)
def test_times_with_a_point(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("16GB/512GB", "sixteen gigabytes, five hundred twelve gigabytes"),
        ("8/256GB", "eight, two hundred fifty six gigabytes"),
        ("50/60Hz", "fifty, sixty hertz"),
        ("1/2 mg", "one half milligram"),
        ("12GB/s", "twelve gigabytes per second"),
    ],
)
def test_sizes_that_a_thing_comes_in(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a pressure of 948 mb", "a pressure of nine hundred forty eight millibars"),
        ("a 5 mb file", "a five megabyte file"),
    ],
)
def test_pressure_of_the_air(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("350 degrees F", "three hundred fifty degrees Fahrenheit"),
        ("bake at 180 C", "bake at one hundred eighty degrees Celsius"),
        ("row 12 C", "row twelve C"),
        ("25 degC", "twenty five degrees Celsius"),
    ],
)
def test_temperatures(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("5 × 10−3", "five times ten to the minus three"),
        ("6.02x10^23", "six point zero two times ten to the twenty third"),
        ("10^21 kg", "ten to the twenty first kilograms"),
        ("access to the features you use most in the menu", "access to the features you use most in the menu"),
        ("close to the breadth in mind", "close to the breadth in mind"),
        ("10 x 12", "ten by twelve"),
        ("+/- 3%", "plus or minus three percent"),
    ],
)
def test_powers_written_otherwise(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("1.2m sq ft", "one point two million square feet"),
        ("a 1,500-sq.-ft. flat", "a one thousand five hundred-square-foot flat"),
        ("5ft 7½in", "five foot seven and a half"),
        ("2½in thick", "two and a half-inch thick"),
        ("under-21s", "under twenty ones"),
        ("a sub-50m sprint", "a sub-fifty meter sprint"),
    ],
)
def test_squares_and_feet(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Gov. Hochul", "Governor Hochul"),
        ("Felipe VI", "Felipe the sixth"),
        ("Patients with H5N1", "Patients with H five N one"),
    ],
)
def test_names_of_the_lexicon_stay_names(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Cllr Jane Smith", "Councillor Jane Smith"),
        ("Sec. of State", "Secretary of State"),
        ("Gen Z voters", "Gen Z voters"),
        ("excl. VAT", "excluding VAT"),
        ("world No1 Sinner", "world Number one Sinner"),
        ("They said no.", "They said no."),
        ("Sr-90", "Sr ninety"),
    ],
)
def test_titles_and_offices(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("WW2", "World War two"),
        ("a Mk II Golf", "a Mark two Golf"),
        ("Grade-II-listed", "Grade-two-listed"),
        ("Generation X", "Generation X"),
        ("the WWF", "the WWF"),
    ],
)
def test_numerals_of_wars_marks_and_grades(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("N. Korea's", "North Korea's"),
        ("St-Tropez", "Saint Tropez"),
        ("New York, N.Y. 10001", "New York, New York one zero zero zero one"),
        ("N. Smith", "N Smith"),
    ],
)
def test_regions_and_saints(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("an 11-4 favourite", "an eleven to four favourite"),
        ("a 33/1 shot", "a thirty three to one shot"),
        ("They won 11-4.", "They won eleven four."),
    ],
)
def test_odds(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Route 9W", "Route nine W"),
        ("a 5W bulb", "a five watt bulb"),
        ("1.98m sq km", "one point nine eight million square kilometers"),
        ("a room 5m square", "a room five meters square"),
    ],
)
def test_letters_after_the_number_of_a_place(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("over 2m 4f", "over two miles four furlongs"),
        ("Bumrah's 6-45 in 20 overs", "Bumrah's six for forty five in twenty overs"),
        ("He took 4-52 in 90 balls.", "He took four for fifty two in ninety balls."),
        ("It took 4-10 days.", "It took four to ten days."),
        ("5-10 overs left at lunch", "five to ten overs left at lunch"),
    ],
)
def test_racing_and_bowling(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("(020) 7946 0958", "zero two zero, seven nine four six, zero nine five eight"),
        ("call NHS 111", "call NHS one one one"),
        ("1300 555 123", "one three zero zero, five five five, one two three"),
        ("1300 people", "one thousand three hundred people"),
    ],
)
def test_more_telephones(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("The 6.15pm left; the next was at 7.40.", "The six fifteen PM left; the next was at seven forty."),
        (
            "It fell from 7.40 to 6.90 per dollar.",
            "It fell from seven point four zero to six point nine zero per dollar.",
        ),
        ("dropped the first set 2-6", "dropped the first set two six"),
        ("a set of 2-6 tools", "a set of two to six tools"),
    ],
)
def test_what_the_rest_of_the_sentence_tells(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Sales rose from 2m in 2018 to 14m.", "Sales rose from two million in twenty eighteen to fourteen million."),
        ("a sale of 2m planks", "a sale of two meters planks"),
        ("I'd give it 4/5 stars.", "I'd give it four out of five stars."),
        ("4/5 of the stars", "four fifths of the stars"),
        ("It hit 104 F in Dallas.", "It hit one hundred four degrees Fahrenheit in Dallas."),
        ("in grade 5 F was given", "in grade five F was given"),
        ("Between 1939–45 it rained.", "Between nineteen thirty nine and forty five it rained."),
        ("between 5-10% of it", "between five and ten percent of it"),
        ("between 1914–18 and 1939–45", "between nineteen fourteen to eighteen and nineteen thirty nine to forty five"),
        ("by J. K. Rowling and J. R. R. Tolkien", "by J K Rowling and J R R Tolkien"),
        ("This is plan B. A Smith said so.", "This is plan B. A Smith said so."),
        ("He averaged 27.3 ppg.", "He averaged twenty seven point three points per game."),
    ],
)
def test_what_stands_around_decides(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("the item(s) and box(es)", "the items and boxes"),
        ("the entry(ies) (see below)", "the entries, see below"),
        ("f(s) = 2", "f, s, equals two"),
    ],
)
def test_a_plural_in_brackets_belongs_to_its_word(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("They lose 3-4 pounds a week.", "They lose three to four pounds a week."),
        ("It won 20-25 seats.", "It won twenty to twenty five seats."),
        ("They won 4-3 thanks to him.", "They won four three thanks to him."),
        ("They lost 1-2 thanks to him.", "They lost one two thanks to him."),
    ],
)
def test_no_score_counts_what_stands_behind_it(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("In 410 AD and AD 476", "In four ten AD and AD four seventy six"),
        ("264–241 BC", "two sixty four to two forty one BC"),
        ("AD 43-84", "AD forty three to eighty four"),
        ("It was 340 A.D", "It was three forty AD"),
        ("c. AD 500", "circa AD five hundred"),
        ("in the 1980 s", "in the nineteen eighties"),
        (
            "a 1980-1970 kg load",
            "a one thousand nine hundred eighty to one thousand nine hundred seventy kilogram load",
        ),
        ("from 1970-1980", "from nineteen seventy to nineteen eighty"),
    ],
)
def test_more_years(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("at 1:59 p.m. e.s.t. on", "at one fifty nine PM EST on"),
        ("at 3 p.m. E.S.T. He left.", "at three PM EST. He left."),
        ("opens at 19h30", "opens at nineteen thirty"),
        ("from 8h15 to 9h00", "from eight fifteen to nine o'clock"),
        ("2h30 of it", "two hours thirty minutes of it"),
        ("finished in 12h45", "finished in twelve hours forty five minutes"),
    ],
)
def test_more_times(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("p ≤ 0.05", "p less than or equal to zero point zero five"),
        ("a≥b, x ≠ 0", "a greater than or equal to b, x not equal to zero"),
        ("≤ 5 items", "at most five items"),
        ("1- 2 = 5", "one minus two equals five"),
        ("pages 1-2", "pages one to two"),
        ("x ∈ A ∪ B, 5∕8 of 2∗3", "x in A union B, five eighths of two times three"),
        (".1665 of it", "point one six six five of it"),
        ("1/3RD of 3/4THS", "one third of three quarters"),
    ],
)
def test_more_formulas(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("of $5.82-5.85", "of five dollars and eighty two cents to five dollars and eighty five cents"),
        ("of $0.54-0.55", "of fifty four to fifty five cents"),
        ("of $1.2-1.5 bn", "of one point two to one point five billion dollars"),
        ("$70.51 Mln. last year", "seventy point five one million dollars last year"),
        ("Sales ($M)", "Sales, million dollars"),
        ("12/kg, 20/day", "twelve per kilogram, twenty per day"),
        ("5 mg/kg/day", "five milligrams per kilogram per day"),
    ],
)
def test_more_sums_and_rates(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("in Port St. Lucie, Florida", "in Port Saint Lucie, Florida"),
        ("on Main St. Lucy left", "on Main Street. Lucy left"),
        ("2 San Tomas hwy", "two San Tomas Highway"),
        ("Henry VIII--king of all", "Henry the eighth, king of all"),
        ("Francis I—king of all", "Francis the first, king of all"),
    ],
)
def test_more_names(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "at 1m26.884s, not 1'24.219",
            "at one twenty six point eight eight four, not one twenty four point two one nine",
        ),
        ("He was 10s back, in the 10s.", "He was ten seconds back, in the tens."),
        ("2x/day, 2x as much, y = 2x + 1", "two times per day, two times as much, y equals two x plus one"),
        ("£1,200 p.a. on it", "one thousand two hundred pounds per annum on it"),
        ("Edit ~/.bashrc and /etc/hosts", "Edit tilde slash dot bashrc and slash etc slash hosts"),
        ("1.2×10³ g/m³", "one point two times ten cubed grams per cubic meter"),
        (
            "1 = 10-10 m, 3 × 108 m/s",
            "one equals ten to the minus ten meters, three times one hundred eight meters per second",
        ),
        ("a 14er and the 49ers", "a fourteener and the forty niners"),
        ("the 82d Airborne, in 3d space", "the eighty second Airborne, in three d space"),
        ("Zn(s) and the keyword(s)", "Zn, s, and the keywords"),
    ],
)
def test_times_rates_and_ordinals_of_trades(written, words):
    assert spoken(written) == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Co. B, 3rd Bn., 31st Inf. Regt.", "Company B, third Battalion, thirty first Infantry Regiment."),
        ("Smith & Co. Bread is sold.", "Smith and Company. Bread is sold."),
        ("Bro. Wm. and Thos. Kelly", "Brother William and Thomas Kelly"),
        ("3517 R Street N.W., Rt. 2", "thirty five seventeen R Street Northwest, Route two"),
    ],
)
def test_old_names_and_companies(written, words):
    assert spoken(written) == words
