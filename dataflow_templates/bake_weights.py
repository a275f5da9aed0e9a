"""Fetches the weights of voices into the image that is built: `python -m dataflow_templates.bake_weights VOICE ...`.

Each voice is loaded once, so that a checkpoint which cannot be loaded fails the build and not the night.
"""

import sys
from collections.abc import Sequence

from models.engines import describe_voice, load_voices
from models.voices import Voice


def bake(notations: Sequence[str]) -> None:
    """Loads voices on the CPU; what they need of the model hub is then in its cache."""
    voices = [Voice.parse(notation) for notation in notations]
    for voice in voices:
        card = describe_voice(voice)
        print(f"{voice}: {card.revision}, {card.licence}")  # noqa: T201
    load_voices(voices, "cpu", threads=1)


if __name__ == "__main__":
    bake(sys.argv[1:])
