"""What technical pages write: identifiers, courses, processors, screens, and words that lost their space."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Set browser.urlbar.suggest to false.", "Set browser dot urlbar dot suggest to false."),
        ("Call time.now() first.", "Call time dot now first."),
        ("the file a-1.pkg.tar.zst", "the file a dash one dot pkg dot tar dot zst"),
        ("It works, e.g. in the U.S.", "It works, for example in the U S."),
        ("Wait...what?", "Wait, what?"),
    ],
)
def test_points_join_the_names_of_an_identifier(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("It ended.Then it began.", "It ended. Then it began."),
        ("TensorFlow,Keras and more", "TensorFlow, Keras and more"),
        ("a career-2,000 books", "a career, two thousand books"),
        ("a sub-1,500 price", "a sub-one thousand five hundred price"),
        ("a fine and / or jail", "a fine and or jail"),
        ("Booking.Com is a name", "Booking.Com is a name"),
        ("Node.js runs", "Node dot js runs"),
        ("1,200 people,mostly old", "one thousand two hundred people, mostly old"),
    ],
)
def test_a_lost_space_is_put_back(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("In CS 229T and MATH 101", "In CS two twenty nine T and MATH one oh one"),
        ("an HTTP 404 page", "an HTTP four oh four page"),
        ("the NHS 300 nurses", "the NHS three hundred nurses"),
        ("in the US 150 people", "in the US one hundred fifty people"),
        ("along US 150 in Nevada", "along US one fifty in Nevada"),
        ("SHE WINS 312 VOTES", "SHE WINS three hundred twelve VOTES"),
    ],
)
def test_a_number_behind_initials_names_what_no_plural_follows(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("an i7 4790k at 4GHz", "an i seven forty seven ninety k at four gigahertz"),
        ("about 40k users", "about forty thousand users"),
        ("at 1,440p or 1080p", "at fourteen forty p or ten eighty p"),
        ("for 50p", "for fifty pence"),
    ],
)
def test_processors_and_screens_count_nothing(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("a 20-pin 0.4mm pitch part", "a twenty-pin zero point four millimeter pitch part"),
        ("two 50mm lenses", "two fifty millimeter lenses"),
        ("50mm away", "fifty millimeters away"),
    ],
)
def test_the_measure_of_a_thing_is_singular(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("with 65W fast charging", "with sixty five watt fast charging"),
        ("from 6.15.y to 4.x", "from six point fifteen point y to four point x"),
        ("tel 352 679", "tel three five two, six seven nine"),
        ("over 65W in all", "over sixty five watts in all"),
        ("Combined (l/100km): 5.2", "Combined, liters per one hundred kilometers: five point two"),
        ("an Exynos 9810", "an Exynos ninety eight ten"),
        ("+44 (0)1604 251 461", "plus four four, zero, one six zero four, two five one, four six one"),
    ],
)
def test_data_sheets(written, words):
    assert spoken_form(written).text == words
