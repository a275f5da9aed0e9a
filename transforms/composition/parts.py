"""What the rules make of a page: words to say, words to keep silent, decisions on images, longer breaths."""

from dataclasses import dataclass
from enum import Enum, auto

from transforms.composition.rules import Ruled
from transforms.documents import Image
from transforms.scripts import ImageOutcome, Role


class Manner(Enum):
    """Who seems to speak: the narrator, somebody who is quoted, or the describer of images."""

    NARRATOR = auto()
    QUOTE = auto()
    IMAGE = auto()


@dataclass(frozen=True)
class Phrase:
    """A run of the page's words under one treatment.

    `source` is what the page has, `reading` what is turned into spoken form: mostly the same. Where `silenced_by` names
    a rule, the source is not spoken, and `reading` is the word that stands in its place, or empty.
    """

    source: str
    reading: str
    language: str | None = None
    silenced_by: str | None = None


@dataclass(frozen=True, kw_only=True)
class Line(Ruled):
    """Words to say without a longer breath: the page's, or ours where `generated`.

    `lead` is said first and stands in no text of the page: the number of a list item. `ending` is the punctuation that
    the voice is given where the words end in none. `before` and `after` are the seconds of silence that the line wants
    around it; between neighbours the longer wins. `list_item` is where the words stand in a list, as segments have it.
    """

    role: Role
    phrases: tuple[Phrase, ...]
    before: float = 0.0
    after: float = 0.0
    generated: bool = False
    manner: Manner = Manner.NARRATOR
    lead: str = ""
    ending: str = "."
    list_item: str | None = None


@dataclass(frozen=True, kw_only=True)
class Silence(Ruled):
    """Words of the page that are not spoken; `breath` is the pause that stands in their place, in seconds."""

    text: str
    breath: float = 0.0


@dataclass(frozen=True, kw_only=True)
class Picture(Ruled):
    """What becomes of an image.

    `source` says what the description was made from, or what kept it from being made; `model` who made it. `width` and
    `height` are those of the file, in pixels, where somebody has looked at it.
    """

    image: Image
    outcome: ImageOutcome
    description: str | None = None
    source: str | None = None
    model: str | None = None
    width: int | None = None
    height: int | None = None


Part = Line | Silence | Picture


def notice(
    text: str, role: Role, *, before: float = 0.0, after: float = 0.0, manner: Manner = Manner.NARRATOR, rule: str = ""
) -> Line:
    """Returns a line of our own words."""
    phrases = (Phrase(text, text),)
    return Line(rule=rule, role=role, phrases=phrases, before=before, after=after, generated=True, manner=manner)
