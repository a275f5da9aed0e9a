"""What is heard of pages in the style of widely used systems: fiction of our own, one page each."""

from pathlib import Path

import pytest

from models.voices import VoiceMap
from tests import data
from tests.benchmarks.listening import faults_of
from tests.data.listening import Listening
from transforms.composition import NarrationSettings, compose_script
from transforms.documents import Article
from transforms.extraction import extract_document

FOLDER = Path(data.__file__).parent / "pages"
SETTINGS = NarrationSettings(VoiceMap.parse("*=hibari:heart"))
LAMP = (
    "went out on the fourth of March",
    "wrote the hour down and put on her coat",
    "By the time she reached the top",
    "The captain sounded his horn twice",
)


def lamp(*heard: str, unheard: tuple[str, ...], title: str = "The lamp on the north pier") -> Listening:
    return Listening(title, heard, unheard)


PAGES = {
    "arc": Listening(
        "Lamp on north pier goes out for first time in 90 years",
        ("A ferry waited while", "The north pier on Wednesday.", *LAMP, "Correction: An earlier version"),
        ("Local", "BREAKING", "Gift article", "Listen", "3:12", "Saltmarsh Post", "Read more", "Morning Tide", "Press"),
    ),
    "discourse": lamp(*LAMP, unheard=("Related topics", "An eel", "1\n")),
    "docusaurus": lamp(
        "This guide shows how",
        "Open a window first",
        "Install",
        "Then call lamp.light()",
        "On a Mac",
        "What the result means",
        "A result of zero",
        title="Lighting the lamp",
        unheard=("Docs", "On this page", "Version", "Linux", "Copy", "Edit this page", "Previous"),
    ),
    "drupal": lamp(*LAMP, unheard=("Bins", "Submitted by", "Tags", "Log in", "Privacy")),
    "french": Listening(
        "La lampe de la jetée nord",
        (
            "Pour la première fois en quatre-vingt-dix ans, personne ne l’a allumée.",
            "Marta Quill, qui",
            "Une allumette",
        ),
        ("Lecture", "Écouter", "encadré", "Lire aussi", "publicité", "Il vous reste", "avec AFP"),
    ),
    "german": Listening(
        "Die Lampe auf der Nordmole",
        ("Zum ersten Mal seit neunzig Jahren blieb es dunkel.", "Saltmarsch", "Marta Quill, die", "Ein Streichholz"),
        ("Lesezeit", "anhören", "dpa", "siehe Kasten", "Anzeige", "Lesen Sie", "Newsletter", "Datenschutz", "Politik"),
    ),
    "ghost": lamp(
        "A match, two hundred steps",
        *LAMP,
        "Who pays for the oil?",
        "The parish does",
        unheard=("Sign", "min read", "A history of pier lamps", "Salt, once a week", "inbox", "An eel in the font"),
    ),
    "interview": lamp(
        "The keeper of the log talks",
        "When did you know",
        "I looked up from the log",
        "Did you think of calling",
        "And the ferry?",
        "It had stopped.",
        title="“I used a match”: Marta Quill on the night of the lamp",
        unheard=(),
    ),
    "liveblog": lamp(
        "Key points",
        "Lamp is lit",
        LAMP[3],
        "Ferry stops half a mile out",
        LAMP[2],
        "Lamp goes out",
        LAMP[0],
        title="Pier lamp out: latest updates as ferry waits",
        unheard=("Share", "Weather"),
    ),
    "mediawiki": lamp(
        LAMP[0],
        "History",
        LAMP[1],
        LAMP[2],
        "The lamp in 1938",
        "Keepers",
        "Josef Quill",
        "Range",
        LAMP[3],
        title="North pier lamp",
        unheard=("From Saltmarsh Wiki", "For the pier, see", "edit", "Contents", "citation", "External", "Categories"),
    ),
    "medium": lamp(
        "What a match can do",
        LAMP[0],
        LAMP[1],
        "Light is a habit of other people’s.",
        LAMP[2],
        unheard=("Open in app", "Follow", "min read", "112", "Unsplash", "Written by", "More from", "Recommended"),
    ),
    "obituary": lamp(
        "Keeper of the north pier lamp",
        "has died aged 88",
        "born 2 May 1938",
        title="Josef Quill obituary",
        unheard=("Obituaries",),
    ),
    "oldtable": lamp(
        "by Ines Hollow",
        *LAMP,
        title="The Lamp on the North Pier",
        unheard=("Tides", "Netscape", "Webmaster", "last updated"),
    ),
    "recipe": lamp(
        "Why you will love it",
        "It needs no kneading.",
        "Ingredients",
        "500 g flour",
        "Instructions",
        "Stir everything in a bowl",
        "Rye takes more water.",
        title="Pier bread - Saltmarsh Kitchen",
        unheard=("Jump to", "affiliate", "4.9", "Instagram", "Piers says", "raisins"),
    ),
    "spanish": Listening(
        "La lámpara del muelle norte",
        (
            "Por primera vez en noventa años, nadie la encendió.",
            "Marta Quill, que",
            "Una cerilla",
            "Cuando llegó arriba",
        ),
        ("23", "Escuchar", "gráfico", "Lee también", "Archivado", "Suscríbete", "Lo más leído"),
    ),
    "substack": lamp(
        "On matches",
        *LAMP,
        unheard=("Sign in", "Share", "reader-supported", "Thanks for reading", "It is a small ferry", "Discussion"),
    ),
    "wordpress": lamp(
        LAMP[0],
        "The pier, an hour before.",
        LAMP[1],
        "Somebody has always lit it",
        "What the log says",
        "four bells, light out",
        LAMP[2],
        title="The Lamp on the North Pier",
        unheard=(
            "Skip",
            "Share this",
            "Posted on",
            "Photo:",
            "coffee",
            "Related",
            "Tagged",
            "About Ines",
            "slippers.\n",
        ),
    ),
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_a_page_is_heard_as_a_careful_reader_would_read_it(name):
    html = (FOLDER / f"{name}.html").read_text(encoding="utf-8")
    script = compose_script(extract_document(Article(name, f"{name}.html", html=html)), SETTINGS)
    assert list(faults_of(PAGES[name], script)) == []


def test_every_page_is_listened_to():
    assert {path.stem for path in FOLDER.glob("*.html")} == PAGES.keys()
