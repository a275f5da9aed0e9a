"""Code and formulas: C1 to C3."""

import pytest

from tests.composition.building import Heard, bullets, compose, heard, item, marked, paragraph, skipped, spoken
from transforms.composition.code_words import reading_of_code
from transforms.composition.equations import reading_of_tex
from transforms.documents import Code, Equation, Mark
from transforms.scripts import Role


def test_c1_code_is_announced_and_not_read():
    script = compose(Code("a = 1\n\nb = 2\nprint(a)\n", "python"))
    assert heard(script) == [Heard("C1", "A three-line Python example follows in the text.", 0.8)]
    assert skipped(script) == [("C1", "a = 1\n\nb = 2\nprint(a)")]
    assert (script.segments[0].role, script.segments[0].generated) == (Role.CODE, True)


def test_c1_code_of_an_unknown_language():
    assert spoken(compose(Code("x\ny"))) == ["A two-line code example follows in the text."]


@pytest.mark.parametrize(("count", "words"), [(8, "An eight-line"), (11, "An eleven-line"), (12, "A twelve-line")])
def test_c1_the_article_fits_the_number(count, words):
    assert spoken(compose(Code("x\n" * count)))[0].startswith(words)


def test_c1_one_line():
    assert spoken(compose(Code("make demo", "bash"))) == ["A line of shell follows in the text."]


def test_c1_code_in_a_language_without_notices_is_silent():
    script = compose(Code("x\ny"), language="fi")
    assert spoken(script) == []
    assert skipped(script) == [("C1", "x\ny")]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("foo_bar()", "foo bar"),
        ("len", "len"),
        ("getElementById", "get Element By Id"),
        ("HTTPServer", "HTTP Server"),
        ("--no-cache", "no cache"),
        ("<div>", "div"),
        ("C++", "C++"),
        ("README.md", "README.md"),
        ("make test", "make test"),
        ("a.b.c.d(e)", None),
        ("==", None),
        ("git commit -m message", None),
        ("could not resolve host", "could not resolve host"),
    ],
)
def test_c2_names_in_code_are_words(code, words):
    assert reading_of_code(code) == words


def test_c2_inline_code_is_read_as_words():
    script = compose(paragraph("Call ", marked("foo_bar()", Mark.CODE), " first."))
    assert heard(script) == [Heard("P0", "Call foo bar first.", 0.8)]
    assert script.segments[0].text == "Call foo_bar() first."


def test_c2_longer_code_is_called_code():
    script = compose(paragraph("Run ", marked("git log --oneline --graph --all", Mark.CODE), " now."))
    assert spoken(script) == ["Run code now."]
    assert skipped(script) == [("C2", "git log --oneline --graph --all")]


@pytest.mark.parametrize(
    ("tex", "words"),
    [
        ("E = mc^2", "E equals m c squared"),
        (r"\frac{a}{b}", "a over b"),
        (r"x^3 + y^n", "x cubed plus y to the n"),
        (r"\sqrt{2}", "the square root of 2"),
        (r"a_i \leq \alpha", "a sub i is at most alpha"),
        (r"2 \times 3 \neq 7", "2 times 3 is not equal to 7"),
        (r"f(x)", "f of x"),
    ],
)
def test_c3_short_formulas_have_words(tex, words):
    assert reading_of_tex(tex, "en") == words


@pytest.mark.parametrize("tex", [r"\oint_C \vec{F}", r"\begin{matrix} a & b \end{matrix}", "x + " * 30, "a^{"])
def test_c3_other_formulas_have_none(tex):
    assert reading_of_tex(tex, "en") is None


def test_c3_a_displayed_formula_is_read():
    script = compose(Equation("E = mc^2"))
    assert heard(script) == [Heard("C3", "E equals m c squared.", 0.8)]
    assert (script.segments[0].text, script.segments[0].generated) == ("E = mc^2", False)


def test_c3_a_long_formula_has_a_notice():
    script = compose(Equation(r"\oint_C \vec{F} \cdot d\vec{r} = 0"))
    assert spoken(script) == ["An equation appears here."]
    assert [rule for rule, _ in skipped(script)] == ["C3"]


def test_c3_a_formula_inside_a_sentence():
    script = compose(
        paragraph("Here ", marked("x^2", Mark.MATH), " grows, and ", marked(r"\oint F", Mark.MATH), " too.")
    )
    assert spoken(script) == ["Here x squared grows, and an equation too."]
    assert skipped(script) == [("C3", r"\oint F")]


def test_c1_on_a_page_full_of_code_all_but_the_first_block_are_announced_in_few_words():
    script = compose(*(Code(text) for text in ("make", "make\nmake test", "make demo", "make a\nmake b")))
    assert [spoken(script, block)[0] for block in range(4)] == [
        "A line of code follows in the text.",
        "two lines of code.",
        "A line of code.",
        "two lines of code.",
    ]


def test_c1_code_inside_lists_counts_too():
    steps = bullets(*[item("Run:", children=[Code("make")]) for _ in range(4)])
    assert spoken(compose(steps)).count("A line of code.") == 3
