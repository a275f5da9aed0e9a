"""Whether what was found on a page is an article that can be read aloud, and if not, what it is.

A page is skipped only on evidence of two kinds: what it says (its title, its hints) and how little text it holds.
"""

import re
from collections.abc import Sequence

from lxml.html import HtmlElement

from transforms.documents import Block, Figure, Heading, ListBlock, Paragraph
from transforms.extraction.labels import breaks_off, speaks_of_subscribing
from transforms.extraction.limits import ExtractionLimits
from transforms.extraction.metadata import Metadata
from transforms.extraction.notes import words_of
from transforms.extraction.reasons import SkipReason, skip
from transforms.extraction.units import Unit
from transforms.extraction.vocabulary import Hint

_NO_SPACES = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff"
_WORD = re.compile(rf"[{_NO_SPACES}]{{1,2}}|[^\W_{_NO_SPACES}]+")

_ERROR_TITLE = re.compile(
    r"^\W*(?:(?:error|http|fehler|erreur)\W*)?(?:40[0-9]|41[0-9]|50[0-9])\b"
    r"|(?:page|article|site|content|document) (?:was |could )?not (?:be )?found"
    r"|^\W*not found|page (?:doesn.t|does not) exist|(?:page|article) (?:is )?(?:no longer|not) available"
    r"|access denied|forbidden|service unavailable"
    r"|seite (?:wurde )?nicht gefunden|page (?:non trouvée|introuvable)|página no encontrada|pagina non trovata"
    r"|página não encontrada|pagina niet gevonden"
    r"|sidan (?:kunde inte )?hitta(?:de)?s|nie znaleziono|страница не найдена|sayfa bulunamadı"
    r"|ページが見つかりません|页面不存在|找不到(?:页面|頁面)|페이지를 찾을 수 없습니다",
    re.IGNORECASE,
)
_LOGIN_TITLE = re.compile(
    r"\b(?:log ?in|sign ?in|log on|anmelden|anmeldung|einloggen|connexion|se connecter|iniciar sesión|identifícate"
    r"|accedi|entrar|inloggen|logga in|zaloguj)\b"
    r"|авторизация|вход|giriş yap|ログイン|登录|登入|로그인|تسجيل الدخول",
    re.IGNORECASE,
)
_COOKIE_WORD = re.compile(
    r"cookies?|consent|einwilligung|datenschutz|consentement|consentimiento|consenso|privacy|tracking|sīkdat\w*"
    r"|クッキー",
    re.IGNORECASE,
)

_ERROR_WORDS = 200
_WALL_WORDS = 120
_STUB_WORDS = 100
_LISTING_WORDS = 150
_LISTING_SCRAPS = 30
_LISTING_TEASERS = 8
_HEADLINE_CHARACTERS = 15
_GALLERY_WORDS = 100
_GALLERY_PICTURES = 5
_GALLERY_WORDS_A_PICTURE = 12
_COOKIE_SHARE = 0.03


def word_count(text: str) -> int:
    """Returns the number of words; in scripts without spaces two characters count as one."""
    return sum(1 for _ in _WORD.finditer(text))


class Verdict:
    """What a page is, judged by the blocks that were chosen and those that were not."""

    def __init__(
        self, root: HtmlElement, metadata: Metadata, chosen: Sequence[Unit], others: Sequence[Unit], title: str
    ) -> None:
        self._root = root
        self._metadata = metadata
        self._chosen = chosen
        self._others = others
        self._title = title
        self._words = words_of_blocks([unit.block for unit in chosen])

    def check(self, limits: ExtractionLimits) -> None:
        """Raises SkipArticleError where the page is no article that can be read aloud."""
        tests = (
            (SkipReason.ERROR_PAGE, self._is_error_page),
            (SkipReason.LOGIN_WALL, self._is_login_wall),
            (SkipReason.COOKIE_WALL, self._is_cookie_wall),
            (SkipReason.PAYWALL, self._is_paywall_stub),
            (SkipReason.LISTING, self._is_listing),
            (SkipReason.GALLERY, self._is_gallery),
        )
        reason = next((reason for reason, applies in tests if applies()), None)
        if reason is not None:
            raise skip(reason)
        check_length([unit.block for unit in self._chosen], limits)

    @property
    def is_truncated(self) -> bool:
        """Whether the page holds only the beginning of the article: a wall stands where the text breaks off."""
        last = next((unit.block.text for unit in reversed(self._chosen) if isinstance(unit.block, Paragraph)), "")
        return self._is_walled() and (breaks_off(last) or self._words < 2 * _STUB_WORDS)

    def _is_error_page(self) -> bool:
        headings = (unit.block.text for unit in self._chosen if isinstance(unit.block, Heading))
        return self._words < _ERROR_WORDS and any(map(_ERROR_TITLE.search, (self._title, *headings)))

    def _is_login_wall(self) -> bool:
        if self._words >= _WALL_WORDS or not _LOGIN_TITLE.search(self._title):
            return False
        return any(field.get("type") == "password" for field in self._root.iter("input"))

    def _is_cookie_wall(self) -> bool:
        if not 0 < self._words < _WALL_WORDS:
            return False
        mentions = sum(len(_COOKIE_WORD.findall(unit.block.text)) for unit in self._chosen)
        return mentions > max(2, _COOKIE_SHARE * self._words)

    def _is_walled(self) -> bool:
        """Tells a page that says it is not free, or shows a notice of its paywall where the text ends."""
        if self._metadata.is_free is not None:
            return not self._metadata.is_free
        return any(Hint.PAYWALL in unit.hints and speaks_of_subscribing(unit.block.text) for unit in self._others)

    def _is_paywall_stub(self) -> bool:
        if self._words >= _STUB_WORDS or not self._is_walled():
            return False
        return any(speaks_of_subscribing(unit.block.text) for unit in (*self._chosen, *self._others))

    def _is_listing(self) -> bool:
        """Tells a page of headlines that lead elsewhere from one with an article on it."""
        prose = sum(
            word_count(unit.block.text)
            for unit in self._chosen
            if not isinstance(unit.block, ListBlock) and unit.linked * 2 < unit.length
        )
        if self._metadata.is_article or prose >= _LISTING_WORDS:
            return False
        if prose < _LISTING_SCRAPS and self._long_links() >= _LISTING_TEASERS:
            return True
        units = (*self._chosen, *self._others)
        teasers = [
            unit
            for unit in units
            if isinstance(unit.block, Heading)
            and unit.linked * 5 > unit.length * 4
            and not unit.hints & Hint.NAVIGATION
        ]
        return len(teasers) >= _LISTING_TEASERS

    def _long_links(self) -> int:
        """Returns how many links of the page read like headlines."""
        return sum(len(words_of(link)) >= _HEADLINE_CHARACTERS for link in self._root.iter("a"))

    def _is_gallery(self) -> bool:
        pictures = sum(len(unit.block.images) for unit in self._chosen if isinstance(unit.block, Figure))
        most_words = min(_GALLERY_WORDS, _GALLERY_WORDS_A_PICTURE * pictures)
        return self._words < most_words and pictures >= _GALLERY_PICTURES


def words_of_blocks(blocks: Sequence[Block]) -> int:
    """Returns the number of words in blocks, captions left out: a picture's caption is no article."""
    return sum(word_count(block.text) for block in blocks if not isinstance(block, Figure))


def check_length(blocks: Sequence[Block], limits: ExtractionLimits) -> None:
    """Raises SkipArticleError where there are no blocks, or too few words in them."""
    if not blocks:
        raise skip(SkipReason.NO_CONTENT)
    if words_of_blocks(blocks) < limits.min_words:
        raise skip(SkipReason.TOO_SHORT)
