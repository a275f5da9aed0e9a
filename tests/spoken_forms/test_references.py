"""Numbers that name: standards, ports, papers, numbers of help; each beside a number that counts."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("as RFC 2616 says", "as RFC twenty six sixteen says"),
        ("certified to ISO 9001:2015", "certified to ISO nine thousand one, twenty fifteen"),
        ("the spiral NGC 4321", "the spiral NGC forty three twenty one"),
        ("NGC 7318A and NGC 7318B", "NGC seventy three eighteen A and NGC seventy three eighteen B"),
        ("at f3.3", "at f three point three"),
        ("on port 8080", "on port eighty eighty"),
        ("ports 80, 443 and 8443", "ports eighty, four forty three and eighty four forty three"),
        ("a port 2616 miles away", "a port two thousand six hundred sixteen miles away"),
        ("a CVSSv3.1 score", "a CVSSv three point one score"),
        ("a 5v5 match and 1v1s", "a five v five match and one v ones"),
    ],
)
def test_what_a_number_names_is_read_in_pairs(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("See doi:10.1038/s415-26.", "See doi:ten dot one zero three eight slash s four one five dash two six."),
        ("arXiv:2005.14165v4", "arXiv two zero zero five dot one four one six five version four"),
        ("some 2005.14165 of it", "some two thousand five point one four one six five of it"),
    ],
)
def test_papers(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        (
            "Police ask you to use 101 for what is less urgent than 999.",
            "Police ask you to use one zero one for what is less urgent than nine nine nine.",
        ),
        ("Non-emergency 101 (Police)", "Non-emergency one zero one, Police"),
        ("Calls to 111 are free.", "Calls to one one one are free."),
        ("Police said 101 people came.", "Police said one hundred one people came."),
        ("Police arrested 111, and 110 escaped.", "Police arrested one hundred eleven, and one hundred ten escaped."),
        ("101 is a prime.", "one hundred one is a prime."),
    ],
)
def test_numbers_of_help(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("the card ending in 8876", "the card ending in eight eight seven six"),
        ("the year ending in 8876", "the year ending in eight thousand eight hundred seventy six"),
        ("ZIP 90210-1234", "ZIP nine zero two one zero, one two three four"),
        ("call 123-123-5678-1", "call one two three, one two three, five six seven eight, one"),
        ("Tampa, FL, 33601", "Tampa, Florida, three three six zero one"),
    ],
)
def test_digits_of_cards_and_places(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("first_last@some-site.org", "first underscore last at some dash site dot org"),
        ("write to a&b@x.org", "write to a and b at x dot org"),
        ("at some_university.edu.", "at some underscore university dot edu."),
        ("photo.jpg", "photo dot jpeg"),
    ],
)
def test_addresses_with_rarer_marks(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("ISBN 0-306-40615-2", "ISBN zero, three zero six, four zero six one five, two"),
        ("ISSN 2049-363X", "ISSN two zero four nine, three six three X"),
        ("serial number 12345-678", "serial number one two three four five, six seven eight"),
        ("a number 12345-678", "a number twelve thousand three hundred forty five to six hundred seventy eight"),
        ("CVE-2021-44228/45046", "CVE twenty twenty one, four four two two eight, four five zero four six"),
        ("CWE-79", "CWE seventy nine"),
        (
            "at 10:00:05 a.m. and 10:30:15 pm",
            "at ten hours zero minutes and five seconds AM and ten thirty and fifteen seconds PM",
        ),
    ],
)
def test_labelled_codes_and_clocks_with_seconds(written, words):
    assert spoken_form(written).text == words
