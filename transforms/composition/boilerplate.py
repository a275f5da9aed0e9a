"""Words that serve the page, not the article: invitations to read on, to sign up, to share; advertisements."""

import re
from collections.abc import Iterator, Mapping
from itertools import pairwise, takewhile

from models.voices import primary_language
from transforms.composition.context import Context
from transforms.composition.placing import Place, Placing
from transforms.composition.rules import rule
from transforms.composition.wording import Edit, Wording
from transforms.documents import Block, Figure, Heading, Inline, ListBlock, Mark, Paragraph, text_of

LONGEST_BOILERPLATE = 200
MOST_WORDS_OF_AN_ANNOUNCEMENT = 8
LINKED_SHARE = 0.8

_NETWORK = (
    r"(?:social media|twitter|facebook|instagram|linkedin|telegram|whatsapp|youtube|tiktok|mastodon|bluesky|threads|"
    r"google news|(?-i:X))"
)
_FOLLOW = rf"(?:(?:find|like|join|connect with) (?:us|me|him|her|them)|follow [^.!?]{{1,40}}) on {_NETWORK}\b"

# What a whole paragraph or heading says, by language; `.*` where words of its own follow.
_PHRASES: Mapping[str, tuple[str, ...]] = {
    "en": (
        r"(?:also |must |further )?read(?:ing)? (?:more|next|also|on)(?:\s*[:>»→|-].*)?",
        r"read more (?:about|from|at|on|here|stories)\b.*",
        r"(?:also|further) read(?:ing)?(?:\s*:.*)?",
        r"(?:see also|see more|more|watch|listen|recommended|related|don[’']t miss)\s*:.*",
        r"(?:related|more|recommended|trending|most (?:read|popular))(?: (?:on this )?"
        r"(?:stories|story|articles|posts|coverage|reading|topics?|news|content|links))+(?:\s*:.*)?",
        r"more (?:from [^.]{1,60}|on this (?:story|topic)|like this)\W*",
        r"you (?:may|might) (?:also )?(?:like|be interested in)\W*(?::.*)?",
        r"(?:people also read|up next|keep reading|continue reading|show more|load more)\b.{0,40}",
        r"(?:story|article|post) continues (?:below|after)\b.*",
        r"(?:advertisements?|ads?|sponsored links?|remove ads|(?:ad|advertisement) feedback)\W*",
        r"(?:skip (?:ad|past newsletter|to (?:main )?content)|scroll to continue|back to (?:the )?top)\b.*",
        r"jump to (?:recipe|content|comments|navigation|section)\W*",
        r"(?:sign up|subscribe)\b.*\b(?:newsletters?|inbox|e-?mail|updates|alerts|channel|feed|today|now)\b.*",
        r"register\b.*\b(?:newsletters?|inbox|updates|for free|free account)\b.*",
        r"(?:get|receive|join|want)\b.*\b(?:newsletters?|inbox|mailing list)\b.*",
        r"(?:enter )?your e-?mail(?: address)?\W*",
        r"(?:share|tweet|pin|save|print|e-?mail)(?: this)?(?: (?:article|story|post|page|recipe))?\W*",
        r"(?:share|tweet)(?: (?:this|it))?(?: (?:article|story|post|page|link))? (?:on|via|to|with|by) .{1,60}",
        r"copy link\W*",
        rf"{_FOLLOW}.*",
        r"(?:click|tap) (?:here|to (?:expand|enlarge|tweet|copy|view))\b.*",
        r"(?:we|this (?:web)?site) uses? (?:\w+ ){0,2}cookies?\b.*",
        r"(?:accept|manage|reject) (?:all )?cookies\b.*",
        r"(?:leave|post|add|view|show|hide|join) (?:a |the |all |your )?(?:comments?|reply|conversation)\b.{0,20}",
        r"(?:\d+ )?comments?(?: \(\d+\))?",
        r"(?:\d[\d.,]*[km]? ?)?(?:min(?:ute)?s?[ -]read|shares?|views|likes)",
        r"(?:\d[\d.,]*[km]? (?:likes?|reposts?|shares?|comments?|views?|retweets?|replies)\W*)+",
        r"(?:(?:estimated )?reading time\s*:.*|.{0,20}\d+ min(?:ute)?s?[ -]read)",
        r"(?:©|\(c\)|copyright ©).*",
        r".*\ball rights reserved\b.*",
        r"(?:filed under|tagged(?: with| as)?|tags?|categor(?:y|ies)|topics)\s*:.*",
        r"(?:download|get) (?:our|the) (?:free )?app\b.*",
        r"(?:learn more|try it now|watch now|loading|next|previous|see full .{0,40}|read (?:the )?full .{0,40})\W*",
        r"(?:see it now|buy now|shop now|check (?:the )?price|view deal|get (?:it|deal|the deal))\b.{0,40}",
        r"(?:in this article|(?:table of )?contents|on this page)\W*",
        r".*\bcontains affiliate links\b.*",
        r".*\bmay earn (?:a|an) (?:affiliate )?commission\b.*",
    ),
    "de": (
        r"(?:lesen sie (?:auch|mehr|hier|dazu)|mehr (?:zum thema|dazu|lesen))\b.*",
        r"(?:zum thema|das könnte (?:sie|dich) (?:auch )?interessieren|weiterlesen|auch interessant|passend dazu)\b.*",
        r"(?:siehe auch|mehr artikel|weitere artikel|weitere nachrichten)\b.*",
        r"(?:anzeige|werbung)\W*",
        r".*\bnewsletter\b.*\b(?:abonnieren|anmelden|bestellen|registrieren|erhalten)\b.*",
        r"(?:jetzt (?:abonnieren|anmelden|registrieren)\b.{0,60}|abonnieren|anmelden|registrieren)\W*",
        r"(?:artikel )?(?:teilen|drucken|kommentieren|merken|versenden)\W*",
        r"(?:link kopieren|zur startseite|nach oben)\W*",
        r"(?:folgen sie|folgt|folge) uns\b.*",
        r"(?:zu den|zum) kommentare?n?\b.*",
        r"\d+ kommentare?",
        r"(?:hier klicken|klicken sie hier)\b.*",
        r"(?:schlagworte|stichworte|themen)\s*:.*",
        r"(?:©.*|.*\balle rechte vorbehalten\b.*)",
    ),
    "fr": (
        r"(?:à )?lire (?:aussi|la suite|également)\b.*",
        r"(?:à lire|à voir|à découvrir|voir aussi|pour aller plus loin|sur le même (?:sujet|thème))\b.*",
        r"(?:publicité|la suite (?:de l[’']article )?après (?:la|cette) publicité)\W*",
        r"(?:inscrivez-vous|abonnez-vous|recevez|s[’']inscrire|s[’']abonner)\b.*",
        r"(?:partager?|imprimer|envoyer|commenter|réagir)(?: (?:cet article|l[’']article|sur \w+|par e-?mail))?\W*",
        r"(?:suivez-nous|retrouvez-nous|cliquez ici)\b.*",
        r"\d+ commentaires?",
        r"(?:©.*|.*\btous droits réservés\b.*)",
    ),
    "es": (
        r"(?:lea|lee|leer|ver) (?:también|más)\b.*",
        r"(?:también )?te (?:puede interesar|recomendamos)\b.*",
        r"(?:más información|noticias relacionadas|sigue leyendo|contenido relacionado)\W*(?::.*)?",
        r"(?:publicidad|anuncio)\W*",
        r"(?:suscr[ií]bete|suscríbase|reg[ií]strate|apúntate)\b.*",
        r"(?:compartir|imprimir|comentar|enviar)(?: (?:(?:en|por) \w+|este artículo|esta noticia))?\W*",
        r"(?:s[ií]guenos|haga clic|haz clic)\b.*",
        r"\d+ comentarios?",
        r"(?:©.*|.*\btodos los derechos reservados\b.*)",
    ),
    "it": (
        r"leggi (?:anche|tutto|di più)\b.*",
        r"(?:potrebbe interessarti|vedi anche|articoli correlati|continua a leggere)\b.*",
        r"(?:pubblicità|annuncio)\W*",
        r"(?:iscriviti|abbonati|registrati)\b.*",
        r"(?:condividi|stampa|commenta)(?: (?:su \w+|questo articolo|l[’']articolo))?\W*",
        r"(?:seguici|clicca qui)\b.*",
        r"\d+ commenti",
        r"(?:©.*|.*\btutti i diritti riservati\b.*)",
    ),
    "pt": (
        r"(?:leia|veja|ler) (?:também|mais)\b.*",
        r"(?:saiba mais|continue (?:lendo|a ler)|notícias relacionadas)\W*(?::.*)?",
        r"(?:publicidade|anúncio|continua após a publicidade)\W*",
        r"(?:inscreva-se|assine|cadastre-se|subscreva)\b.*",
        r"(?:compartilh(?:ar|e)|partilhar|imprimir|comentar)(?: (?:(?:no|na|em) \w+|este artigo|esta notícia))?\W*",
        r"(?:siga-nos|clique aqui)\b.*",
        r"\d+ comentários?",
        r"(?:©.*|.*\btodos os direitos reservados\b.*)",
    ),
    "ru": (
        r"реклама\W*",
        r"(?:читайте|смотрите) также\b.*",
        r"(?:подпис(?:ывайтесь|аться)|поделиться)\b.{0,60}",
    ),
    "uk": (r"реклама\W*", r"читайте також\b.*", r"(?:підпис(?:уйтесь|атися)|поділитися)\b.{0,60}"),
    "pl": (r"reklama\W*", r"(?:czytaj|zobacz) (?:też|także|również|więcej)\b.*", r"(?:udostępnij|zapisz się)\b.{0,60}"),
    "sv": (r"annons\W*", r"läs (?:också|även|mer)\b.*", r"dela (?:artikeln|på)\b.*"),
    "da": (r"annonce\W*", r"læs (?:også|mere)\b.*", r"del (?:artiklen|på)\b.*"),
    "no": (r"annonse\W*", r"les (?:også|mer)\b.*", r"del (?:artikkelen|på)\b.*"),
    "tr": (r"reklam\W*", r"(?:ayrıca oku|ilgili haber(?:ler)?)\b.*", r"paylaş\W*"),
    "ja": (r"(?:広告|PR|シェア|ツイート)", r"(?:関連記事|あわせて読みたい|続きを読む).*"),
    "zh": (r"(?:广告|編輯|编辑|分享|收藏|展开|收起)", r"(?:相关阅读|延伸阅读|推荐阅读|更多阅读|精彩视频推荐).*"),
    "ko": (r"(?:광고|공유하기|구독하기)", r"(?:관련기사|함께 읽기)\b.*"),
    "nl": (
        r"lees (?:ook|meer|verder)\b.*",
        r"(?:bekijk ook|zie ook|gerelateerde artikelen)\b.*",
        r"(?:advertentie|reclame)\W*",
        r"(?:het )?artikel gaat verder onder\b.*",
        r"(?:schrijf je in|meld je aan|abonneer)\b.*",
        r"(?:delen|deel (?:dit artikel|op \w+|via \w+)|printen|reageer|volg ons.{0,40}|klik hier.{0,40})\W*",
        r"\d+ reacties?",
        r"(?:©.*|.*\balle rechten voorbehouden\b.*)",
    ),
}

# What the heading or line over a box of links begins with.
_RELATED_LINKS = (
    *(
        "related",
        "read more",
        "read next",
        "read also",
        "see also",
        "more from",
        "more on",
        "more stories",
        "more like",
    ),
    *("you may also like", "you might also like", "recommended", "further reading", "most read", "most popular"),
    *("trending", "latest", "lesen sie", "mehr zum", "mehr aus", "mehr von", "zum thema", "das könnte"),
    *("lire aussi", "à lire", "sur le même", "lea también", "lee también", "te puede", "más noticias"),
    *("leggi anche", "potrebbe interessarti", "leia também", "veja também", "lees ook", "meer over"),
)

_BOILERPLATE = {
    language: re.compile("|".join(f"(?:{phrase})" for phrase in phrases), re.IGNORECASE | re.DOTALL)
    for language, phrases in _PHRASES.items()
}

_RELATED = re.compile(rf"\W*(?:{'|'.join(_RELATED_LINKS)})\b.*", re.IGNORECASE)


# Sentences that end a paragraph of the article; what follows them is theirs.
_SENTENCES = re.compile(
    r"(?:^|(?<=[.!?…”’)] )|(?<=\n))"
    rf"(?:{_FOLLOW}[^.!?]*"
    r"|(?:sign up|subscribe)\b[^.!?]{0,120}\b(?:newsletters?|inbox|channel|podcast|magazine)\b[^.!?]*"
    r"|click (?:here|to (?:expand|enlarge|tweet))\b[^.!?]*|(?:read|see) (?:more|also)\s?:[^.!?]*"
    r"|[^.!?]{0,80}\bmay earn (?:a|an) (?:affiliate )?commission\b[^.!?]*)(?:[.!?]+|$)\s*",
    re.IGNORECASE,
)


def is_boilerplate(text: str, language: str) -> bool:
    """Says whether a text serves the page, each line of it; English phrases count in every language."""
    lines = [line for line in map(str.strip, text.splitlines()) if line]
    if not lines or len(text) > LONGEST_BOILERPLATE:
        return False
    languages = {primary_language(language), "en"} & _BOILERPLATE.keys()
    return all(any(_BOILERPLATE[language].fullmatch(line) for language in languages) for line in lines)


@rule("B1", "Invitations to read more, sign up, share or accept, and labels of advertisements are not read.")
def boilerplate(context: Context) -> Iterator[Placing]:
    """Silences headings, paragraphs and lists that serve the page."""
    for index, block in enumerate(context.document.blocks):
        match block:
            case Heading() | Paragraph():
                texts = [block.text]
            case ListBlock():
                texts = [item.text for item in block.items]
            case _:
                continue
        if all(is_boilerplate(text, context.language) for text in texts):
            yield Placing(block=index, place=Place.SILENT)


def boilerplate_sentences(wording: Wording, context: Context) -> Iterator[Edit]:
    """Silences sentences inside a paragraph that serve the page (rule B1)."""
    for found in _SENTENCES.finditer(wording.text):
        yield Edit(rule="B1", start=found.start(), end=found.end())


@rule("B2", "A box of links to other articles is not read, nor is its heading.")
def related_links(context: Context) -> Iterator[Placing]:
    """Silences the links, linked pictures and teasers that follow a line which says that they lead elsewhere."""
    blocks = context.document.blocks
    for index, block in enumerate(blocks):
        if not _announces_links(block):
            continue
        box = list(takewhile(_belongs_to_a_box, pairwise(blocks[index:])))
        if any(_is_linked(later) for _, later in box):
            for position in range(index, index + len(box) + 1):
                yield Placing(block=position, place=Place.SILENT)


def _announces_links(block: Block) -> bool:
    if not isinstance(block, Heading | Paragraph) or len(block.text.split()) > MOST_WORDS_OF_AN_ANNOUNCEMENT:
        return False
    return bool(_RELATED.match(block.text)) and not _is_linked(block)


def _belongs_to_a_box(neighbours: tuple[Block, Block]) -> bool:
    """Says whether the second block is a link or a linked picture, or the teaser under one."""
    before, block = neighbours
    if isinstance(block, Figure):
        return all(image.link for image in block.images)
    return _is_linked(block) or (isinstance(block, Paragraph) and isinstance(before, Heading) and _is_linked(before))


def _is_linked(block: Block) -> bool:
    """Says whether all words of a heading, paragraph or list are links."""
    match block:
        case Heading() | Paragraph():
            return _linked_share(block.content) >= LINKED_SHARE
        case ListBlock():
            return all(_linked_share(item.content) >= LINKED_SHARE for item in block.items if item.text.strip())
    return False


def _linked_share(content: Inline) -> float:
    length = len(text_of(content).strip())
    return sum(len(span.text) for span in content if Mark.LINK in span.marks) / length if length else 0.0
