"""The levels that narrations are delivered at."""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True)
class LoudnessTarget:
    """Integrated loudness in LUFS and the highest true peak in dBTP."""

    lufs: float
    true_peak_dbtp: float


# Apple Podcasts' and Spotify's delivery specifications; ACX asks for -23 to -18 dB RMS and peaks below -3 dB.
LOUDNESS_TARGETS: Mapping[str, LoudnessTarget] = {
    "apple": LoudnessTarget(-16.0, -1.0),
    "spotify": LoudnessTarget(-14.0, -1.0),
    "acx": LoudnessTarget(-20.0, -3.0),
}
