"""How a document is read aloud: the narration rules, from typed blocks to a script.

A rule is found by its id: it is the generator declared as `@rule("T1", ...)`. Rules on words inside a block propose
edits (`inline`), rules on blocks yield lines and silences (one module a subject), rules across blocks place them
(`placing`). `delivery` turns what they yield into segments.
"""

from transforms.composition import code, embeds, figures, lists, notes, prose, quotes, tables
from transforms.composition.script import compose_script
from transforms.composition.settings import NarrationSettings, Profile

__all__ = [
    "NarrationSettings",
    "Profile",
    "code",
    "compose_script",
    "embeds",
    "figures",
    "lists",
    "notes",
    "prose",
    "quotes",
    "tables",
]
