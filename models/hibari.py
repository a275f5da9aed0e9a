"""The embedded voice: hibari-tts 0.2.1, distilled from Kokoro-82M, on the CPU and without a download.

Each sentence is one run of the network. Its noise is seeded from the utterance, so that an utterance sounds the same
whatever is spoken before it.
"""

import hashlib
import re
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import numpy as np
from hibari import Hibari
from numpy.typing import NDArray

from models.notation import annotated, with_names_as_words
from models.speech import Pace, Speech, SynthesisFailure, Utterance, Waveform

REVISION = "hibari-tts-0.2.1"
# In 1,667 segments of real pages a letter took 0.057 to 0.145 seconds, in texts made to be odd 0.049 to 0.59: letters
# that are spelled out. Words of scripts that the voice does not know it may leave out.
PACE = Pace(least_seconds=0.03, most_seconds=0.7, words=re.compile(r"[A-Za-z]+"))
_MODEL_SHA256 = "5f70741d4e900f4e85d0037498736cc1b3e1b9a63a13546a5da1e63abf4fccd8"
# One character for one, so that pronunciations keep their places; brackets are the front end's own notation.
_WRITTEN_AS = str.maketrans("’―[]", "'—()")


class ModelMismatchError(RuntimeError):
    """The installed network is not the one that this engine was made for."""


def load_hibari(voice: str, threads: int = 1) -> "HibariSynthesizer":
    """Returns the embedded voice, speaking with `threads` threads.

    Raises:
        ModelMismatchError: the installed package holds another network.
        ValueError: there is no such voice in the package.
    """
    if voice != "heart":
        raise ValueError(f"the package holds no voice {voice!r}; its only voice is 'heart'")
    speaker = Hibari(voice=voice, threads=1)
    digest = hashlib.sha256(Path(speaker.model_path).read_bytes()).hexdigest()
    if digest != _MODEL_SHA256:
        raise ModelMismatchError(f"hibari's network has the hash {digest}; install hibari-tts==0.2.1")
    return HibariSynthesizer(speaker, threads)


class HibariSynthesizer:
    """Speaks utterances on the CPU, several at a time: the network and the signal processing release Python's lock."""

    def __init__(self, speaker: Hibari, threads: int = 1) -> None:
        self._speaker = speaker
        self._threads = threads

    def synthesize(self, utterances: Sequence[Utterance]) -> list[Speech]:
        if self._threads == 1 or len(utterances) < 2:
            return [self._speak(utterance) for utterance in utterances]
        with ThreadPoolExecutor(self._threads) as pool:
            return list(pool.map(self._speak, utterances))

    def _speak(self, utterance: Utterance) -> Speech:
        try:
            samples = self._samples(utterance)
        except Exception as error:  # whatever a text does to the engine is that text's failure
            return SynthesisFailure("engine_error", f"{type(error).__name__}: {error}")
        if not len(samples):
            return SynthesisFailure("no_speech", f"hibari has no sound for {utterance.text[:80]!r}")
        if not np.isfinite(samples).all():
            return SynthesisFailure("bad_audio", "hibari gave samples that are not numbers")
        return Waveform(samples, self._speaker.sample_rate)

    def _samples(self, utterance: Utterance) -> NDArray[np.float32]:
        noise = np.random.default_rng(utterance.seed)
        sentences = [
            self._speaker.from_ids(self._speaker.ids(phonemes), utterance.rate, noise)
            for phonemes in self._phonemes(utterance)
        ]
        return np.concatenate(sentences) if sentences else np.zeros(0, np.float32)

    def _phonemes(self, utterance: Utterance) -> list[str]:
        """Returns one phoneme string per sentence; the text is spoken form already: hibari's number rules stay out."""
        text = with_names_as_words(utterance.text.translate(_WRITTEN_AS), self._is_known)
        sentences = self._speaker.split_sentences(annotated(text, utterance.pronunciations))
        spoken = (self._speaker.g2p(sentence, normalize_text=False) for sentence in sentences)
        return [phonemes for phonemes in spoken if any(map(str.isalpha, phonemes))]

    def _is_known(self, word: str) -> bool:
        known = self._speaker.g2p.lexicon.golds
        return word in known or word.lower() in known
