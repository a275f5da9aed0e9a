"""What stands around the text for the reader of the page: boxes, counts, and notes about its author."""

import re
from collections.abc import Iterator, Sequence
from itertools import islice, pairwise, takewhile

from transforms.boilerplate import SENTENCES, is_boilerplate
from transforms.composition.context import Context
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.documents import Block, Equation, Figure, Heading, ListBlock, Paragraph, text_of

MOST_WORDS_OF_A_BOX_HEADING = 8
MOST_BLOCKS_OF_A_BOX = 5
LONGEST_LINE_OF_A_BOX = 250
FEWEST_WORDS_OF_RUNNING_TEXT = 15
MOST_WORDS_OF_A_LABEL = 4
BLOCKS_OF_THE_FOOT = 4
MOST_WORDS_OF_AN_AUTHOR_NOTE = 90
MOST_WORDS_OF_A_COPYRIGHT = 60
PROMOTED_SHARE = 0.5

_SIGN_UP = re.compile(r"newsletter|\binbox\b|\bmailing list\b|\bbriefing\b|infolettre|boletín|rundbrief", re.IGNORECASE)
_SMALL_PRINT = re.compile(
    r"unsubscribe|privacy (?:policy|notice|statement)|terms (?:of (?:use|service)|and conditions)|e-?mail address"
    r"|abmelden|datenschutz|e-mail-adresse|désinscrire|désabonner|politique de confidentialité|adresse (?:e-?)?mail"
    r"|darte de baja|política de privacidad|correo electrónico|informativa sulla privacy|disiscri|indirizzo e-?mail"
    r"|política de privacidade|endereço de e-?mail|uitschrijven|privacy(?:beleid|verklaring)|e-mailadres",
    re.IGNORECASE,
)


def sign_up_boxes(context: Context) -> Iterator[Placing]:
    """Silences boxes that offer a newsletter, from their heading to their small print (rule B1)."""
    blocks = context.document.blocks
    for index, block in enumerate(blocks):
        if not (_is_box_heading(block) and _SIGN_UP.search(block.text)):
            continue
        box = list(islice(_lines_of_a_box(blocks[index + 1 :]), MOST_BLOCKS_OF_A_BOX))
        closing = [i for i, text in enumerate(box, 1) if _closes_a_box(text, context)]
        for position in range(index, index + max(closing, default=-1) + 1):
            yield Placing(rule="B1", block=position, place=Place.SILENT)


def _closes_a_box(text: str, context: Context) -> bool:
    return bool(_SMALL_PRINT.search(text)) or is_boilerplate(text, context.language)


def _is_box_heading(block: Block) -> bool:
    return isinstance(block, Heading | Paragraph) and len(block.text.split()) <= MOST_WORDS_OF_A_BOX_HEADING


def _lines_of_a_box(blocks: Sequence[Block]) -> Iterator[str]:
    for block in blocks:
        if not isinstance(block, Paragraph | ListBlock) or len(block.text) > LONGEST_LINE_OF_A_BOX:
            return
        yield block.text


def promotions(context: Context) -> Iterator[Placing]:
    """Silences pictures whose captions mostly serve the page (rule B1)."""
    for index, block in enumerate(context.document.blocks):
        caption = text_of(block.caption).strip() if isinstance(block, Figure) else ""
        if caption:
            promoted = sum(len(found.group()) for found in SENTENCES.finditer(caption))
            if promoted >= PROMOTED_SHARE * len(caption) or is_boilerplate(caption, context.language):
                yield Placing(rule="B1", block=index, place=Place.SILENT)


_TIME = r"\d{1,2}:\d{2}(?::\d{2})?"
_COUNT = re.compile(rf"\d{{1,3}}(?:[.,]?\d{{3}})*(?:[.,]\d)?\s?[kKmM]?|{_TIME}(?: ?/ ?{_TIME})?")


def bare_counts(context: Context) -> Iterator[Placing]:
    """Silences a number above or below the running text that nothing explains: of comments, of minutes (rule B1)."""
    blocks = context.document.blocks
    running = [
        i for i, b in enumerate(blocks) if isinstance(b, Paragraph) and _words(b) >= FEWEST_WORDS_OF_RUNNING_TEXT
    ]
    if not running:
        return
    for index in (*range(running[0]), *range(running[-1] + 1, len(blocks))):
        block = blocks[index]
        is_named = index > 0 and _is_label(blocks[index - 1], context)
        if isinstance(block, Paragraph) and _COUNT.fullmatch(block.text.strip()) and not is_named:
            yield Placing(rule="B1", block=index, place=Place.SILENT)


def _is_label(block: Block, context: Context) -> bool:
    """Says whether a short line names the number after it."""
    if not isinstance(block, Heading | Paragraph) or _words(block) > MOST_WORDS_OF_A_LABEL:
        return False
    return not (any(map(str.isdigit, block.text)) or is_boilerplate(block.text, context.language))


def _words(block: Block) -> int:
    return len(block.text.split())


_ABOUT_THE_AUTHOR = re.compile(
    r"\W*(?:about the authors?|über (?:den autor|die autorin|die autoren)|zur person|à propos de l[’']auteure?"
    r"|sobre (?:el autor|la autora|o autor|a autora)|(?:l[’']autore|l[’']autrice)|over de auteur)\W*",
    re.IGNORECASE,
)
_REACHED = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]*(?: [A-ZÀ-Þ][\w.’'-]*){1,3}|He|She|They) can be (?:reached|contacted|followed) "
    r"(?:(?:at|on|via|by) )+(?:\S+@|@|\+?\d|(?:e-?mail|Twitter|X\b|LinkedIn|Bluesky|Mastodon))",
)
_BIOGRAPHY = re.compile(
    r"(?:,[^,.]{2,80},|\s\([^()]{2,40}\))?\s?"
    r"(?:[’']s? (?:\w+ )?(?:books?|novel|work|column|writing|reporting|latest)\b"
    r"|(?:is|was|has|writes|wrote|covers|reports|works|lives|teaches|runs|edits|hosts|joined|founded|studied|serves"
    r"|can be (?:reached|found)"
    r"|ist|war|schreibt|arbeitet|lebt|leitet|studierte|berichtet|est|écrit|travaille|vit|couvre|enseigne"
    r"|es|escribe|trabaja|vive|cubre|dirige|è|scrive|lavora|é|escreve|trabalha|mora|is|schrijft|werkt|woont)\b)",
    re.IGNORECASE,
)


@rule("B7", "A note about the author at the end is not read.")
def author_notes(context: Context) -> Iterator[Placing]:
    """Silences what says who the author is: under a heading that announces it, or beginning with their name."""
    blocks = context.document.blocks
    for index in range(max(1, len(blocks) - BLOCKS_OF_THE_FOOT), len(blocks)):
        block = blocks[index]
        if isinstance(block, Paragraph) and _words(block) <= MOST_WORDS_OF_AN_AUTHOR_NOTE:
            text, is_announced = block.text.strip(), _ABOUT_THE_AUTHOR.fullmatch(blocks[index - 1].text) is not None
            if is_announced or _REACHED.match(text) or _is_biography(text, context.document.authors):
                yield Placing(block=index, place=Place.SILENT)


def _is_biography(text: str, authors: Sequence[str]) -> bool:
    name = next((name for name in authors if " " in name and text.lower().startswith(name.lower())), None)
    return name is not None and _BIOGRAPHY.match(text, len(name)) is not None


_REFERENCES = re.compile(
    r"\W*(?:\d{1,2}\.? )?(?:references?(?: cited)?|bibliography|works cited|literature cited"
    r"|literatur(?:verzeichnis)?|quellen(?:verzeichnis)?|références(?: bibliographiques)?|bibliographie"
    r"|referencias(?: bibliográficas)?|bibliografía|riferimenti(?: bibliografici)?|bibliografia|referências"
    r"|литература|参考文献|文献)\W*",
    re.IGNORECASE,
)
_WORK_CITED = re.compile(r"\b(?:1[6-9]|20)\d\d\b|https?://|\bdoi\b", re.IGNORECASE)


def reference_lists(context: Context) -> Iterator[Placing]:
    """Silences the works that a text cites, under the heading that announces them (rule F2)."""
    blocks = context.document.blocks
    if context.is_full:
        return
    for index, block in enumerate(blocks):
        if isinstance(block, Heading) and _REFERENCES.fullmatch(block.text):
            for position in takewhile(lambda later: _is_reference(blocks[later]), range(index + 1, len(blocks))):
                yield Placing(rule="F2", block=position, place=Place.SILENT)


def _is_reference(block: Block) -> bool:
    if isinstance(block, ListBlock):
        return True
    return isinstance(block, Paragraph) and _WORK_CITED.search(block.text) is not None


_NUMBER_OF_EQUATION = re.compile(r"[(\[]\d{1,3}(?:\.\d{1,3})*[a-z]?[)\]]")


def equation_numbers(context: Context) -> Iterator[Placing]:
    """Silences the number that is printed beside a displayed formula (rule C3)."""
    for (before, _), (block, index) in pairwise((block, i) for i, block in enumerate(context.document.blocks)):
        if isinstance(before, Equation) and isinstance(block, Paragraph) and _NUMBER_OF_EQUATION.fullmatch(block.text):
            yield Placing(rule="C3", block=index, place=Place.SILENT)


_COPYRIGHT = re.compile(
    r"(?:^|(?<=\n))\W*(?:™ (?:&|and) )?(?:©|\(c\) (?:19|20)\d\d|copyright (?:[^.\n]{0,40}(?:©|\(c\))|(?:19|20)\d\d))"
    r"|\ball rights reserved\b|\balle rechte vorbehalten\b|\btous droits réservés\b|\btodos los derechos reservados\b"
    r"|\btutti i diritti riservati\b|\btodos os direitos reservados\b|\balle rechten voorbehouden\b",
    re.IGNORECASE,
)


def copyright_notes(context: Context) -> Iterator[Placing]:
    """Silences whose property the text is, and what may be done with it, at its end (rule B1)."""
    blocks = context.document.blocks
    for index in range(max(1, len(blocks) - BLOCKS_OF_THE_FOOT), len(blocks)):
        block = blocks[index]
        if (
            isinstance(block, Paragraph)
            and _words(block) <= MOST_WORDS_OF_A_COPYRIGHT
            and _COPYRIGHT.search(block.text)
        ):
            yield Placing(rule="B1", block=index, place=Place.SILENT)


_CONTACT = re.compile(
    r"\W*(?:media|press|investor|news|presse)\s?-?(?:relations? )?(?:contacts?|kontakt|inquiries)\b.{0,40}:|"
    r"\W*(?:pressekontakt|contacts? presse|contacto de prensa|contatti stampa)\b",
    re.IGNORECASE,
)


def contact_notes(context: Context) -> Iterator[Placing]:
    """Silences whom to call about a press release, at its end (rule B1)."""
    blocks = context.document.blocks
    for index in range(max(1, len(blocks) - BLOCKS_OF_THE_FOOT), len(blocks)):
        block = blocks[index]
        if (
            isinstance(block, Paragraph)
            and _words(block) <= MOST_WORDS_OF_AN_AUTHOR_NOTE
            and _CONTACT.match(block.text)
        ):
            yield Placing(rule="B1", block=index, place=Place.SILENT)
