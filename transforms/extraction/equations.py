"""Formulas: their TeX where the page gives it, else their characters."""

from lxml.html import HtmlElement

from transforms.extraction.page import without_names


def equation_of(element: HtmlElement) -> str:
    """Returns the TeX of a `<math>`, else its characters."""
    for annotation in element.iter("annotation"):
        if "tex" in (annotation.get("encoding") or "").lower():
            return without_names("".join(annotation.itertext())).strip()
    stated = element.get("alttext")
    if stated:
        return stated.strip()
    words = (
        text for child in element.iter() if child.tag not in ("annotation", "annotation-xml") for text in (child.text,)
    )
    return " ".join(filter(None, (without_names(text or "").strip() for text in words)))


def is_displayed(element: HtmlElement) -> bool:
    """Tells a formula on a line of its own from one inside a sentence."""
    return element.get("display") == "block" or element.get("mode") == "display"
