import pytest

from tests.extraction.pages import LEAD, TAIL, page, read
from transforms.documents import Paragraph, ParagraphKind

SENTENCE = "Nobody had seen the like of it, and nobody who had seen it forgot it."


def texts(html: str) -> list[str]:
    return [block.text for block in read(html).blocks]


def test_menus_and_footers_are_left_out_and_listed():
    document = read(page(""))
    assert [block.text for block in document.blocks] == [LEAD, TAIL]
    assert any("All rights reserved" in omission.text for omission in document.omissions)


@pytest.mark.parametrize(
    "label", ["Read more", "Related articles", "Lesen Sie auch", "À lire aussi", "関連記事", "Читайте также"]
)
def test_teasers_below_their_label_are_left_out(label):
    teaser = '<h3><a href="/other">The well that never froze, and why</a></h3><img src="/well.jpg">'
    html = page(f"<p>{SENTENCE}</p><div><p>{label}</p>{teaser}</div>")
    assert texts(html) == [LEAD, SENTENCE, TAIL]


def test_a_related_box_is_left_out_by_its_rule():
    links = "".join(f'<li><a href="/{n}">Another story about the winter, number {n}</a></li>' for n in range(6))
    document = read(page(f'<p>{SENTENCE}</p><div class="related-stories"><ul>{links}</ul></div>'))
    assert [block.text for block in document.blocks] == [LEAD, SENTENCE, TAIL]
    assert {o.rule for o in document.omissions if "Another story" in o.text} == {"B2"}


@pytest.mark.parametrize(
    "names", ["newsletter-signup", "share-buttons", "cookie-notice", "ad-slot", "c-Newsletter__form"]
)
def test_what_calls_itself_no_article_is_left_out(names):
    assert texts(page(f'<div class="{names}"><p>Get the Gazette every morning, for free.</p></div>')) == [LEAD, TAIL]


def test_what_an_element_has_is_not_what_it_is():
    assert SENTENCE in texts(page(f'<div class="body has-newsletter no-ads"><p>{SENTENCE}</p></div>'))


def test_how_an_element_looks_is_not_what_it_is():
    assert SENTENCE in texts(page(f'<div class="Report__Section Report__Section--Ads"><p>{SENTENCE}</p></div>'))


def test_a_second_article_on_the_page_is_left_out():
    other = f"<article><h2>Another winter</h2><p>{SENTENCE * 5}</p></article>"
    assert texts(page("").replace("<footer>", f"{other}<footer>")) == [LEAD, TAIL]


def test_short_lines_between_paragraphs_are_kept():
    assert texts(page(f"<p>Dear reader</p><p>{SENTENCE}</p>"))[1] == "Dear reader"


def test_hidden_text_is_left_out():
    assert texts(page(f'<p style="display: none">{SENTENCE}</p>')) == [LEAD, TAIL]


def test_the_names_of_those_who_speak_in_a_thread_are_kept():
    posts = "".join(
        f'<div class=post><h4><a href="/u/{n}">{n}</a></h4><div><p>{n} wrote: {SENTENCE} {LEAD}</p></div></div>'
        for n in ("Ida", "Jon", "Eva")
    )
    data = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    html = f"<html lang=en><head><title>Ice</title>{data}</head><body><div class=thread>{posts}</div></body></html>"
    assert [text for text in texts(html) if len(text) < 10] == ["Ida", "Jon", "Eva"]


def test_omissions_are_short():
    document = read(page(f'<div class="newsletter"><p>{SENTENCE * 50}</p></div>'))
    assert max(len(omission.text) for omission in document.omissions) <= 200


@pytest.mark.parametrize(
    "question",
    [
        "<h3><button aria-expanded=false>How long did it hold?</button></h3>",
        "<button class=accordion-button aria-expanded=false>How long did it hold?</button>",
        "<h4>How long did it hold?</h4>",
    ],
)
def test_answers_that_are_folded_up_below_their_questions_are_kept(question):
    answer = "It held for nine days, because the wind had turned to the north in the night before."
    fold = f"<h3><button aria-expanded=false>How long did it hold?</button></h3><div hidden><p>{answer}</p></div>"
    assert texts(page(fold))[1:-1] == ["How long did it hold?", answer]


@pytest.mark.parametrize("name", ["sponsored-label", "correction"])
def test_who_paid_and_what_was_wrong_is_kept_wherever_it_stands(name):
    notice = "This article was paid for by the ferry company of the town."
    html = page("").replace("</article>", f'<div class="{name}">{notice}</div></article>')
    assert notice in texts(html)


def test_an_id_that_is_a_sentence_says_nothing_of_its_part():
    assert SENTENCE in texts(page(f"<div id=the-ferry-took-a-similar-way-in-1929><p>{SENTENCE}</p></div>"))


OFFER = "<p>Subscribe to read the rest of this article, and all others.</p>"


def test_the_offer_below_an_article_that_breaks_off_is_left_out():
    html = page(f"<p>{LEAD}</p><p>The captain, however, had …</p>").replace(TAIL, "").replace("</article>", OFFER)
    assert not any("Subscribe" in text for text in texts(html))


def test_an_article_that_goes_on_after_an_ellipsis_is_kept():
    html = page(f"<p>The captain, however, had …</p>{OFFER}<p>{LEAD}</p><p>{SENTENCE * 5}</p>")
    assert any("Subscribe" in text for text in texts(html))


def test_one_who_speaks_briefly_in_a_thread_is_named():
    posts = "".join(
        f'<div class=post><h4><a href="/u/{n}">{n}</a></h4><div><p>{words}</p></div></div>'
        for n, words in (("Ida", f"{SENTENCE} {LEAD}"), ("Jon", "I think so, too."), ("Eva", f"{TAIL} {TAIL}"))
    )
    data = '<script type="application/ld+json">{"@type": "DiscussionForumPosting"}</script>'
    html = f"<html lang=en><head><title>Ice</title>{data}</head><body><div class=thread>{posts}</div></body></html>"
    assert [text for text in texts(html) if len(text) < 10] == ["Ida", "Jon", "Eva"]


@pytest.mark.parametrize(
    "label",
    [
        "<p class=kicker>How to</p>",
        "<p>Local news</p>",
        '<div aria-live="polite"><span>FT Fenwick 3-2 Port Sable</span></div>',
    ],
)
def test_a_label_above_the_headline_is_left_out(label):
    assert texts(page("").replace("<h1>", f"{label}<h1>")) == [LEAD, TAIL]


def test_a_standfirst_above_the_headline_is_kept():
    dek = "It had not happened since the winter of the great storm."
    assert dek in texts(page("").replace("<h1>", f"<p class=standfirst>{dek}</p><h1>"))


@pytest.mark.parametrize("label", ["Comments", "12 Comments", "Kommentare (3)", "Commentaires", "コメント"])
def test_what_readers_wrote_below_is_left_out(label):
    comments = f"<div><p>{label}</p><p>skater66</p><p>02.01.2026, 19.18</p><p>I was there. {SENTENCE}</p></div>"
    html = page("").replace("</article>", f"{comments}</article>")
    assert texts(html) == [LEAD, TAIL]


def test_a_section_about_comments_is_kept():
    section = f"<h2>Comments</h2><p>{SENTENCE}</p>"
    assert texts(page(section)) == [LEAD, "Comments", SENTENCE, TAIL]


def test_responses_to_a_post_are_left_out():
    responses = "<section class=webmentions><h2>Webmentions</h2><p><b>ida</b>: It is on our wall.</p></section>"
    assert texts(page("").replace("</article>", f"{responses}</article>")) == [LEAD, TAIL]


def test_a_message_that_a_form_would_show_is_left_out():
    message = f'<div class="success-modal"><h2>Thank you</h2><p>Your message has been sent. {SENTENCE}</p></div>'
    assert texts(page("").replace("</article>", f"{message}</article>")) == [LEAD, TAIL]


def test_a_list_of_names_that_lead_to_other_pages_is_kept_under_its_heading():
    names = "".join(f'<li><a href="/wiki/{name}">{name} Holm</a></li>' for name in ("Ida", "Jon", "Kari"))
    blocks = texts(page(f"<p>{SENTENCE}</p><h2>Known skaters</h2><ul>{names}</ul><h2>Later</h2><p>{SENTENCE}</p>"))
    assert "Ida Holm\nJon Holm\nKari Holm" in blocks


def test_a_list_of_the_sections_of_the_page_is_left_out():
    names = "".join(f'<li><a href="#{name}">{name} Holm</a></li>' for name in ("Ida", "Jon", "Kari"))
    assert "Ida Holm" not in "".join(texts(page(f"<h2>The skaters</h2><ul>{names}</ul><p>{SENTENCE}</p>")))


def test_all_posts_of_a_marked_thread_are_kept():
    posts = "".join(f"<div class=topic-body><p>{name} wrote. {SENTENCE}</p></div>" for name in ("Jon", "Kari"))
    thread = f'<div itemscope itemtype="http://schema.org/DiscussionForumPosting"><div><p>{LEAD}</p></div>{posts}</div>'
    html = f"<html><body><h1>Ice in the harbour</h1>{thread}<footer>All rights reserved</footer></body></html>"
    assert [text.split()[0] for text in texts(html)] == ["The", "Jon", "Kari"]


@pytest.mark.parametrize("name", ["comments", "visitors_comment_block", "comentarios_lectores", "kommentare"])
@pytest.mark.parametrize("markup", ["<p>{}</p>", "<ol><li><p>{}</p></li></ol>"])
def test_comments_longer_than_the_article_are_left_out(name, markup):
    comments = "".join(markup.format(f"Reader {n} says: {SENTENCE} {SENTENCE}") for n in range(9))
    html = page(f"<p>{SENTENCE}</p>").replace("</article>", f'<div class="{name}">{comments}</div></article>')
    assert texts(html) == [LEAD, SENTENCE, TAIL]


def test_comments_are_what_is_read_where_a_page_has_nothing_else():
    posts = "".join(f"<p>Post {n}: {SENTENCE} {LEAD}</p>" for n in range(9))
    document = read(f"<title>Lamps</title><body><h1>Lamps</h1><div class=visitors_comment_block>{posts}</div>")
    assert len(document.blocks) == 9


def test_a_line_is_what_all_its_words_are_called():
    line = '<p><span class="share-link">Send it on</span> <span class="social-share">to a friend of yours</span></p>'
    assert texts(page(line)) == [LEAD, TAIL]


def test_a_line_is_not_what_some_of_its_words_are_called():
    assert SENTENCE in texts(page(f'<p><span class="author">N</span>{SENTENCE[1:]}</p>'))


def test_a_line_is_not_what_the_part_after_it_is_called():
    assert texts(page(f"<div>{SENTENCE}<div class=share-links>Send it on</div></div>")) == [LEAD, SENTENCE, TAIL]


@pytest.mark.parametrize("names", ["vertical-navbox", "plainlinks ambox", "sharedaddy", "donation-box"])
def test_boxes_of_the_page_are_told_by_their_names(names):
    assert texts(page(f'<p>{SENTENCE}</p><div class="{names}"><p>{LEAD[:70]}</p></div>')) == [LEAD, SENTENCE, TAIL]


@pytest.mark.parametrize("names", ["video-playlist", "wp-calendar", "paraTypeInteresting-articles", "next-prev"])
def test_boxes_that_lead_elsewhere_are_told_by_their_names(names):
    links = "".join(f'<p>{n}. <a href="/{n}">Another winter, and its ice</a></p>' for n in range(3))
    assert texts(page(f'<p>{SENTENCE}</p><div class="{names}">{links}</div>')) == [LEAD, SENTENCE, TAIL]


@pytest.mark.parametrize("label", ["More Must-Reads from The Gazette", "Other opinion columns", "Recent slide shows"])
def test_what_a_label_of_other_pages_names_is_left_out(label):
    links = "".join(f'<li><a href="/{n}">Another story about the winter, number {n}</a></li>' for n in range(3))
    assert texts(page(f"<p>{SENTENCE}</p><h2>{label}</h2><ul>{links}</ul>")) == [LEAD, SENTENCE, TAIL]


def test_a_list_below_the_text_that_nothing_introduces_is_left_out():
    labels = "<ul><li>above-phone</li><li>wide-browser</li></ul>"
    assert texts(page("").replace("</article>", f"</article>{labels}")) == [LEAD, TAIL]


@pytest.mark.parametrize(
    "line",
    [
        "<h3 class=date>Monday, May 27, 2026</h3>",
        "<h5><span><time>27 octobre 2026 à 18:27</time></span></h5>",
        "<ul><li>by: Ida Holm</li><li>From: The Gazette</li><li>March 13, 2026 9:00PM</li></ul>",
    ],
)
def test_a_byline_is_told_whatever_element_holds_it(line):
    html = (
        page("").replace("</h1>", f"</h1>{line}").replace("</title>", "</title><meta name=author content='Ida Holm'>")
    )
    byline, *others = read(html).blocks
    assert isinstance(byline, Paragraph)
    assert byline.kind is ParagraphKind.BYLINE
    assert [block.text for block in others] == [LEAD, TAIL]


def test_a_heading_with_a_year_is_no_byline():
    html = page("").replace("</h1>", "</h1><h2>Winter 2026</h2>")
    assert texts(html) == ["Winter 2026", LEAD, TAIL]


def test_of_several_large_headings_the_one_with_the_title_begins_the_article():
    body = f"<h1>Ministry of Harbours</h1><h2>Ports</h2><div><h1>News: More ice in the harbour</h1><p>{LEAD}</p></div>"
    html = f"<html><head><title>MoH | More ice in the harbour</title></head><body>{body}<p>{TAIL}</p></body></html>"
    assert "Ministry of Harbours" not in texts(html)
