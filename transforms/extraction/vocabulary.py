"""What class names, ids and roles say about an element: words that many sites use, never one site's own."""

import re
from enum import Flag, auto
from functools import lru_cache

from lxml.html import HtmlElement


class Hint(Flag):
    """What an element, or one that it stands in, calls itself."""

    NONE = 0
    NAVIGATION = auto()
    RELATED = auto()
    SHARE = auto()
    ADVERT = auto()
    SIGN_UP = auto()
    COMMENTS = auto()
    AUTHOR = auto()
    FOOTER = auto()
    CAPTION = auto()
    CREDIT = auto()
    TAGS = auto()
    CONSENT = auto()
    PAYWALL = auto()
    ASIDE = auto()
    STANDFIRST = auto()
    SPONSORSHIP = auto()
    CORRECTION = auto()
    HIDDEN = auto()
    TOOL = auto()
    META = auto()
    PULL_QUOTE = auto()
    CONTENTS = auto()
    POPUP = auto()
    SIGNATURE = auto()


# Where other articles of the site have their place.
RELATED_PARTS = Hint.RELATED | Hint.NAVIGATION | Hint.ASIDE

# Words of lower-case, hyphenated names; `related` is found in `article__related-links` and `relatedArticles`.
_WORDS = {
    Hint.NAVIGATION: (
        r"nav(?:bar|box|igation)?|menu|breadcrumbs?|pagination|pager|skip-?links?|prev-?next|next-?prev|subnav|topbar"
        r"|tablist|hatnotes?|[acfotm]?mbox"
    ),
    Hint.RELATED: (
        r"related|recommend(?:ed|ations?)?|more-(?:on|from|stories|news|articles|like)|read-(?:more|next|also)"
        r"|see-also"
        r"|also-(?:read|like)|most-(?:read|popular|viewed)|popular|trending|teasers?|up-next|next-(?:up|article|story)"
        r"|latest|you-may|dont-miss|(?:interesting|other)-(?:articles|stories|posts)|playlist|video-?box"
        r"|outbrain|taboola|zergnet|further-reading|similar|promo|rel-art\w*|onward|leesook|weiterlesen|mehr-zum"
    ),
    Hint.SHARE: (
        r"shar(?:e|es|ing)(?:-\w+)?|social(?:-\w+)?|sociable|sharedaddy|addthis|addtoany|follow(?:-us)?|tweet-?this"
    ),
    Hint.ADVERT: (
        r"ads?|adverts?|advertis\w+|adslot|adunit|ad-\w+|dfp|gpt|sponsored-links|banner|werbung|anzeige|publicidad"
        r"|adsbygoogle"
    ),
    Hint.SIGN_UP: (
        r"newsletters?|sign-?up|subscri(?:be|ption)s?|mailing-list|mc-embed|email-form|optin|opt-in|cta"
        r"|call-to-action|donat(?:e|ions?)"
    ),
    Hint.COMMENTS: (
        r"comments?(?:-list|-area|s)?|commentlist|disqus|respond|discussion-thread|reactions?|replies"
        r"|webmentions?|pingbacks?|trackbacks?"
        r"|comentarios?|comentários?|commentaires?|commenti|kommentare?n?|kommentarer|komentarze|reacties|yorumlar"
    ),
    Hint.AUTHOR: (
        r"author(?:-?(?:bio|box|info|card|name|meta|profile|details))?|bios?|by-?line|contributors?"
        r"|about-the-author|writer"
        r"|user-?(?:info|details|extras|profile|title|stats|cell)|message-user(?!-?content)"
        r"|member-?(?:info|stats|details)|post-?(?:profile|author)|poster-?info|avatar"
    ),
    Hint.FOOTER: r"footer|colophon|copyright|legal|disclaimer",
    Hint.CAPTION: r"(?:\w+-)?\w*caption(?:-\w+)?|figcaption|wp-caption-text|legende?|cutline|bildunterschrift|pie-foto",
    Hint.CREDIT: r"(?:\w+-)?credits?|copyright-holder|photographer|image-source|photo-by|rights",
    Hint.TAGS: (
        r"tags?(?:-list|-links|-cloud|s)?|topics|topic-(?:tags?|list|links?)|keywords|categor(?:y|ies)|hashtags?|labels?"
        r"|kicker|eyebrow|overline"
    ),
    Hint.CONSENT: r"cookies?(?:-\w+)?|consent|gdpr|ccpa|privacy-(?:banner|notice)|onetrust",
    Hint.PAYWALL: (
        r"paywall|premium-(?:wall|offer|teaser)|piano|regwall|subscriber-only|meter(?:ed)?|tp-container"
        r"|paid-barrier"
    ),
    Hint.ASIDE: r"sidebar|aside|side-?bar|rail|widget(?:s|-area)?|rightcol|secondary",
    Hint.STANDFIRST: (
        r"standfirst|dek|deck|sub-?(?:title|head|headline)|kicker-text|lede|lead(?:-text|-paragraph|in)?"
        r"|intro(?:-text|duction)?"
        r"|summary|excerpt|chapo|chapeau|vorspann|teaser-text|sottotitolo|entradilla|subtitulo|abstract|strap-?line|subhed"
    ),
    Hint.SPONSORSHIP: (
        r"sponsor(?:ed|ship)?(?:-(?:label|by|content|message))?|paid-(?:post|content|partner\w*)|advertorial"
        r"|branded-content|affiliate-(?:disclosure|disclaimer)"
    ),
    Hint.CORRECTION: r"corrections?|correction-note|errat(?:a|um)|clarification|editors?-note",
    Hint.TOOL: (
        r"buttons?|btn|toolbar|tools?|actions?|controls?|player|audio-player|listen|print(?:-only)?|text-?size"
        r"|tooltip|overlay|lightbox|spinner|tickers?|rating|votes?|expand-?link|poll|quiz|form|search"
        r"|calendar"
    ),
    Hint.META: (
        r"meta(?:data)?|entry-meta|post-meta|dateline|timestamp|(?:publish(?:ed)?-?|post-?|entry-)?dates?|time"
        r"|read(?:ing)?-time|infos?"
    ),
    Hint.PULL_QUOTE: r"pull-?quotes?|quote-?pull|blockquote-pull|callout-quote",
    Hint.SIGNATURE: r"signatures?|user-?sig",
    Hint.POPUP: r"modal|pop-?up|popover|toast",
    Hint.CONTENTS: r"toc|table-of-contents|contents-list|jump-?(?:links?|to)|on-this-page|in-this-article",
}
_PATTERNS = tuple((hint, re.compile(rf"(?<![a-z0-9])(?:{words})(?![a-z0-9])")) for hint, words in _WORDS.items())
_ANY = re.compile("|".join(pattern.pattern for _, pattern in _PATTERNS))
# `has-shares`, `with-sidebar`, `no-ads`: what an element has or lacks is not what it is.
_POSSESSION = re.compile(r"(?<![a-z0-9])(?:has|have|with|without|no|not|contains|enable[ds]?|supports?)-[\w-]*")
# `section--ads`: how an element looks or what it holds, in the names of blocks, elements and modifiers.
_MODIFIER = re.compile(r"(?<=\w)--[\w-]+")
_HUMP = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_ROLES = {
    "navigation": Hint.NAVIGATION,
    "menu": Hint.NAVIGATION,
    "menubar": Hint.NAVIGATION,
    "tablist": Hint.NAVIGATION,
    "search": Hint.TOOL,
    "toolbar": Hint.TOOL,
    "dialog": Hint.TOOL,
    "alertdialog": Hint.TOOL,
    "complementary": Hint.ASIDE,
    "contentinfo": Hint.FOOTER,
    "doc-pullquote": Hint.PULL_QUOTE,
    "doc-toc": Hint.CONTENTS,
}
_TAGS = {
    "nav": Hint.NAVIGATION,
    "footer": Hint.FOOTER,
    "aside": Hint.ASIDE,
    "figcaption": Hint.CAPTION,
    "form": Hint.TOOL,
    "dialog": Hint.TOOL,
    "address": Hint.META,
}
# Their class names say what the article is about or how the page is laid out, not what they are.
_WHOLES = frozenset({"html", "body", "main", "article"})
# Whole class names, and those that show again on some screens what others hide on others.
_HIDDEN_CLASS = re.compile(
    r"(?:^|\s)(?:sr-only|screen-reader-(?:text|only)|visually-?hidden|hidden|hide|a11y-hidden|d-none|offscreen|is-hidden|u-hidden)(?=\s|$)",
    re.IGNORECASE,
)
_SHOWN_CLASS = re.compile(
    r"(?:^|\s)(?:d-)?(?:sm|md|lg|xl|xxl)[-:](?:block|flex|inline|grid)|(?:^|\s)(?:visible|show)(?:\s|-|$)",
    re.IGNORECASE,
)
# The id of a heading is what it says; so is one of many words, wherever it stands.
_SLUG = re.compile(r"\w+(?:-\w+){6,}")
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_DISPLAY_NONE = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)


@lru_cache(maxsize=8192)
def _hints_of_names(names: str) -> Hint:
    """Returns what class names and ids say."""
    prepared = _POSSESSION.sub(" ", _HUMP.sub("-", _MODIFIER.sub(" ", names)).lower().replace("_", "-"))
    found = Hint.NONE
    if _ANY.search(prepared):
        for hint, pattern in _PATTERNS:
            if pattern.search(prepared):
                found |= hint
    return found


def hints_of(element: HtmlElement) -> Hint:
    """Returns what an element says about itself: by its tag, role, class names, id and visibility."""
    attributes = element.attrib
    if element.tag in _WHOLES:
        return Hint.NONE
    found = _TAGS.get(str(element.tag), Hint.NONE)
    if not attributes:
        return found
    identifier = attributes.get("id")
    if element.tag in _HEADINGS or (identifier and _SLUG.fullmatch(identifier)):
        identifier = None
    names = " ".join(filter(None, (attributes.get("class"), identifier, attributes.get("itemprop"))))
    if names:
        found |= _hints_of_names(names)
        if _HIDDEN_CLASS.search(names) and not _SHOWN_CLASS.search(names):
            found |= Hint.HIDDEN
    if role := attributes.get("role"):
        found |= _ROLES.get(role.lower(), Hint.NONE)
    if attributes.get("aria-live") in ("polite", "assertive"):
        found |= Hint.TOOL  # what a script puts there from time to time: scores, messages
    if "hidden" in attributes or attributes.get("aria-hidden") == "true":
        found |= Hint.HIDDEN
    if (style := attributes.get("style")) and _DISPLAY_NONE.search(style):
        found |= Hint.HIDDEN
    return found
