"""Pages for people: templates that escape what they are given, and a policy that lets only our own script run."""

import base64
import functools
import hashlib
import re
from collections.abc import Iterable, Mapping, Sequence
from importlib import resources
from typing import Any

from jinja2 import ChoiceLoader, Environment, PackageLoader, StrictUndefined, Template
from markupsafe import Markup

_INSIDE_NAMES = re.compile(r"(?<=[/#_:])(?=\w)")


def percent(share: float) -> str:
    """Returns a share in three digits at most: 22.2%, 0.04%, 100%."""
    return f"{100 * share:.3g}%"


def breakable(text: str) -> Markup:
    """Returns a text that a narrow column breaks behind the signs that join names, not inside them."""
    return Markup("<wbr>").join(_INSIDE_NAMES.split(text))


def asset(package: str, name: str) -> str:
    """Returns the text of a file that comes with a package."""
    return (resources.files(package) / name).read_text("utf-8")


@functools.cache
def _environment(package: str) -> Environment:
    return Environment(
        loader=ChoiceLoader([PackageLoader(package, "."), PackageLoader(__name__, ".")]),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def template(package: str, name: str) -> Template:
    """Returns a template that comes with a package; it escapes what it is given, and may extend `page.html`."""
    return _environment(package).get_template(name)


def render(
    package: str, name: str, *, styles: Sequence[str], scripts: Sequence[str], allow: Mapping[str, str], **values: Any
) -> bytes:
    """Returns a page that holds its styles and scripts and runs no others.

    `styles` and `scripts` are files of the package; the style that all pages share goes before them. `allow` says what
    the page may load beside itself: a directive of its content security policy and the sources.
    """
    style = "\n".join([asset(__name__, "base.css"), *(asset(package, file) for file in styles)])
    texts = [asset(package, file) for file in scripts]
    text = template(package, name).render(
        policy=Markup(_policy(texts, allow)),
        style=Markup(style),
        scripts=[Markup(text) for text in texts],
        **values,
    )
    return text.encode("utf-8", "replace")


def _policy(scripts: Iterable[str], allow: Mapping[str, str]) -> str:
    """Returns a content security policy: nothing is loaded but what is allowed, no script runs but these."""
    hashes = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    own = " ".join(f"'sha256-{digest}'" for digest in hashes)
    nothing = dict.fromkeys(("default-src", "base-uri", "form-action"), "'none'")
    directives = {**nothing, "style-src": "'unsafe-inline'", **allow}
    directives["script-src"] = f"{allow.get('script-src', '')} {own}".strip()
    return "; ".join(f"{directive} {sources}" for directive, sources in directives.items())
