"""What stands at fixed places: sponsorship first, corrections and the disclosure last, what is empty nowhere."""

import re
from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, notice
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.similarity import folded
from transforms.documents import Embed, Paragraph, ParagraphKind, images_of
from transforms.scripts import Role

MOST_WORDS_OF_A_LABEL = 15
BLOCKS_OF_THE_HEAD = 6

_CORRECTION = re.compile(
    r"(?:corrections?|clarification|berichtigung|korrektur|rectificatif|erratum|correcci[oó]n|fe de errores|rettifica|"
    r"correzione|correção|errata|rectificatie|correctie)\b[^.!?]{0,40}[:—–]"
    r"|editor[’']s note\b.*\b(?:correct(?:ed|ion)|earlier version|in error|misstated|clarif)"
    r"|(?:an (?:earlier|original|previous)|the original) version of this (?:article|story|post)\b"
    r"|this (?:\w{3,9}\.? \d{1,2},? )?(?:article|story|post) (?:corrects\b|(?:was|has been) (?:amended|corrected)\b"
    r"|(?:was|has been) updated to (?:correct|clarify)\b)"
    r"|corrects? (?:the )?(?:\w+ ){0,4}(?:paragraphs?|headline|byline|spelling|date|name|figures?|typo)\b",
    re.IGNORECASE | re.DOTALL,
)
_SPONSORSHIP = re.compile(
    r"(?:(?:paid|sponsored|branded|partner) (?:post|content|article|story|by|for by|partner content)|paid for by|"
    r"sponsored|advertorial|anzeige von|gesponsert von|publir[ée]portage|sponsorisé par|contenido patrocinado|"
    r"patrocinado por|contenuto sponsorizzato|sponsorizzato da|conteúdo patrocinado|gesponsord door)\b"
    r"|(?:presented by|in (?:paid )?partnership with|in kooperation mit) [^.,;:]{2,50}$"
    r"|(?:(?:anzeige|werbung)\W+)?(?:dieser|der) (?:beitrag|artikel|text|post) (?:ist|entstand|wurde)\b.{0,40}"
    r"\b(?:zusammenarbeit|kooperation|unterstützung|auftrag)\b"
    r"|this (?:post|article|story|content) (?:is|was) (?:(?:sponsored|paid for|brought to you) by"
    r"|(?:created|produced|written|made) in (?:partnership|collaboration) with)\b",
    re.IGNORECASE,
)
_SLOT_OF_AN_ADVERTISEMENT = re.compile(
    r"\W*sponsored(?: (?:ads?|links?|listings?|results?|stories|messages?|products?|posts))?\W*", re.IGNORECASE
)
_AROUND_A_LABEL = " \t\n([*–—-"
_MACHINE_WRITTEN = re.compile(
    r"this (?:article|story|text|post) was (?:partly |partially )?(?:written|generated|created|translated)"
    r" (?:by|with)(?: the help of)? (?:an? )?(?:ai|artificial intelligence)\b",
    re.IGNORECASE,
)


@rule("M2", "A block without words and images is left out; so is an article of fewer than sixty words.")
def empty_blocks(context: Context) -> Iterator[Placing]:
    """Silences blocks that hold nothing."""
    for index, block in enumerate(context.document.blocks):
        if not (block.text.strip() or isinstance(block, Embed) or any(images_of(block))):
            yield Placing(block=index, place=Place.SILENT)


@rule("B5", "A label that says who paid or that a machine wrote is read first, and once.")
def sponsorship(context: Context) -> Iterator[Placing]:
    """Places what discloses an interest; a bare `Sponsored` below the first lines marks an advertisement (rule B1)."""
    said: set[str] = set()
    for index, block in enumerate(context.document.blocks):
        if not isinstance(block, Paragraph):
            continue
        if _is_slot_of_an_advertisement(block.text.strip(), index):
            yield Placing(rule="B1", block=index, place=Place.SILENT)
        elif block.kind is ParagraphKind.SPONSORSHIP or (
            len(block.text.split()) <= MOST_WORDS_OF_A_LABEL and _is_label(block.text.lstrip(_AROUND_A_LABEL))
        ):
            is_repeat = folded(block.text) in said
            said.add(folded(block.text))
            yield Placing(block=index, place=Place.SILENT if is_repeat else Place.FIRST, role=Role.SPONSORSHIP)


def _is_slot_of_an_advertisement(text: str, index: int) -> bool:
    return bool(_SLOT_OF_AN_ADVERTISEMENT.fullmatch(text)) and (index >= BLOCKS_OF_THE_HEAD or " " in text)


def _is_label(text: str) -> bool:
    return bool(_SPONSORSHIP.match(text) or _MACHINE_WRITTEN.match(text))


@rule("B4", "A correction is read at the end, always; an update at its place.")
def corrections(context: Context) -> Iterator[Placing]:
    """Places corrections."""
    for index, block in enumerate(context.document.blocks):
        if isinstance(block, Paragraph) and (
            block.kind is ParagraphKind.CORRECTION
            or (block.kind is ParagraphKind.BODY and _CORRECTION.match(block.text.lstrip(_AROUND_A_LABEL)))
        ):
            yield Placing(block=index, place=Place.END, role=Role.CORRECTION)


@rule("X1", "The last words say that a synthetic voice read the article.")
def disclosure(context: Context) -> Iterator[Line]:
    """Says that the voice is synthetic, unless the settings say not to."""
    words = context.words(Notice.DISCLOSURE)
    if context.settings.disclosure and words:
        yield notice(words, Role.DISCLOSURE, before=pauses.SECTION)
