"""Why a page is left out on purpose."""

from enum import StrEnum

from transforms.outcomes import SkipArticleError


class SkipReason(StrEnum):
    """What a page is where it is not an article that can be read aloud.

    `no_content`: no main text. `too_short`: fewer words than the limit. `listing`: an index of other pages.
    `login_wall`, `cookie_wall`, `paywall`: the text stands behind one, and what is left is its notice.
    `error_page`: the site's word that there is no such page. `gallery`: pictures with hardly a word.
    """

    NO_CONTENT = "no_content"
    TOO_SHORT = "too_short"
    LISTING = "listing"
    LOGIN_WALL = "login_wall"
    COOKIE_WALL = "cookie_wall"
    PAYWALL = "paywall"
    ERROR_PAGE = "error_page"
    GALLERY = "gallery"


def skip(reason: SkipReason) -> SkipArticleError:
    """Returns the error that skips the article for this reason."""
    return SkipArticleError(reason.value)
