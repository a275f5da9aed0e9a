"""What a page says for itself, by language: invitations to read on, to sign up, to share; advertisements."""

import re
from collections.abc import Mapping

from models.voices import primary_language

LONGEST_BOILERPLATE = 200

_NETWORK = (
    r"(?:social media|twitter|facebook|instagram|linkedin|telegram|whatsapp|youtube|tiktok|mastodon|bluesky|threads|"
    r"google news|(?-i:X))"
)
_FOLLOW = rf"(?:(?:find|like|join|connect with) (?:us|me|him|her|them)|follow [^.!?]{{1,40}}) on {_NETWORK}\b"

# What a whole paragraph or heading says, by language; `.*` where words of its own follow.
_IN_EVERY_LANGUAGE = r".*\b(?:ctrl\s?\+\s?enter|trackback(?:[- ]url| from your own site))\b.*"
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
        r"(?:\d+ )?comments?(?:\s?\(\d+\))?",
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
        r".*\b(?:contains?|includes?) affiliate links\b.*",
        r".*\bmay earn (?:a|an) (?:affiliate )?commission\b.*",
        r"thanks for reading\b.{0,60}\bsubscribe\b.*",
        r".{0,80}\b(?:is a reader-supported publication\b.*|new posts and support my work\W*)",
        r"this page was last (?:updated|modified)\b.*",
        r".{0,120}\bbest viewed (?:with|in)\b.*",
        r"listen to (?:this|the) (?:article|story|post|episode)\b.{0,40}",
        r"(?:sign|log) in (?:or (?:sign up|register|subscribe)|to (?:comment|reply|vote|read|continue))\b.{0,40}",
        r"(?:now playing|up next|watch(?: (?:this|now|live|below))?)\s*:.*",
        r"last (?:edited|modified|updated)(?: by .{1,40})?\s*:.*",
        r"last edited by .{1,60}, edited \d+ times?\b.*",
        r"(?:this (?:entry|post|article) was |originally )?(?:posted|published|filed) (?:in|under|on) .{2,80}"
        r"\b(?:by|tagged|permalink|bookmark|comments?)\b.*",
        r"(?:(?:photo |picture |image )?gallery|slideshow|in pictures)\s*:.{0,80}",
        r".{0,80}\s\| \d+ (?:photos|images|pictures)",
        r"contact us\W*",
        r"thank you\b.{0,40}\bwe will get back to you\b.*",
        r"your (?:message|e-?mail|comment) has been (?:sent|received|submitted)\b.*",
        r"(?:request|book|schedule|get) (?:a|your) free (?:consultation|quote|demo|trial|call)\b.*",
        r"(?:you can )?unsubscribe (?:at )?any ?time\b.*",
        r"(?:by (?:signing up|subscribing|submitting|clicking)|this site is protected by recaptcha)\b.*",
        r"(?:please )?(?:enable|turn on) javascript\b.*",
        r"(?:support|donate to|help fund) (?:our|us|independent) ?(?:work|journalism|reporting)?\W*(?:donate.{0,40})?",
        r"(?:expand|collapse|replay|play|mute|fullscreen|(?:view|open) (?:image|gallery) in full ?screen|"
        r"open image in new tab|enlarge (?:this )?image|(?:view|see) (?:larger|full size) image)\W*",
        r"about the authors?\W*",
        r"(?:book|order|reserve|apply|enrol|donate|join|register|shop|buy|call|download|subscribe)"
        r"(?: (?:it|us|online|tickets|yours?))? (?:now|today|here|online)\W*",
        r"(?:.{0,80}[.?!] )?(?:tell us|let us know|share your (?:thoughts|views)|sound off|have your say)\b.{0,60}"
        r"\bin the comments\b.{0,20}",
        r"(?:who is online|users (?:browsing|viewing|reading) this (?:forum|thread|topic)\b.*)\W*",
        r"(?-i:SOURCE:? [A-Z]).{2,80}",
        r"this (?:article|story|essay|piece|post|interview|excerpt) (?:was )?(?:originally|first) "
        r"(?:appeared|published) (?:on|in|by|at)\b.{2,120}",
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
        r"anzeige(?: \w{2,20})?",
        r"newsletter\s*:.*",
        r"sie können (?:sich|ihn|den newsletter) (?:jederzeit|hier)\b.*\babmelden\b.*",
        r"(?:weitere informationen|mehr dazu|details|hinweise)\b.*\bdatenschutz\w*\W*",
        r"(?:es gilt|bitte beachten sie) unsere?\b.*\bdatenschutz\w*\b.*",
        r"(?:der|dieser) (?:artikel|beitrag)\b.{0,160}\bwurde\b.*\bveröffentlicht\W*",
        r"(?:der|dieser) (?:artikel|beitrag)\b.{0,160}\berschien(?:en)? (?:zuerst|am|auf)\b.*",
        r"(?:artikel )?(?:anhören|vorlesen)(?: \(\d+ min\.?\))?\W*",
        r"(?:lesezeit|lesedauer)\s*:?.{0,30}",
        r"über (?:den autor|die autorin|die autor(?:en|innen))\W*",
        r"(?:externer inhalt|empfohlener redaktioneller inhalt)\b.*",
        r"(?:mehr anzeigen|einklappen|bild vergrößern)\W*",
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
        r"il vous reste\b.{0,60}\bà lire\W*",
        r"(?:écouter|réécouter) (?:l[’']article|cet article)\b.{0,40}",
        r"(?:temps de )?lecture\s*:?\s*\d+ ?min\w*\W*",
        r"(?:vous pouvez )?(?:vous )?(?:désinscrire|désabonner) à tout moment\b.*",
        r"(?:passer|fermer) (?:la|cette) publicité\W*",
        r"(?:se connecter|créer un compte|lien copié|voir plus|lire plus|afficher plus)\W*",
        r"à propos de l[’']auteure?\W*",
        r"cet article (?:est (?:initialement )?(?:paru|publié)|a été (?:initialement )?publié)\b.*",
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
        r"(?:escuchar|escucha) (?:el |este )?(?:artículo|texto)\b.{0,40}",
        r"(?:reproduciendo|en reproducción|mira (?:esto|también))\s*:.*",
        r"(?:tiempo de lectura|lectura)\s*:?\s*\d+ ?min\w*\W*",
        r"puedes? (?:darte de baja|cancelar)\b.*",
        r"(?:iniciar sesión|inicia sesión|copiar enlace|ver más|cargar más|mostrar más)\W*",
        r"sobre (?:el autor|la autora|los autores)\W*",
        r"(?:etiquetas|archivado en|temas)\s*:.*",
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
        r"(?:ascolta l[’']articolo|tempo di lettura\s*:?.{0,20}|accedi|copia link|mostra altro)\W*",
        r"(?:tag|argomenti)\s*:.*",
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
        r"(?:ouça (?:este|o) (?:artigo|texto)|ouvir o texto|copiar link|ver mais|mostrar mais)\W*",
        r"tempo de leitura\s*:?.{0,20}",
        r"(?:tags|tópicos)\s*:.*",
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
    "ja": (
        r"(?:広告|PR|シェア|ツイート)",
        r"(?:関連記事|あわせて読みたい|続きを読む).*",
        r".{0,12}をシェア(?:する)?",
        r"(?:完了|コピー|保存)しました",
    ),
    "zh": (
        r"(?:广告|編輯|编辑|分享|收藏|展开|收起|【?纠错】?)",
        r"(?:相关阅读|延伸阅读|推荐阅读|更多阅读|精彩视频推荐).*",
        r".*未经(?:授权|许可|允许).{0,30}(?:转载|使用).*",
        r"【?(?:版权所有|责任编辑|编辑)\s*[:：].*",
    ),
    "ko": (r"(?:광고|공유하기|구독하기)", r"(?:관련기사|함께 읽기)\b.*", r".*무단\s?전재.*"),
    "nl": (
        r"lees (?:ook|meer|verder)\b.*",
        r"(?:bekijk ook|zie ook|gerelateerde artikelen)\b.*",
        r"(?:advertentie|reclame)\W*",
        r"(?:het )?artikel gaat verder onder\b.*",
        r"(?:schrijf je in|meld je aan|abonneer)\b.*",
        r"(?:delen|deel (?:dit artikel|op \w+|via \w+)|printen|reageer|volg ons.{0,40}|klik hier.{0,40})\W*",
        r"\d+ reacties?",
        r"(?:©.*|.*\balle rechten voorbehouden\b.*)",
        r"(?:luister naar dit artikel|leestijd\s*:?.{0,20}|inloggen|kopieer link|toon meer)\W*",
        r"(?:tags|trefwoorden)\s*:.*",
    ),
}

_BOILERPLATE = {
    language: re.compile(
        "|".join(f"(?:{phrase})" for phrase in (*phrases, _IN_EVERY_LANGUAGE)), re.IGNORECASE | re.DOTALL
    )
    for language, phrases in _PHRASES.items()
}

# Sentences that end a paragraph of the article; what follows them is theirs.
SENTENCES = re.compile(
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
