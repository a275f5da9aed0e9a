"""Laws, cases and verses: numbers that name."""

import pytest

from models.spoken_forms import spoken_form


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("under § 230 and Article 370", "under section two thirty and Article three seventy"),
        ("Section 501(c)(3) groups", "Section five oh one c three groups"),
        ("18 U.S.C. § 1030", "eighteen USC section ten thirty"),
        ("Lancet 2017;18:611-22", "Lancet twenty seventeen, eighteen, six hundred eleven to twenty two"),
        ("JAMA 2012;308(13):133", "JAMA twenty twelve, three hundred eight, thirteen, one hundred thirty three"),
        ("556 U.S. 729 and 410 F.3d 1052", "five fifty six U S seven twenty nine and four ten F third ten fifty two"),
        ("under 28 U.S.C. 2254.", "under twenty eight USC twenty two fifty four."),
        ("Appeal: 20-7540, 10-1000 items", "Appeal: twenty seventy five forty, ten to one thousand items"),
        ("No. 22-451", "Number twenty two four fifty one"),
        ("Section 8 housing", "Section eight housing"),
        ("Form 10,000 units", "Form ten thousand units"),
        ("John 3:16 and Psalm 23:4", "John three sixteen and Psalm twenty three four"),
        ("1 Cor. 13:4–8", "First Corinthians thirteen four to eight"),
        ("Gen. 1:1, said Gen. Lee", "Genesis one one, said General Lee"),
    ],
)
def test_references(written, words):
    assert spoken_form(written).text == words


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("See Fed. R. App. P. 34(a)(2).", "See Federal Rule of Appellate Procedure thirty four a two."),
        ("Fed. R. Evid. 702 holds", "Federal Rule of Evidence seven hundred two holds"),
        (
            "Smith, 838 F.3d 958 (9th Cir. 2016)",
            "Smith, eight thirty eight F third nine fifty eight, ninth Circuit twenty sixteen",
        ),
        ("144 F.Supp.3d 1088", "one forty four F Supp third ten eighty eight"),
        ("shielded by it (230(c)(1))", "shielded by it, two thirty c one"),
        ("47 U.S.C. § 230(f)(3)", "forty seven USC section two thirty f three"),
        ("under Rule 36-3", "under Rule thirty six three"),
        ("under Rules 3-5 of Part 1-3", "under Rules three to five of Part one to three"),
        ("He was twelve (12) (a)", "He was twelve, twelve, a"),
    ],
)
def test_federal_courts(written, words):
    assert spoken_form(written).text == words
