"""The words that are ours: notices and cues, by language; a language without a table has the disclosure at most."""

from collections.abc import Mapping
from enum import StrEnum, auto

from models.voices import primary_language


class Notice(StrEnum):
    """A phrase of ours; the names in braces are filled in."""

    BYLINE = auto()
    PART = auto()
    CAPTION = auto()
    IMAGE = auto()
    IMAGE_APPEARS = auto()
    IMAGE_BEGINS = auto()
    IMAGE_ENDS = auto()
    GALLERY = auto()
    CODE = auto()
    CODE_IN = auto()
    CODE_LINE = auto()
    CODE_LINE_IN = auto()
    CODE_AGAIN = auto()
    CODE_LINE_AGAIN = auto()
    CODE_WORD = auto()
    EQUATION = auto()
    EQUATION_WORD = auto()
    LIST = auto()
    LIST_LAST = auto()
    UNDER_THAT = auto()
    QUOTE_BEGINS = auto()
    QUOTE_ENDS = auto()
    NOTE_BEGINS = auto()
    NOTE_ENDS = auto()
    TABLE = auto()
    TABLE_TITLED = auto()
    TABLE_ROWS = auto()
    TABLE_ROWS_TITLED = auto()
    TABLE_COLUMNS = auto()
    TABLE_ROW_NAMES = auto()
    TABLE_HIGHEST = auto()
    TABLE_LOWEST = auto()
    POST_BY = auto()
    POST = auto()
    POST_APPEARS = auto()
    VIDEO = auto()
    VIDEO_TITLED = auto()
    AUDIO = auto()
    AUDIO_TITLED = auto()
    EMBED = auto()
    DISCLOSURE = auto()


_ENGLISH = {
    Notice.BYLINE: "By {authors}",
    Notice.PART: "Part {part} of {parts}.",
    Notice.CAPTION: "Caption:",
    Notice.IMAGE: "Image: {description}",
    Notice.IMAGE_APPEARS: "An image appears here.",
    Notice.IMAGE_BEGINS: "Begin image description.",
    Notice.IMAGE_ENDS: "End image description.",
    Notice.GALLERY: "A gallery of {count} images.",
    Notice.CODE: "{a} {count}-line code example follows in the text.",
    Notice.CODE_IN: "{a} {count}-line {language} example follows in the text.",
    Notice.CODE_LINE: "A line of code follows in the text.",
    Notice.CODE_LINE_IN: "A line of {language} follows in the text.",
    Notice.CODE_AGAIN: "{count} lines of code.",
    Notice.CODE_LINE_AGAIN: "A line of code.",
    Notice.CODE_WORD: "code",
    Notice.EQUATION: "An equation appears here.",
    Notice.EQUATION_WORD: "an equation",
    Notice.LIST: "List of {count} items.",
    Notice.LIST_LAST: "and",
    Notice.UNDER_THAT: "Under that:",
    Notice.QUOTE_BEGINS: "Quote.",
    Notice.QUOTE_ENDS: "End quote.",
    Notice.NOTE_BEGINS: "Note:",
    Notice.NOTE_ENDS: "End note.",
    Notice.TABLE: "Table.",
    Notice.TABLE_TITLED: "Table: {title}",
    Notice.TABLE_ROWS: "A table of {count} rows.",
    Notice.TABLE_ROWS_TITLED: "A table of {count} rows shows {title}.",
    Notice.TABLE_COLUMNS: "The columns are {columns}.",
    Notice.TABLE_ROW_NAMES: "The rows are {names}.",
    Notice.TABLE_HIGHEST: "Highest {column}: {row}.",
    Notice.TABLE_LOWEST: "Lowest {column}: {row}.",
    Notice.POST_BY: "A post by {author} reads:",
    Notice.POST: "A post reads:",
    Notice.POST_APPEARS: "A post appears here.",
    Notice.VIDEO: "A video is included.",
    Notice.VIDEO_TITLED: "A video is included: {title}",
    Notice.AUDIO: "An audio clip is included.",
    Notice.AUDIO_TITLED: "An audio clip is included: {title}",
    Notice.EMBED: "Interactive content appears here.",
    Notice.DISCLOSURE: "This article was read by a synthetic voice.",
}

_GERMAN = {
    Notice.BYLINE: "Von {authors}",
    Notice.PART: "Teil {part} von {parts}.",
    Notice.CAPTION: "Bildunterschrift:",
    Notice.IMAGE: "Bild: {description}",
    Notice.IMAGE_APPEARS: "Hier steht ein Bild.",
    Notice.IMAGE_BEGINS: "Beginn der Bildbeschreibung.",
    Notice.IMAGE_ENDS: "Ende der Bildbeschreibung.",
    Notice.GALLERY: "Eine Galerie mit {count} Bildern.",
    Notice.CODE: "Im Text folgt ein Programmbeispiel von {count} Zeilen.",
    Notice.CODE_IN: "Im Text folgt ein {language}-Beispiel von {count} Zeilen.",
    Notice.CODE_LINE: "Im Text folgt eine Programmzeile.",
    Notice.CODE_LINE_IN: "Im Text folgt eine Zeile {language}.",
    Notice.CODE_AGAIN: "{count} Programmzeilen.",
    Notice.CODE_LINE_AGAIN: "Eine Programmzeile.",
    Notice.CODE_WORD: "Code",
    Notice.EQUATION: "Hier steht eine Formel.",
    Notice.EQUATION_WORD: "eine Formel",
    Notice.LIST: "Liste mit {count} Punkten.",
    Notice.LIST_LAST: "und",
    Notice.UNDER_THAT: "Darunter:",
    Notice.QUOTE_BEGINS: "Zitat.",
    Notice.QUOTE_ENDS: "Ende des Zitats.",
    Notice.NOTE_BEGINS: "Anmerkung:",
    Notice.NOTE_ENDS: "Ende der Anmerkung.",
    Notice.TABLE: "Tabelle.",
    Notice.TABLE_TITLED: "Tabelle: {title}",
    Notice.TABLE_ROWS: "Eine Tabelle mit {count} Zeilen.",
    Notice.TABLE_ROWS_TITLED: "Eine Tabelle mit {count} Zeilen: {title}.",
    Notice.TABLE_COLUMNS: "Die Spalten sind {columns}.",
    Notice.TABLE_ROW_NAMES: "Die Zeilen sind {names}.",
    Notice.TABLE_HIGHEST: "Höchster Wert bei {column}: {row}.",
    Notice.TABLE_LOWEST: "Niedrigster Wert bei {column}: {row}.",
    Notice.POST_BY: "Ein Beitrag von {author} lautet:",
    Notice.POST: "Ein Beitrag lautet:",
    Notice.POST_APPEARS: "Hier steht ein Beitrag.",
    Notice.VIDEO: "Dazu gibt es ein Video.",
    Notice.VIDEO_TITLED: "Dazu gibt es ein Video: {title}",
    Notice.AUDIO: "Dazu gibt es eine Tonaufnahme.",
    Notice.AUDIO_TITLED: "Dazu gibt es eine Tonaufnahme: {title}",
    Notice.EMBED: "Hier steht ein interaktiver Inhalt.",
    Notice.DISCLOSURE: "Dieser Artikel wurde von einer synthetischen Stimme gelesen.",
}

_FRENCH = {
    Notice.BYLINE: "Par {authors}",
    Notice.PART: "Partie {part} sur {parts}.",
    Notice.CAPTION: "Légende :",
    Notice.IMAGE: "Image : {description}",
    Notice.IMAGE_APPEARS: "Une image figure ici.",
    Notice.IMAGE_BEGINS: "Début de la description de l’image.",
    Notice.IMAGE_ENDS: "Fin de la description de l’image.",
    Notice.GALLERY: "Une galerie de {count} images.",
    Notice.CODE: "Un exemple de code de {count} lignes figure dans le texte.",
    Notice.CODE_IN: "Un exemple en {language} de {count} lignes figure dans le texte.",
    Notice.CODE_LINE: "Une ligne de code figure dans le texte.",
    Notice.CODE_LINE_IN: "Une ligne de {language} figure dans le texte.",
    Notice.CODE_AGAIN: "{count} lignes de code.",
    Notice.CODE_LINE_AGAIN: "Une ligne de code.",
    Notice.CODE_WORD: "code",
    Notice.EQUATION: "Une équation figure ici.",
    Notice.EQUATION_WORD: "une équation",
    Notice.LIST: "Liste de {count} éléments.",
    Notice.LIST_LAST: "et",
    Notice.UNDER_THAT: "Sous ce point :",
    Notice.QUOTE_BEGINS: "Citation.",
    Notice.QUOTE_ENDS: "Fin de citation.",
    Notice.NOTE_BEGINS: "Note :",
    Notice.NOTE_ENDS: "Fin de la note.",
    Notice.TABLE: "Tableau.",
    Notice.TABLE_TITLED: "Tableau : {title}",
    Notice.TABLE_ROWS: "Un tableau de {count} lignes.",
    Notice.TABLE_ROWS_TITLED: "Un tableau de {count} lignes présente : {title}.",
    Notice.TABLE_COLUMNS: "Les colonnes sont {columns}.",
    Notice.TABLE_ROW_NAMES: "Les lignes sont {names}.",
    Notice.TABLE_HIGHEST: "Valeur la plus élevée pour {column} : {row}.",
    Notice.TABLE_LOWEST: "Valeur la plus basse pour {column} : {row}.",
    Notice.POST_BY: "Un message de {author} dit :",
    Notice.POST: "Un message dit :",
    Notice.POST_APPEARS: "Un message figure ici.",
    Notice.VIDEO: "Une vidéo accompagne le texte.",
    Notice.VIDEO_TITLED: "Une vidéo accompagne le texte : {title}",
    Notice.AUDIO: "Un enregistrement accompagne le texte.",
    Notice.AUDIO_TITLED: "Un enregistrement accompagne le texte : {title}",
    Notice.EMBED: "Un contenu interactif figure ici.",
    Notice.DISCLOSURE: "Cet article a été lu par une voix de synthèse.",
}

_SPANISH = {
    Notice.BYLINE: "Por {authors}",
    Notice.PART: "Parte {part} de {parts}.",
    Notice.CAPTION: "Pie de foto:",
    Notice.IMAGE: "Imagen: {description}",
    Notice.IMAGE_APPEARS: "Aquí aparece una imagen.",
    Notice.IMAGE_BEGINS: "Comienza la descripción de la imagen.",
    Notice.IMAGE_ENDS: "Fin de la descripción de la imagen.",
    Notice.GALLERY: "Una galería de {count} imágenes.",
    Notice.CODE: "Sigue en el texto un ejemplo de código de {count} líneas.",
    Notice.CODE_IN: "Sigue en el texto un ejemplo en {language} de {count} líneas.",
    Notice.CODE_LINE: "Sigue en el texto una línea de código.",
    Notice.CODE_LINE_IN: "Sigue en el texto una línea de {language}.",
    Notice.CODE_AGAIN: "{count} líneas de código.",
    Notice.CODE_LINE_AGAIN: "Una línea de código.",
    Notice.CODE_WORD: "código",
    Notice.EQUATION: "Aquí aparece una ecuación.",
    Notice.EQUATION_WORD: "una ecuación",
    Notice.LIST: "Lista de {count} elementos.",
    Notice.LIST_LAST: "y",
    Notice.UNDER_THAT: "Dentro de ese punto:",
    Notice.QUOTE_BEGINS: "Cita.",
    Notice.QUOTE_ENDS: "Fin de la cita.",
    Notice.NOTE_BEGINS: "Nota:",
    Notice.NOTE_ENDS: "Fin de la nota.",
    Notice.TABLE: "Tabla.",
    Notice.TABLE_TITLED: "Tabla: {title}",
    Notice.TABLE_ROWS: "Una tabla de {count} filas.",
    Notice.TABLE_ROWS_TITLED: "Una tabla de {count} filas muestra: {title}.",
    Notice.TABLE_COLUMNS: "Las columnas son {columns}.",
    Notice.TABLE_ROW_NAMES: "Las filas son {names}.",
    Notice.TABLE_HIGHEST: "Valor más alto de {column}: {row}.",
    Notice.TABLE_LOWEST: "Valor más bajo de {column}: {row}.",
    Notice.POST_BY: "Una publicación de {author} dice:",
    Notice.POST: "Una publicación dice:",
    Notice.POST_APPEARS: "Aquí aparece una publicación.",
    Notice.VIDEO: "Se incluye un vídeo.",
    Notice.VIDEO_TITLED: "Se incluye un vídeo: {title}",
    Notice.AUDIO: "Se incluye un audio.",
    Notice.AUDIO_TITLED: "Se incluye un audio: {title}",
    Notice.EMBED: "Aquí aparece contenido interactivo.",
    Notice.DISCLOSURE: "Este artículo ha sido leído por una voz sintética.",
}

_ITALIAN = {
    Notice.BYLINE: "Di {authors}",
    Notice.PART: "Parte {part} di {parts}.",
    Notice.CAPTION: "Didascalia:",
    Notice.IMAGE: "Immagine: {description}",
    Notice.IMAGE_APPEARS: "Qui compare un’immagine.",
    Notice.IMAGE_BEGINS: "Inizio della descrizione dell’immagine.",
    Notice.IMAGE_ENDS: "Fine della descrizione dell’immagine.",
    Notice.GALLERY: "Una galleria di {count} immagini.",
    Notice.CODE: "Nel testo segue un esempio di codice di {count} righe.",
    Notice.CODE_IN: "Nel testo segue un esempio in {language} di {count} righe.",
    Notice.CODE_LINE: "Nel testo segue una riga di codice.",
    Notice.CODE_LINE_IN: "Nel testo segue una riga di {language}.",
    Notice.CODE_AGAIN: "{count} righe di codice.",
    Notice.CODE_LINE_AGAIN: "Una riga di codice.",
    Notice.CODE_WORD: "codice",
    Notice.EQUATION: "Qui compare un’equazione.",
    Notice.EQUATION_WORD: "un’equazione",
    Notice.LIST: "Elenco di {count} voci.",
    Notice.LIST_LAST: "e",
    Notice.UNDER_THAT: "Sotto questo punto:",
    Notice.QUOTE_BEGINS: "Citazione.",
    Notice.QUOTE_ENDS: "Fine della citazione.",
    Notice.NOTE_BEGINS: "Nota:",
    Notice.NOTE_ENDS: "Fine della nota.",
    Notice.TABLE: "Tabella.",
    Notice.TABLE_TITLED: "Tabella: {title}",
    Notice.TABLE_ROWS: "Una tabella di {count} righe.",
    Notice.TABLE_ROWS_TITLED: "Una tabella di {count} righe mostra: {title}.",
    Notice.TABLE_COLUMNS: "Le colonne sono {columns}.",
    Notice.TABLE_ROW_NAMES: "Le righe sono {names}.",
    Notice.TABLE_HIGHEST: "Valore più alto di {column}: {row}.",
    Notice.TABLE_LOWEST: "Valore più basso di {column}: {row}.",
    Notice.POST_BY: "Un post di {author} dice:",
    Notice.POST: "Un post dice:",
    Notice.POST_APPEARS: "Qui compare un post.",
    Notice.VIDEO: "È incluso un video.",
    Notice.VIDEO_TITLED: "È incluso un video: {title}",
    Notice.AUDIO: "È incluso un audio.",
    Notice.AUDIO_TITLED: "È incluso un audio: {title}",
    Notice.EMBED: "Qui compare un contenuto interattivo.",
    Notice.DISCLOSURE: "Questo articolo è stato letto da una voce sintetica.",
}

_PORTUGUESE = {
    Notice.BYLINE: "Por {authors}",
    Notice.PART: "Parte {part} de {parts}.",
    Notice.CAPTION: "Legenda:",
    Notice.IMAGE: "Imagem: {description}",
    Notice.IMAGE_APPEARS: "Há aqui uma imagem.",
    Notice.IMAGE_BEGINS: "Início da descrição da imagem.",
    Notice.IMAGE_ENDS: "Fim da descrição da imagem.",
    Notice.GALLERY: "Uma galeria de {count} imagens.",
    Notice.CODE: "Segue no texto um exemplo de código de {count} linhas.",
    Notice.CODE_IN: "Segue no texto um exemplo em {language} de {count} linhas.",
    Notice.CODE_LINE: "Segue no texto uma linha de código.",
    Notice.CODE_LINE_IN: "Segue no texto uma linha de {language}.",
    Notice.CODE_AGAIN: "{count} linhas de código.",
    Notice.CODE_LINE_AGAIN: "Uma linha de código.",
    Notice.CODE_WORD: "código",
    Notice.EQUATION: "Há aqui uma equação.",
    Notice.EQUATION_WORD: "uma equação",
    Notice.LIST: "Lista de {count} itens.",
    Notice.LIST_LAST: "e",
    Notice.UNDER_THAT: "Dentro desse ponto:",
    Notice.QUOTE_BEGINS: "Citação.",
    Notice.QUOTE_ENDS: "Fim da citação.",
    Notice.NOTE_BEGINS: "Nota:",
    Notice.NOTE_ENDS: "Fim da nota.",
    Notice.TABLE: "Tabela.",
    Notice.TABLE_TITLED: "Tabela: {title}",
    Notice.TABLE_ROWS: "Uma tabela de {count} linhas.",
    Notice.TABLE_ROWS_TITLED: "Uma tabela de {count} linhas mostra: {title}.",
    Notice.TABLE_COLUMNS: "As colunas são {columns}.",
    Notice.TABLE_ROW_NAMES: "As linhas são {names}.",
    Notice.TABLE_HIGHEST: "Valor mais alto de {column}: {row}.",
    Notice.TABLE_LOWEST: "Valor mais baixo de {column}: {row}.",
    Notice.POST_BY: "Uma publicação de {author} diz:",
    Notice.POST: "Uma publicação diz:",
    Notice.POST_APPEARS: "Há aqui uma publicação.",
    Notice.VIDEO: "O texto inclui um vídeo.",
    Notice.VIDEO_TITLED: "O texto inclui um vídeo: {title}",
    Notice.AUDIO: "O texto inclui um áudio.",
    Notice.AUDIO_TITLED: "O texto inclui um áudio: {title}",
    Notice.EMBED: "Há aqui um conteúdo interativo.",
    Notice.DISCLOSURE: "Este artigo foi lido por uma voz sintética.",
}

_DUTCH = {
    Notice.BYLINE: "Door {authors}",
    Notice.PART: "Deel {part} van {parts}.",
    Notice.CAPTION: "Bijschrift:",
    Notice.IMAGE: "Afbeelding: {description}",
    Notice.IMAGE_APPEARS: "Hier staat een afbeelding.",
    Notice.IMAGE_BEGINS: "Begin van de afbeeldingsbeschrijving.",
    Notice.IMAGE_ENDS: "Einde van de afbeeldingsbeschrijving.",
    Notice.GALLERY: "Een galerij van {count} afbeeldingen.",
    Notice.CODE: "In de tekst volgt een codevoorbeeld van {count} regels.",
    Notice.CODE_IN: "In de tekst volgt een {language}-voorbeeld van {count} regels.",
    Notice.CODE_LINE: "In de tekst volgt een regel code.",
    Notice.CODE_LINE_IN: "In de tekst volgt een regel {language}.",
    Notice.CODE_AGAIN: "{count} regels code.",
    Notice.CODE_LINE_AGAIN: "Een regel code.",
    Notice.CODE_WORD: "code",
    Notice.EQUATION: "Hier staat een formule.",
    Notice.EQUATION_WORD: "een formule",
    Notice.LIST: "Lijst van {count} punten.",
    Notice.LIST_LAST: "en",
    Notice.UNDER_THAT: "Daaronder:",
    Notice.QUOTE_BEGINS: "Citaat.",
    Notice.QUOTE_ENDS: "Einde citaat.",
    Notice.NOTE_BEGINS: "Noot:",
    Notice.NOTE_ENDS: "Einde noot.",
    Notice.TABLE: "Tabel.",
    Notice.TABLE_TITLED: "Tabel: {title}",
    Notice.TABLE_ROWS: "Een tabel van {count} rijen.",
    Notice.TABLE_ROWS_TITLED: "Een tabel van {count} rijen toont: {title}.",
    Notice.TABLE_COLUMNS: "De kolommen zijn {columns}.",
    Notice.TABLE_ROW_NAMES: "De rijen zijn {names}.",
    Notice.TABLE_HIGHEST: "Hoogste waarde van {column}: {row}.",
    Notice.TABLE_LOWEST: "Laagste waarde van {column}: {row}.",
    Notice.POST_BY: "Een bericht van {author} luidt:",
    Notice.POST: "Een bericht luidt:",
    Notice.POST_APPEARS: "Hier staat een bericht.",
    Notice.VIDEO: "Er hoort een video bij.",
    Notice.VIDEO_TITLED: "Er hoort een video bij: {title}",
    Notice.AUDIO: "Er hoort een geluidsfragment bij.",
    Notice.AUDIO_TITLED: "Er hoort een geluidsfragment bij: {title}",
    Notice.EMBED: "Hier staat interactieve inhoud.",
    Notice.DISCLOSURE: "Dit artikel is voorgelezen door een synthetische stem.",
}

NOTICES: Mapping[str, Mapping[Notice, str]] = {
    "en": _ENGLISH,
    "de": _GERMAN,
    "fr": _FRENCH,
    "es": _SPANISH,
    "it": _ITALIAN,
    "pt": _PORTUGUESE,
    "nl": _DUTCH,
}

# That a voice is synthetic has to be said in languages, too, in which nothing else of ours is.
DISCLOSURES: Mapping[str, str] = {
    "ar": "قُرئت هذه المقالة بصوت اصطناعي.",
    "bg": "Тази статия беше прочетена от синтетичен глас.",
    "ca": "Aquest article ha estat llegit per una veu sintètica.",
    "cs": "Tento článek přečetl syntetický hlas.",
    "da": "Denne artikel blev læst op af en syntetisk stemme.",
    "el": "Αυτό το άρθρο διαβάστηκε από συνθετική φωνή.",
    "et": "Selle artikli luges ette sünteetiline hääl.",
    "fi": "Tämän artikkelin luki synteettinen ääni.",
    "hi": "यह लेख कृत्रिम आवाज़ में पढ़ा गया है।",
    "hr": "Ovaj je članak pročitao sintetički glas.",
    "hu": "Ezt a cikket szintetikus hang olvasta fel.",
    "id": "Artikel ini dibacakan oleh suara sintetis.",
    "ja": "この記事は合成音声が読み上げました。",
    "ko": "이 기사는 합성 음성으로 낭독되었습니다.",
    "lt": "Šį straipsnį perskaitė sintetinis balsas.",
    "lv": "Šo rakstu nolasīja sintezēta balss.",
    "nb": "Denne artikkelen ble lest opp av en syntetisk stemme.",
    "no": "Denne artikkelen ble lest opp av en syntetisk stemme.",
    "pl": "Ten artykuł został przeczytany głosem syntetycznym.",
    "ro": "Acest articol a fost citit de o voce sintetică.",
    "ru": "Эта статья прочитана синтетическим голосом.",
    "sk": "Tento článok prečítal syntetický hlas.",
    "sl": "Ta članek je prebral sintetični glas.",
    "sv": "Den här artikeln lästes upp av en syntetisk röst.",
    "th": "บทความนี้อ่านด้วยเสียงสังเคราะห์",
    "tr": "Bu makale sentetik bir ses tarafından okundu.",
    "uk": "Цю статтю прочитано синтетичним голосом.",
    "vi": "Bài viết này được đọc bằng giọng nói tổng hợp.",
    "zh": "本文由合成语音朗读。",
}


def words_of(kind: Notice, tag: str, /, **filled: object) -> str | None:
    """Returns a notice in the language of a BCP 47 tag, or None where we have no words for it."""
    language = primary_language(tag)
    if language in NOTICES:
        return NOTICES[language][kind].format(**filled)
    return DISCLOSURES.get(language) if kind is Notice.DISCLOSURE else None
