"""Times as timetables, logs and match reports print them."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("at 0004 GMT, not 0905 hours", "at zero zero zero four GMT, not zero nine zero five hours"),
        (
            "the 0839 from Leeds, arriving at 1023",
            "the zero eight thirty nine from Leeds, arriving at ten twenty three",
        ),
        ("work at 1023 sites", "work at one thousand twenty three sites"),
        ("from 15:00 hrs", "from fifteen hundred hours"),
        ("2024-02-21 16:59:39", "February twenty first twenty twenty four sixteen fifty nine"),
        ("at 9:30 a.m. Oct. 3", "at nine thirty AM October third"),
        ("It was 5 p.m. She left.", "It was five PM. She left."),
    ],
)
def test_clocks_without_a_colon_and_with_a_date(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("runners in the 42k, 21k, and 5k events", "runners in the forty two k, twenty one k, and five k events"),
        ("ran the 12K in 38:09.", "ran the twelve K in thirty eight oh nine."),
        ("the app has 10k users", "the app has ten thousand users"),
        ("a ratio of 38:21", "a ratio of thirty eight to twenty one"),
        ("won in 2:00:35", "won in two hours and thirty five seconds"),
    ],
)
def test_distances_and_times_of_a_race(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [("net zero by 2100", "net zero by twenty one hundred"), ("in 2100 homes", "in two thousand one hundred homes")],
)
def test_a_year_of_the_next_century(written, words):
    assert spoken_form(written).text == words


def test_a_prime_is_a_minute_in_a_match_and_a_foot_elsewhere():
    assert (
        spoken_form("Goals: Ruiz 17′, Bell pen 90+5′").text
        == "Goals: Ruiz seventeen minutes, Bell pen ninety plus five minutes"
    )
    assert spoken_form("It is 17′ wide.").text == "It is seventeen feet wide."
