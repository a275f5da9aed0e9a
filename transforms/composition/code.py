"""Blocks of program text and displayed formulas."""

from collections.abc import Iterator

from transforms.composition import pauses
from transforms.composition.context import Context
from transforms.composition.equations import reading_of_tex
from transforms.composition.notices import Notice
from transforms.composition.parts import Line, Part, Phrase, Silence, notice
from transforms.composition.reading import parts_of
from transforms.composition.rules import rule
from transforms.documents import Code, Equation
from transforms.scripts import Role

LANGUAGE_NAMES = {
    "asm": "assembly",
    "bash": "shell",
    "c++": "C++",
    "cpp": "C++",
    "cs": "C#",
    "csharp": "C#",
    "css": "CSS",
    "dockerfile": "Docker",
    "go": "Go",
    "golang": "Go",
    "graphql": "GraphQL",
    "html": "HTML",
    "http": "HTTP",
    "ini": "INI",
    "java": "Java",
    "javascript": "JavaScript",
    "js": "JavaScript",
    "json": "JSON",
    "jsx": "JavaScript",
    "kotlin": "Kotlin",
    "latex": "LaTeX",
    "lua": "Lua",
    "makefile": "Make",
    "matlab": "MATLAB",
    "objc": "Objective-C",
    "perl": "Perl",
    "php": "PHP",
    "powershell": "PowerShell",
    "py": "Python",
    "python": "Python",
    "python3": "Python",
    "r": "R",
    "rb": "Ruby",
    "ruby": "Ruby",
    "rust": "Rust",
    "scala": "Scala",
    "sh": "shell",
    "shell": "shell",
    "sql": "SQL",
    "svg": "SVG",
    "swift": "Swift",
    "toml": "TOML",
    "ts": "TypeScript",
    "tsx": "TypeScript",
    "typescript": "TypeScript",
    "xml": "XML",
    "yaml": "YAML",
    "yml": "YAML",
    "zsh": "shell",
}


@parts_of.register
@rule("C1", "A block of code is announced by its length and language, and not read.")
def code_block(code: Code, context: Context) -> Iterator[Part]:
    """Announces code; on a page that is full of it, all but the first block in few words."""
    count = sum(bool(line.strip()) for line in code.text.splitlines())
    language = LANGUAGE_NAMES.get(code.language or "")
    if context.is_later_code(code):
        words = context.words(Notice.CODE_LINE_AGAIN if count == 1 else Notice.CODE_AGAIN, count=count)
    elif count == 1:
        words = context.words(Notice.CODE_LINE_IN if language else Notice.CODE_LINE, language=language)
    else:
        kind = Notice.CODE_IN if language else Notice.CODE
        words = context.words(kind, a=_article_before(count), count=count, language=language)
    if words and count:
        yield notice(words, Role.CODE, after=pauses.PARAGRAPH)
    yield Silence(text=code.text)


def _article_before(count: int) -> str:
    """Returns the English article before a number: `An` before eight, eleven and eighteen, as they are said."""
    return "An" if count in (11, 18) or str(count).startswith("8") else "A"


@parts_of.register
def displayed_equation(equation: Equation, context: Context) -> Iterator[Part]:
    """Reads a formula that stands by itself, by the rule for formulas (C3)."""
    reading = reading_of_tex(equation.text, context.language)
    words = context.words(Notice.EQUATION)
    if reading:
        phrases = (Phrase(equation.text, reading),)
        yield Line(rule="C3", role=Role.EQUATION, phrases=phrases, after=pauses.PARAGRAPH)
        return
    if words:
        yield notice(words, Role.EQUATION, after=pauses.PARAGRAPH, rule="C3")
    yield Silence(rule="C3", text=equation.text)
