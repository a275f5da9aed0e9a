"""How a document is read aloud: the narration rules, from typed blocks to a script.

A rule is found by its id: it is the generator declared as `@rule("T1", ...)`, with a sentence that says what it does.
There are three kinds, and each has its order in one place:

- rules across blocks place them (first, opening, body, end, silent): `PLACING_RULES` in `script`;
- rules on blocks yield lines, silences and decisions on images; the modules named below register one reader for each
  type of block with `reading.parts_of`;
- rules on words inside a block propose edits of its text: `INLINE_RULES` in `inline`.

`delivery` turns what they yield into segments: cut into breaths, put into spoken form, given to voices, joined by
pauses.
"""

from transforms.composition import code, embeds, figures, lists, notes, prose, quotes, tables
from transforms.composition.script import compose_script, compose_scripts
from transforms.composition.settings import NarrationSettings, Profile

__all__ = [
    "NarrationSettings",
    "Profile",
    "code",
    "compose_script",
    "compose_scripts",
    "embeds",
    "figures",
    "lists",
    "notes",
    "prose",
    "quotes",
    "tables",
]
