"""Labels in the languages that are read: those of links to other pages, and the words of a paywall."""

import re

_LABELS = """
related|related (?:articles?|stories|posts|news|content|links|reading|topics|coverage|items|videos?|pages)(?: .{2,30})?
more (?:on this|from .{2,40}|stories|news|articles|like this|about .{2,40}|to read|to explore|reading)|more
more (?:must-reads|opinions?|coverage|top stories|great reads|videos?)(?: (?:from|on|in) .{2,40})?
(?:other|recent|featured) (?:.{2,20} )?(?:articles|stories|posts|columns|slide ?shows|videos)
read more(?: .{2,40})?
read (?:also|next|this next|now|on)|also read|see also|see more|up next|next up|further reading
recommended(?: .{2,30})?
you (?:may|might|will) (?:also )?(?:like|enjoy|be interested in)(?: these)?|you may have missed|don'?t miss
most (?:read|popular|viewed)
trending(?: now)?|popular(?: posts| articles| stories)?|latest(?: news| stories| articles| posts)?
today on .{2,30}|around the web|sponsored stories
editor'?s? picks?|our picks?|top stories|in case you missed it|story timeline|what to read next|keep reading
explore more
mehr zum thema|mehr themen.{0,20}|mehr (?:dazu|lesen|artikel|news|aus .{2,30}|von .{2,30})
lesen sie (?:auch|mehr|dazu|hier)|auch interessant|das könnte (?:sie|dich) auch interessieren
weitere (?:artikel|themen|nachrichten|beiträge|infos?|informationen)|zum thema|passend dazu
meistgelesen(?:e artikel)?|verwandte (?:artikel|themen|beiträge)|weiterlesen
à lire (?:aussi|également)|lire aussi|à voir aussi|sur le même (?:sujet|thème)|pour aller plus loin
articles? (?:liés?|similaires|recommandés?)|les plus lus|voir aussi|nos recommandations
lea también|lee también|te puede interesar|también te puede interesar|le puede interesar
más (?:información|noticias|leídas?|sobre .{2,30}|en .{2,30})
(?:noticias|temas|artículos|contenidos?) relacionad[oa]s|ver también|archivado en|seguir leyendo|te recomendamos
lo más (?:leído|visto)
leggi anche|potrebbe interessarti(?: anche)?|articoli (?:correlati|consigliati)|da leggere
ti potrebbe interessare(?: anche)?|i più letti|approfondimenti|vedi anche
leia (?:também|mais)|veja (?:também|mais)|saiba mais|mais lidas
(?:notícias|artigos|matérias|conteúdos?|posts) relacionad[oa]s|você pode gostar|recomendados?
lees (?:ook|meer|verder)|meer (?:over|nieuws|artikelen).{0,30}|gerelateerd(?:e artikelen)?
läs (?:också|mer|även)|relaterat|les (?:også|mer)|læs (?:også|mere)|lue (?:myös|lisää)
czytaj (?:też|także|więcej|również)|zobacz (?:też|także|również)|polecane|čtěte také|související(?: články)?
mohlo by vás zajímat|olvasta már\\??|kapcsolódó cikkek
читайте (?:также|ещё|еще)|смотрите также|по теме|похожие (?:статьи|новости|материалы)|материалы по теме
ещё по теме|популярное|читайте також|дивіться також|за темою
ilgili (?:haberler|konular|içerikler)|bunlar da ilginizi çekebilir|lasi arī|saistītie raksti|loe ka
taip pat skaitykite|citește și|διαβάστε (?:επίσης|ακόμα)
関連(?:記事|キーワード|リンク|ニュース|情報|する記事)?|おすすめ(?:記事|情報)?|あわせて読みたい|こちらもおすすめ
人気記事|この記事を読んだ人は.{0,20}|アクセスランキング
相关(?:阅读|文章|新闻|链接|推荐|报道)|相關(?:閱讀|文章|新聞|報導)|延伸阅读|延伸閱讀|推荐阅读|推薦閱讀|热门文章
猜你喜欢|관련(?: ?(?:기사|뉴스|글|키워드))?|추천 ?(?:기사|뉴스)|많이 본 (?:기사|뉴스)
اقرأ (?:أيضا|أيضًا|أيضاً|المزيد)|(?:مواضيع|مقالات|أخبار) ذات صلة|קראו גם|כתבות נוספות|यह भी पढ़ें|อ่านเพิ่มเติม
ข่าวที่เกี่ยวข้อง|đọc thêm|xem thêm|tin liên quan|baca juga
"""
_RELATED = re.compile(rf"\W*(?:{'|'.join(_LABELS.split(chr(10))[1:-1])})\W*", re.IGNORECASE)
_LONGEST_LABEL = 70
_SUBSCRIBING = re.compile(
    r"\b(?:subscribe|subscription|subscribers?|already a member|continue reading|unlock|premium)\b|abonn\w+"
    r"|weiterlesen mit|jetzt testen|réservé aux|suscr\w+"
    r"|abbona\w+|assin(?:e|ante)\w*|prenumer\w+|подпис\w+|会員|購読|订阅|구독",
    re.IGNORECASE,
)
_COMMENTS = re.compile(
    r"\W*(?:\d+ )?(?:(?:reader |user )?comments?|(?:leser)?kommentare?|commentaires?|comentarios?|commenti|comentários?"
    r"|reacties|kommentarer|kommentit|komentarze|комментарии|коментарі|yorumlar|コメント|评论|評論|댓글)"
    r"\W*(?:\d+\W*)?",
    re.IGNORECASE,
)
_STAMP = re.compile(
    r"\b\d{1,2}[.:]\d{2}\b|\b(?:19|20)\d\d\b|\bago\b"
    r"|\b(?:reply|antworten|répondre|responder|rispondi|beantwoorden|svara|ответить|report)\b",
    re.IGNORECASE,
)
_LONGEST_STAMP = 60
_ELLIPSIS = re.compile(r"(?:…|\.\.\.|\[[….]+\])\W*$")


def announces_other_pages(text: str) -> bool:
    """Tells a line that is nothing but the label of links to other pages."""
    return len(text) <= _LONGEST_LABEL and _RELATED.fullmatch(text.strip()) is not None


def announces_comments(text: str) -> bool:
    """Tells a line that is nothing but the label of what readers wrote: `Comments (12)`."""
    return len(text) <= _LONGEST_LABEL and _COMMENTS.fullmatch(text.strip()) is not None


def stamps_a_comment(text: str) -> bool:
    """Tells a short line that says when something was written, or lets a reader answer."""
    return len(text) <= _LONGEST_STAMP and _STAMP.search(text) is not None


def speaks_of_subscribing(text: str) -> bool:
    """Tells a text with words that stand on paywalls; an article may use them, too."""
    return _SUBSCRIBING.search(text) is not None


def breaks_off(text: str) -> bool:
    """Tells a text that ends with an ellipsis."""
    return _ELLIPSIS.search(text) is not None
