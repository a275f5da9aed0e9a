"""Words that serve the page: B1 and B2."""

import pytest

from tests.composition.building import (
    FILLER,
    FULL,
    LISTEN,
    bullets,
    compose,
    document,
    heading,
    image,
    inline,
    item,
    link,
    marked,
    paragraph,
    skipped,
    spoken,
)
from transforms.boilerplate import is_boilerplate
from transforms.composition import compose_script
from transforms.documents import Figure, Footnote, Mark
from transforms.scripts import ImageOutcome


@pytest.mark.parametrize(
    "words",
    [
        "Read more",
        "READ MORE: The bridge is open again",
        "Also read: the bridge",
        "Advertisement",
        "Story continues below",
        "Sign up for our daily newsletter",
        "Subscribe to our channel",
        "Get the news in your inbox every morning.",
        "Share this article",
        "Share on Facebook",
        "Follow us on Twitter",
        "Click here to see the whole list",
        "We use cookies to give you the best experience.",
        "Leave a comment",
        "12 comments",
        "14 likes, 3 reposts",
        "Click to expand...",
        "This site uses one cookie, to remember you.",
        "4 min read",
        "© 2024 Example Ltd.",
        "Example. All rights reserved.",
        "Filed under: weather, bridges",
        "Related stories",
        "More from Sport",
        "You may also like",
        "Scroll to continue",
        "This page contains affiliate links.",
        "Try it now\nLearn more",
        "Comments(301)",
        "Listen to this article",
        "Sign in to comment",
        "Last edited: Jul 6, 2024",
        "Posted in Bread by Ida Holm. 3 comments",
        "Gallery: the bridge in the flood",
        "The bridge in the flood | 9 photos",
        "You can unsubscribe at any time.",
        "This article originally appeared in The Gazette.",
        "Select the text and press Ctrl+Enter to report a mistake.",
        "You can leave a response, or trackback from your own site.",
    ],
)
def test_b1_english_boilerplate(words):
    assert is_boilerplate(words, "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Lesen Sie auch: Die Brücke ist wieder offen"),
        ("de", "Anzeige"),
        ("de-AT", "Jetzt Newsletter abonnieren"),
        ("fr", "À lire aussi : le pont"),
        ("fr", "Publicité"),
        ("es", "Lee también: el puente"),
        ("es", "Suscríbete a nuestro boletín"),
        ("it", "Leggi anche: il ponte"),
        ("pt-BR", "Leia também: a ponte"),
        ("nl", "Lees ook: de brug"),
        ("fi", "Read more"),
        ("de", "Anzeige wetterbild"),
        ("de", "Der Artikel „Die Brücke“ wurde am 5.11. in der Kategorie Verkehr veröffentlicht."),
        ("de", "Sie können sich jederzeit wieder abmelden, wenn Sie das möchten."),
        ("fr", "Écouter l’article"),
        ("fr", "Temps de lecture : 4 min"),
        ("es", "Reproduciendo: Mira esto: el puente"),
        ("es", "Tiempo de lectura: 4 minutos"),
        ("it", "Tempo di lettura: 4 min"),
        ("nl", "Leestijd: 4 minuten"),
        ("ja", "この記事をシェア"),
        ("zh", "未经授权，不得转载。"),
        ("zh", "【纠错】"),
        ("zh", "【责任编辑:王琦】"),
    ],
)
def test_b1_boilerplate_of_other_languages(language, words):
    assert is_boilerplate(words, language)


@pytest.mark.parametrize(
    "words",
    [
        "He read more books than anyone in the valley.",
        "Advertisements for the show began in March.",
        "Share prices fell on Monday.",
        "Sign language is taught here.",
        "Comments were few.",
        "Related work on rivers goes back to the sixties.",
        "Ads sell.",
        "Next year they will build a bridge.",
        "Register today, said the mayor, or stay dry at home.",
        "Like most posts on Facebook it was false.",
        "Find the value on the x axis.",
        "Click the three dots and select Install.",
        "Click on Save.",
        "Save it to your desktop.",
        "Enter your email address and press Next.",
        "You might like to know that it rained.",
        "More like a marathon than a sprint",
        "Jump to the left and hold on.",
        "Add a comment to the third line of the file.",
        "Learn more slowly, he said.",
        "More than a hundred people came.",
        "It was first published in 1922 and sold ten copies.",
        "Log in",
        "Sign in to the console with the key that you made.",
        "Last updated by hand, the list was wrong.",
        "Contact us when the river rises.",
        "Watch: a small machine that tells the time is worn on the wrist. " * 6,
    ],
)
def test_b1_sentences_of_an_article_are_no_boilerplate(words):
    assert not is_boilerplate(words, "en")


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("de", "Klicken Sie auf Speichern."),
        ("de", "Der Text wurde am 3. Mai beschlossen."),
        ("de", "Anzeige gegen den Bürgermeister wurde am Freitag erstattet."),
        ("de", "Anmelden kann man sich bis Freitag."),
        ("fr", "Partager un repas à deux coûte dix euros."),
        ("es", "Enviar la carta costó diez euros."),
    ],
)
def test_b1_sentences_of_other_languages_are_no_boilerplate(language, words):
    assert not is_boilerplate(words, language)


def test_b1_a_boilerplate_paragraph_is_silent():
    script = compose(paragraph("Read more: The bridge is open again"))
    assert skipped(script) == [("B1", "Read more: The bridge is open again")]
    assert spoken(script) == []


def test_b1_a_list_of_share_links_is_silent():
    script = compose(bullets("Share on Facebook", "Share on X", "Copy link"))
    assert [rule for rule, _ in skipped(script)] == ["B1"]


def test_b1_a_sentence_at_the_end_of_a_paragraph_is_silent():
    script = compose(paragraph("The bridge is open. Follow Ann Cole on Twitter @anncole."))
    assert spoken(script) == ["The bridge is open."]
    assert skipped(script) == [("B1", "Follow Ann Cole on Twitter @anncole.")]


def test_b1_a_heading_over_nothing_but_boilerplate_is_silent():
    script = compose(
        paragraph("It rained."), heading("Stay with us"), paragraph("Follow us on Twitter"), heading("Rain")
    )
    assert skipped(script, 1) == [("B1", "Stay with us")]
    assert spoken(script, 3) == ["Rain."]


def test_a_heading_over_silent_images_is_silent():
    script = compose(heading("Known uses"), Figure((image(""),)), heading("Origin"))
    assert skipped(script, 0) == [("I1", "Known uses")]
    assert spoken(script, 2) == ["Origin."]


def test_a_heading_over_a_footnote_is_read_where_the_note_is():
    blocks = [heading("Notes"), Footnote("1", inline("Said to nobody."))]
    assert skipped(compose(*blocks, heading("Origin")), 0) == [("F2", "Notes")]
    assert spoken(compose(*blocks, heading("Origin"), settings=FULL), 0) == ["Notes."]


def test_a_heading_over_notes_that_are_read_elsewhere_is_silent():
    note_mark = marked("1", Mark.NOTE_MARK, href="#1")
    script = compose_script(
        document(paragraph(FILLER, note_mark), heading("Notes"), Footnote("1", inline("Said to nobody."))), FULL
    )
    assert skipped(script, 1) == [("F2", "Notes")]
    assert spoken(script, 2) == ["Note:", "Said to nobody.", "End note."]


def test_h5_a_last_heading_with_nothing_under_it_is_silent_and_so_is_the_one_over_it():
    script = compose_script(document(paragraph(FILLER), heading("More"), heading("Gallery", level=3)), LISTEN)
    assert [skipped(script, block) for block in (1, 2)] == [[("H5", "More")], [("H5", "Gallery")]]


@pytest.mark.parametrize("label", ["IN OSLO: ", "VIEW PRICE: "])
def test_b2_a_link_under_a_label_is_silent(label):
    block = paragraph(label, link("The mill by night"))
    assert skipped(compose(paragraph(FILLER), block), 1) == [("B2", block.text)]


@pytest.mark.parametrize(
    "block",
    [paragraph("IN OSLO: the mill by night"), paragraph("ANN COLE: ", link("Yes"), " and no, said the mayor.")],
)
def test_b2_words_behind_a_label_that_are_no_link_are_read(block):
    assert skipped(compose(paragraph(FILLER), block), 1) == []


def test_b2_a_list_of_links_under_related_is_silent():
    script = compose(heading("Related"), bullets(item(link("The bridge")), item(link("The mill"))))
    assert [rule for index in (0, 1) for rule, _ in skipped(script, index)] == ["B2", "B2"]


def test_b2_cards_with_pictures_and_teasers_are_silent():
    card = Figure((image("The bridge at noon", link="https://example.org/bridge"),))
    script = compose(
        heading("Related"), card, heading(link("The bridge"), level=4), paragraph("It was built in a year…")
    )
    assert [rule for index in range(4) for rule, _ in skipped(script, index)] == ["B2"] * 4
    assert [decision.decision for decision in script.images] == [ImageOutcome.SILENT]


def test_b2_the_text_after_a_box_goes_on():
    script = compose(paragraph("Read more"), paragraph(link("The bridge")), paragraph("But then it rained."))
    assert skipped(script, 1) == [("B2", "The bridge")]
    assert spoken(script, 2) == ["But then it rained."]


def test_b2_a_list_of_links_that_is_the_article_is_read():
    script = compose(paragraph("Five bridges to see:"), bullets(item(link("The old one")), item(link("The new one"))))
    assert len(spoken(script, 1)) == 2
