"""What is narrated at all, and the ledger: B6, M2, and nothing lost."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from time import process_time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from models.voices import VoiceMap
from tests.composition.building import FILLER, FULL, LISTEN, compose, document, heading, marked, paragraph
from transforms.composition import NarrationSettings, compose_script, prose
from transforms.composition.context import Context
from transforms.composition.parts import Line, Part
from transforms.composition.quotes import repeated_quotes
from transforms.composition.reading import parts_of
from transforms.composition.similarity import words_in
from transforms.documents import (
    Block,
    Cell,
    Code,
    Document,
    Embed,
    EmbedKind,
    Equation,
    Figure,
    Footnote,
    Heading,
    Image,
    ListBlock,
    ListItem,
    ListStyle,
    Mark,
    Paragraph,
    ParagraphKind,
    PullQuote,
    Quote,
    Span,
    Table,
)
from transforms.outcomes import ArticleError, FailureCode, SkipArticleError
from transforms.scripts import Script, letters_of


def reason_of(article: Document, settings: NarrationSettings = LISTEN) -> str:
    with pytest.raises(SkipArticleError) as skip:
        compose_script(article, settings)
    return skip.value.reason


def test_an_article_without_a_voice_is_skipped_with_its_language():
    german = document(paragraph(FILLER), language="de-AT")
    assert reason_of(german, NarrationSettings(VoiceMap.parse("en=hibari:heart"))) == "no_voice:de-AT"


def test_b6_the_beginning_of_an_article_is_not_narrated_as_the_whole():
    assert reason_of(document(paragraph(FILLER), is_truncated=True)) == "paywall"


def test_m2_an_article_of_a_few_words_is_skipped():
    assert reason_of(document(paragraph("It rained."))) == "too_short"


def test_m2_an_article_of_images_only_is_skipped():
    assert reason_of(document(Figure((Image("a.jpg", alt="A boat on a flooded street"),)))) == "no_words"


def test_m2_words_are_counted_in_scripts_that_write_no_spaces():
    japanese = document(paragraph("昨夜の雨で川が増水し、町の広場は朝までに水に浸かりました。" * 6), language="ja")
    assert compose_script(japanese, LISTEN).coverage.spoken == 1


def test_metadata_goes_through():
    script = compose(title="Rates", authors=("Ann Cole", "Bo Dee"), published_at="2026-01-06", site="The Valley News")
    assert (script.title, script.author, script.published_at, script.site) == (
        "Rates",
        "Ann Cole, Bo Dee",
        "2026-01-06",
        "The Valley News",
    )


def test_a_rule_that_loses_words_is_an_error(replaced_rule):
    def first_phrase_only(block: Paragraph, context: Context) -> Iterator[Part]:
        for part in prose.paragraph(block, context):
            assert isinstance(part, Line)
            yield replace(part, phrases=part.phrases[:1])

    replaced_rule(Paragraph, first_phrase_only)
    with pytest.raises(ArticleError, match="5 characters lost") as error:
        compose(paragraph("It rained.", marked(" Twice.", Mark.STRONG)))
    assert error.value.code is FailureCode.COMPOSE_FAILED


def test_a_rule_that_says_words_twice_is_an_error(replaced_rule):
    def twice(block: Paragraph, context: Context) -> Iterator[Part]:
        yield from prose.paragraph(block, context)
        yield from prose.paragraph(block, context)

    replaced_rule(Paragraph, twice)
    with pytest.raises(ArticleError, match="8 said twice"):
        compose(paragraph("It rained."))


def test_a_rule_that_forgets_a_block_is_an_error(replaced_rule):
    replaced_rule(Heading, lambda block, context: iter(()))
    with pytest.raises(ArticleError, match="neither spoken nor skipped"):
        compose(heading("Why now?"))


@pytest.fixture
def replaced_rule() -> Iterator[Callable[[type[Block], Callable[..., Iterator[Part]]], None]]:
    """Lets another function read a type of block until the test is over."""
    originals = {kind: parts_of.dispatch(kind) for kind in (Heading, Paragraph)}
    yield lambda kind, function: parts_of.register(kind, function) and None
    for kind, original in originals.items():
        parts_of.register(kind, original)


def test_a_huge_paragraph_of_many_marks_takes_no_longer_than_its_length_asks_for():
    runs = [run for n in range(1500) for run in (f"Here is sentence {n} of it.", marked(f"[{n}]", Mark.NOTE_MARK), " ")]
    sizes = [len(runs) // 3, len(runs)]
    seconds = []
    for size in sizes:
        began = process_time()
        compose(paragraph(*runs[: size - size % 3]))
        seconds.append(process_time() - began)
    assert seconds[1] < 6 * seconds[0] + 0.2


@pytest.mark.parametrize(
    "text", ["A ", "(", "(Smith, ", "[1,2", "\nsubscribe ", "World Health (", "fig. 1, 2 and ", "1 "]
)
def test_hostile_text_costs_no_more_than_its_length(text):
    began = process_time()
    compose(paragraph((text * 20_000)[:20_000]), title=(text * 20_000)[:20_000])
    assert process_time() - began < 1.5


def test_a_thousand_quotes_and_paragraphs_are_compared_in_a_moment():
    blocks = [paragraph(f"{FILLER} Number {n}.") for n in range(500)]
    quotes = [
        Quote((paragraph(f"Somebody said once that the number {n} is a number among numbers."),)) for n in range(500)
    ]
    began = process_time()
    list(repeated_quotes(Context(document(*blocks, *quotes), LISTEN)))
    assert process_time() - began < 1.5


def test_the_ledger_counts_every_block_once():
    blocks = [Code("a\nb"), Figure((Image("a.jpg", alt=""),)), paragraph("Read more"), Heading((Span("Rain"),), 2)]
    coverage = compose(*blocks).coverage
    assert (coverage.blocks, coverage.spoken, coverage.described, coverage.skipped) == (5, 2, 1, 2)


# Documents of every shape that the types allow, with words that many rules look for.
WORDS = st.sampled_from(
    [
        *("rain", "the", "river", "rose", "NASA", "(WHO)", "(see below)", "[15]", "(Smith et al., 2020)", "Read more"),
        *(
            "Follow us on Twitter.",
            "10",
            "2024",
            "$4.5bn",
            "—",
            "…",
            "🔥",
            "“yes”",
            "Photo: AP",
            "Correction: no",
            "* * *",
        ),
        *(
            "a_b()",
            "x^2",
            "\n",
            "e.g.",
            "https://example.org/a?b=c",
            "été",
            "雨が降る。",
            "It rained.",
            "Why?",
            "By",
            "AP",
        ),
        *(
            "PARIS (AP) — So",
            "World Health Organization (WHO)",
            "[pause]",
            "<b>",
            "&amp;",
            "H2O",
            "3-2",
            "\u00ad",
            "\u200b",
        ),
        *(
            "(CNN) --",
            "© Ann Cole 2024",
            "(Photo Ann Cole. AFP)",
            "(Ann Cole)",
            "Cole / AFP / Getty Images",
            "Facebook",
        ),
        *("[Smith '19]", "(See pictures of it.)", "Sponsored", "Paid for by us", "IN OSLO:", "All rights reserved."),
        *(
            "contributed to this report.",
            "can be reached at a@b.example",
            "（编辑：王）",
            "12:30",
            "Rates by Bo: 9pm On 9",
        ),
    ]
)
TEXT = st.lists(WORDS, max_size=8).map(" ".join)
SPAN = st.builds(
    Span,
    text=TEXT,
    marks=st.frozensets(st.sampled_from(Mark), max_size=2),
    language=st.sampled_from([None, None, None, "fr", "en"]),
)
INLINE = st.lists(SPAN, max_size=4).map(tuple)
IMAGE = st.builds(
    Image,
    url=st.sampled_from(["a.jpg", "b.jpg", "c.jpg", "d.jpg", "e.jpg"]),
    alt=st.none() | TEXT,
    width=st.none() | st.integers(1, 2000),
    link=st.none() | st.just("https://example.org/x"),
)
FIGURE = st.builds(Figure, images=st.lists(IMAGE, max_size=5).map(tuple), caption=INLINE, credit=TEXT)
CELL = st.builds(Cell, content=INLINE, is_header=st.booleans(), is_continued=st.booleans())
TABLE = st.builds(
    Table,
    rows=st.integers(0, 4).flatmap(
        lambda width: st.lists(st.lists(CELL, min_size=width, max_size=width).map(tuple), max_size=5).map(tuple)
    ),
    caption=INLINE,
    is_layout=st.booleans(),
)
LEAF = st.one_of(
    st.builds(Heading, content=INLINE, level=st.integers(1, 6)),
    st.builds(Paragraph, content=INLINE, kind=st.sampled_from(ParagraphKind)),
    st.builds(PullQuote, content=INLINE),
    TABLE,
    st.builds(Code, text=TEXT, language=st.sampled_from([None, "python", "odd"])),
    st.builds(Equation, text=TEXT),
    FIGURE,
    st.builds(Embed, kind=st.sampled_from(EmbedKind), text=TEXT, author=st.none() | TEXT, title=st.none() | TEXT),
    st.builds(Footnote, label=st.sampled_from(["1", "[15]", "a"]), content=INLINE),
)
BLOCK = st.recursive(
    LEAF,
    lambda inner: st.one_of(
        st.builds(Quote, blocks=st.lists(inner, max_size=3).map(tuple), attribution=INLINE),
        st.builds(
            ListBlock,
            items=st.lists(
                st.builds(ListItem, content=INLINE, children=st.lists(inner, max_size=2).map(tuple), term=INLINE),
                max_size=4,
            ).map(tuple),
            style=st.sampled_from(ListStyle),
            start=st.integers(0, 9),
        ),
    ),
    max_leaves=6,
)


def is_in_order(part: list[str], whole: list[str]) -> bool:
    """Says whether the words of one list stand in the other, in the same order."""
    rest = iter(whole)
    return all(word in rest for word in part)


def letters_in_order(text: str) -> list[str]:
    return list(filter(str.isalnum, text))


@settings(max_examples=80, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(BLOCK, max_size=6), st.sampled_from([LISTEN, FULL]), st.sampled_from(["en", "de", "fi"]))
def test_no_word_of_any_document_is_lost_doubled_or_moved(
    blocks: list[Block], chosen: NarrationSettings, language: str
):
    script = compose(*blocks, settings=chosen, title="Rates", authors=("Ann Cole",), language=language)
    assert_whole(script, (*blocks, paragraph(FILLER)))


def assert_whole(script: Script, blocks: tuple[Block, ...]) -> None:
    for index, block in enumerate(blocks):
        said = [s.text for s in script.segments if s.block == index and not s.generated]
        silent = [skip.text for skip in script.skips if skip.block == index]
        assert is_in_order(letters_in_order("".join(said)), letters_in_order(block.text))
        if said:
            assert letters_of("".join(said)) + letters_of("".join(silent)) == letters_of(block.text)
    for segment in script.segments:
        assert segment.rule
        assert segment.pause_seconds >= 0
        assert words_in(segment.spoken)


@settings(max_examples=60)
@given(st.text(max_size=400), st.sampled_from(["en", "de", "ja", "ar"]))
def test_any_characters_make_a_script(text: str, language: str):
    assert_whole(compose(paragraph(text), language=language), (paragraph(text), paragraph(FILLER)))
