"""Short formulas, as words."""


def reading_of_tex(tex: str, language: str) -> str | None:
    """Returns the formula in words, or None where it is long, uses what we cannot say, or is in another language."""
    return tex if tex.isalpha() and len(tex) == 1 else None
