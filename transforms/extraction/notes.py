"""Notes: their marks in the running text, and where on the page their own texts stand."""

import re

from lxml.html import HtmlElement

from transforms.extraction.page import without_names

_LABEL = re.compile(r"[\[(]?(?:\d{1,3}|[ivx]{1,5}|[a-z]|[*†‡§¶]{1,3}|(?:note|nb|n) ?\d{1,3})[\])]?", re.IGNORECASE)
_BRACKETED = re.compile(r"\[(?:\d{1,3}|[a-z]|(?:note|nb) ?\d{1,3})\]", re.IGNORECASE)
_NOTE_CLASS = re.compile(r"(?:^|[\s_-])(?:foot|end)?note-?_?(?:ref|mark|link|anchor|call)\b|\bnoteref\b", re.IGNORECASE)
_BACK_CLASS = re.compile(r"back-?_?(?:ref|link)|footnote-?_?(?:back|return)|\breversefootnote\b", re.IGNORECASE)
_BESIDE_TEXT = re.compile(
    r"(?:^|[\s_-])(?:side-?note|margin-?note|note[_-]outer|foot-?note-(?:text|content|body|popup))(?=\s|$)",
    re.IGNORECASE,
)
_BACK_LABEL = re.compile(r"\d{1,3}\.\d{1,2}|[a-z]{1,2}")  # one of several marks of the note: `1.2`, `b`
_MARK_ID = re.compile(r"ref", re.IGNORECASE)
_HEADING_TOOL = re.compile(r"edit-?(?:section|link)|header-?link|hash-?link|heading-?anchor|perma-?link", re.IGNORECASE)
_ANCHOR_SIGNS = frozenset("¶#§🔗")
_BACK_ARROWS = frozenset("↩↑^⤴⏎↵⬆️\ufe0e\ufe0f ")


def words_of(element: HtmlElement) -> str:
    """Returns the words of a small element, without names and outer blanks."""
    return without_names("".join(element.itertext())).strip()


def _fragment_of(link: HtmlElement) -> str | None:
    """Returns the id on the page that a link leads to, or None where it leads elsewhere."""
    href = (link.get("href") or "").strip()
    return href.partition("#")[2] or None


def is_note_mark(element: HtmlElement) -> bool:
    """Tells a note's mark (`<sup><a href="#fn1">1</a></sup>`, `[15]`) from a link and from a real superscript."""
    if "doc-noteref" in (element.get("role") or "") or _NOTE_CLASS.search(element.get("class") or ""):
        return True
    label = words_of(element)
    if not label or len(label) > 10 or not _LABEL.fullmatch(label):
        return False
    if element.tag == "a":
        parent = element.getparent()
        raised = (parent is not None and parent.tag == "sup") or element.find("sup") is not None
        return _fragment_of(element) is not None and (raised or bool(_BRACKETED.fullmatch(label)))
    links = element.findall(".//a")
    return any(map(_fragment_of, links)) if links else bool(_BRACKETED.fullmatch(label))


def is_anchor_sign(link: HtmlElement) -> bool:
    """Tells the sign beside a heading that links to the heading itself."""
    return len(link) == 0 and words_of(link) in _ANCHOR_SIGNS and _fragment_of(link) is not None


def is_back_link(link: HtmlElement) -> bool:
    """Tells the link that leads from a note back to its mark."""
    if "doc-backlink" in (link.get("role") or "") or _BACK_CLASS.search(link.get("class") or ""):
        return True
    words, fragment = words_of(link), _fragment_of(link)
    if not words or fragment is None:
        return False
    return set(words) <= _BACK_ARROWS or bool(_BACK_LABEL.fullmatch(words) and _MARK_ID.search(fragment))


def is_tool_of_heading(element: HtmlElement) -> bool:
    """Tells what a heading has for its editors and for those who link to it."""
    return bool(_HEADING_TOOL.search(element.get("class") or ""))


def note_targets(root: HtmlElement) -> dict[str, str]:
    """Returns the ids that note marks of the page lead to, each with the mark's label as printed."""
    targets: dict[str, str] = {}
    for link in root.iter("a"):
        fragment = _fragment_of(link)
        if fragment is None or not (link.get("href") or "").lstrip().startswith("#"):
            continue
        parent = link.getparent()
        if is_note_mark(link) or (parent is not None and parent.tag == "sup" and is_note_mark(parent)):
            targets.setdefault(fragment, words_of(link).strip("[]() "))
    return targets


def note_elements(root: HtmlElement) -> dict[HtmlElement, str]:
    """Returns the elements that hold the texts of notes, each with its label as printed.

    A mark may lead to the number before the text: the element around both is the note.
    """
    targets = note_targets(root)
    if not targets:
        return {}
    notes: dict[HtmlElement, str] = {}
    for element in root.iter():
        identifier = element.get("id") if isinstance(element.tag, str) else None
        if identifier not in targets or element.tag == "sup":
            continue
        parent = element.getparent()
        if element.tag not in ("a", "span"):
            notes.setdefault(element, targets[identifier])
        elif parent is not None and parent[0] is element and words_of(element).strip("[]().: ") == targets[identifier]:
            notes.setdefault(parent, targets[identifier])
    return notes


def is_number_of_note(link: HtmlElement, label: str) -> bool:
    """Tells the number that is printed before the text of a note."""
    return words_of(link).strip("[]().: ") == label and _fragment_of(link) is not None


def number_of_note(link: HtmlElement, label: str, note: HtmlElement) -> HtmlElement:
    """Returns the link of a note's number with the signs around it: the largest element that says no more."""
    number = link
    for around in link.iterancestors():
        if around is note or words_of(around).strip("[]().: ") != label:
            return number
        number = around
    return number


def is_note_beside_text(element: HtmlElement) -> bool:
    """Tells the text of a note that stands right behind its mark, inside the sentence, and is drawn in the margin."""
    return _BESIDE_TEXT.search(element.get("class") or "") is not None
