"""The speech of narrations, kept in the output folder, so that an edited article speaks only what is new in it.

The file of an article's part is named by the article's id: one read finds all that can be had, and an edit replaces it.
Inside, a take is named by all that made it and by nothing of where it stands: pauses, levels, formats and tags may
change.
"""

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass

from models import storage
from models.audio.takes import Take, pack_takes, unpack_takes
from models.speech import Utterance
from transforms.narrations import Recipe, id_digest, safe_id
from transforms.scripts import Script

# Part of every take's name: raised whenever the same voice comes to say the same utterance otherwise.
_SPEECH_REVISION = 2


@dataclass(frozen=True)
class SpeechStore:
    """Where speech is kept, and the recipe that says which revision of a voice has spoken it."""

    output: str
    recipe: Recipe

    def load(self, script: Script, utterances: Sequence[Utterance]) -> dict[Utterance, Take]:
        """Returns the takes of utterances that are kept of the script's article; a broken file counts as absent."""
        data = storage.read_if_any(self._path_of(script))
        if data is None:
            return {}
        try:
            takes = unpack_takes(data)
        except ValueError:
            return {}
        keys = {utterance: self._key_of(utterance) for utterance in utterances}
        return {utterance: takes[key] for utterance, key in keys.items() if key in takes}

    def save(self, script: Script, takes: Mapping[Utterance, Take]) -> None:
        """Keeps the takes of a script, where one has a sound, in place of what was kept of it; may raise OSError."""
        if not any(len(take.pcm) for take in takes.values()):
            return
        data = pack_takes({self._key_of(utterance): take for utterance, take in takes.items()})
        storage.write_bytes(self._path_of(script), data, "audio/flac")

    def _path_of(self, script: Script) -> str:
        return storage.join(self.output, speech_path(script.article_id, script.part))

    def _key_of(self, utterance: Utterance) -> str:
        voice_revision = self.recipe.card_of(utterance.voice).revision
        made_of = asdict(utterance) | {"revision": voice_revision, "speech_revision": _SPEECH_REVISION}
        canonical = json.dumps(made_of, sort_keys=True, ensure_ascii=False)
        return hashlib.sha256(canonical.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def speech_path(article_id: str, part: int) -> str:
    """Returns where the speech of an article's part is kept, relative to the output folder."""
    digest = id_digest(article_id)
    return f"state/speech/{digest[:2]}/{safe_id(article_id)}-{digest[:16]}-{part}.flac"
