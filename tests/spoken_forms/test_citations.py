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
