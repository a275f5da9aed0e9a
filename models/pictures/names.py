"""What the URLs of one picture in several sizes have in common."""

import re
from urllib.parse import parse_qsl, urlencode

# A size in a name: `lake-300x200.jpg`, `lake_600x.jpg`, `lake@2x.png`, `lake-scaled.jpg`, `300px-lake.jpg`.
_SIZE = r"(?:\d{2,4}x\d{0,4}|x\d{2,4}|\d{2,4}(?:px|w)|scaled)"
_SIZE_BEFORE_END = re.compile(rf"(?:[-_.]{_SIZE}|@\d(?:\.\d)?x)(?=\.\w{{2,5}}$|$)", re.IGNORECASE)
_SIZE_AT_START = re.compile(r"(?<=/)\d{2,4}px-(?=[^/]+$)", re.IGNORECASE)
# A segment of a path that holds sizes: `/300x200/`, `/w_300,h_200,c_fill/`, `/fit-in/640x0/`, `/width=640,fit=cover/`.
_SETTING = r"(?:w|h|c|q|f|g|ar|dpr|width|height|quality|fit|format)[_=][\w.:-]+,?"
_SIZE_SEGMENT = re.compile(rf"/(?:fit-in/)?(?:\d{{2,4}}x\d{{1,4}}|(?:{_SETTING})+)(?=/)", re.IGNORECASE)
_SIZE_PARAMETERS = frozenset(
    (
        *("w", "h", "s", "width", "height", "maxwidth", "maxheight", "imwidth", "size", "resize", "scale", "zoom"),
        *("fit", "crop", "rect", "quality", "q", "dpr", "auto", "format", "fm", "strip", "ssl", "cs", "ixlib"),
    )
)


def picture_key(url: str) -> str:
    """Returns a URL without its scheme, fragment and all that only says how large the picture is drawn."""
    address, _, query = url.partition("#")[0].partition("?")
    path = re.sub(r"^https?:", "", address, flags=re.IGNORECASE)
    path = _SIZE_SEGMENT.sub("", _SIZE_AT_START.sub("", _SIZE_BEFORE_END.sub("", path)))
    kept = [(name, value) for name, value in parse_qsl(query) if name.lower() not in _SIZE_PARAMETERS]
    return f"{path}?{urlencode(sorted(kept))}" if kept else path
