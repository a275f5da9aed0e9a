"""Sentences of many languages where points abound: abbreviations, ordinals, initials, notes and quotations."""

import pytest

from models.abbreviations import ends_after_initials, is_never_last
from models.sentences import split_sentences

SENTENCES = [
    ("ar", ["ماذا حدث؟", "لا شيء."]),
    ("cs", ["Dne 3. května přišel.", "Bylo chladno."]),
    ("cs", ["V 19. století to bylo jinak.", "Dnes ne."]),
    ("da", ["Lad os spørge Mette og co.", "Hun ved det."]),
    ("da", ["Den 3. maj kom han.", "Det var koldt."]),
    ("da", ["I det 19. århundrede var det sådan.", "Nu er det anderledes."]),
    ("da", ["Han bor i U.S.A.", "Jeg bor her."]),
    ("da", ["De købte f.eks. æbler.", "Vi købte pærer."]),
    ("da", ["Dr. Hansen kom.", "Hr. Jensen gik."]),
    ("da", ["Kl. 10 begynder mødet.", "Vi ses."]),
    ("da", ["Den 24. december er juleaften.", "Alle spiser."]),
    ("de", ["Am 3. Oktober kam er.", "Es war kalt."]),
    ("de", ["Im 19. Jahrhundert war das so.", "Heute nicht."]),
    ("de", ["Er wurde 3.", "Das war gut."]),
    ("de", ["Der 1. FC Köln verlor.", "Die Fans weinten."]),
    ("de", ["Das gilt z. B. für Äpfel.", "Birnen sind anders."]),
    ("de", ["Dr. Müller kam.", "Prof. Schmidt ging."]),
    ("de", ["Im Jahr 1990.", "Dann kam 1991."]),
    ("de", ["König Ludwig XIV. starb 1715.", "Er war alt."]),
    ("de", ["Das 2. Kapitel ist lang.", "Das 3. ist kurz."]),
    ("de", ["Am 1. und 2. Mai ist frei.", "Am 3. Mai nicht."]),
    ("de", ["„Komm!“, sagte er.", "Sie kam."]),
    ("de", ["Die Nr. 5 gewann.", "Die Nr. 6 verlor."]),
    ("de", ["Der Ort liegt ca. 5 km nördlich.", "Er ist klein."]),
    ("de", ["Er lebt in den U.S.A.", "Das ist weit."]),
    ("de", ["Sein 40. Geburtstag war schön.", "Alle kamen."]),
    ("de", ["Sie wurde am 24. Dezember 1980 geboren.", "Ihr Vater starb am 2. Januar."]),
    ("de", ["Die Mannschaft stieg in die 2. Bundesliga ab.", "Der Trainer ging."]),
    ("de", ["Beim 5. Versuch gelang es.", "Endlich."]),
    ("de", ["Der Umsatz stieg auf 5 Mio. Euro.", "Der Gewinn sank."]),
    ("de", ["Seit dem 11. September ist alles anders.", "So sagt man."]),
    ("de", ["Papst Johannes XXIII. war beliebt.", "Er lachte viel."]),
    ("de", ["Er wohnt in der Schillerstr. 5.", "Sie auch."]),
    ("de", ["Das kostet 3,50 Euro.", "Teuer!"]),
    ("de", ["Im Finale siegte er 3:2.", "Danach weinte er."]),
    ("de", ["Prof. Dr. Anna Weber sprach.", "Hr. Maier schwieg."]),
    ("de", ["Wir treffen uns um 15 Uhr.", "Bis dann."]),
    ("de", ["Der Film läuft bis zum 31. Mai.", "Danach nicht mehr."]),
    ("en", ["That is JFK Jr.'s book.", "I visited the U.S.A. last year."]),
    ("en", ["It was the dogs' bowl.", "He took it to John's."]),
    ("en", ["The workers' union won.", "Its members' pay rose 3 percent."]),
    ("en", ["The Smiths' house burned.", "Nobody was hurt.", "The Joneses' house stood."]),
    ("en", ["He was born in the '90s.", "She wasn't."]),
    ("en", ["'Tis the season.", "Don't be late."]),
    ("en", ["She works at Pitt & Co.", "They should know."]),
    ("en", ["Shares of Acme Inc. rose.", "Acme Inc. said so."]),
    ("en", ["He lives in the U.S.", "She does not."]),
    ("en", ["The U.S. Senate voted.", "It passed."]),
    ("en", ["He moved to D.C.", "But his family stayed."]),
    ("en", ["The trial was small.12", "Larger ones followed."]),
    ("en", ["The model (type 2).10", "This model is new."]),
    ("en", ["It grew 2.5 times.", "Version 3.1 followed."]),
    ("en", ["(It rained.)", '"I hope so," she said.']),
    ("en", ["He asked Dr. Smith.", "Prof. Jones agreed."]),
    ("en", ["They met at 5 p.m.", "The talks failed."]),
    ("en", ["They met at 5 p.m. Tuesday in Geneva."]),
    ("en", ["See Fig. 3 for details.", "It is clear."]),
    ("en", ["“Stop!” he said.", "“Now.”"]),
    ("en", ["“Stop.”", "He left."]),
    ("en", ["Yahoo! announced results.", "Shares fell."]),
    ("en", ["He got a Ph.D. in 1990.", "He taught."]),
    ("en", ["J. K. Rowling wrote it.", "George R. R. Martin did not."]),
    ("en", ["It ended 3-2.", "No. 5 seed Sinner won."]),
    ("en", ["Is it No. 1?", "Yes."]),
    ("en", ["He said no.", "It was over."]),
    ("en", ["The Jan. 6 committee met.", "In Feb. it rested."]),
    ("en", ["The firm, founded in 1999 by A. B. Jones Jr., failed.", "Why?"]),
    ("en", ["Wait... what?", "Really."]),
    ("en", ["It was hot . . . and dry.", "We left."]),
    ("en", ["We use .NET.", "Node.js too."]),
    ("en", ["Visit example.com.", "Then call."]),
    ("en", ["The U.N. Security Council met.", "The E.U. did not."]),
    ("en", ["He was 6 ft. 2 in. tall.", "She was taller."]),
    ("en", ["Gov. Gavin Newsom signed it.", "Sen. Smith did not."]),
    ("en", ["The St. Louis team won.", "Mt. Everest is high."]),
    ("en", ["He paid $5 mln. for it.", "That was a lot."]),
    ("en", ["Apples, pears, etc. are fruit.", "So are plums, etc.", "The end."]),
    ("en", ["Who?", "Me?"]),
    ("en", ["He lives in Washington, D.C.", "He works there."]),
    ("en", ["The study ended.3", "This surprised us."]),
    ("en", ["Sales rose.1,2", "The next year they fell."]),
    ("en", ["Use Python 3.11 now.", "It is fast."]),
    ("en", ["(She left.)", "“Why?” he asked."]),
    ("en", ["It rained (a lot).", "We stayed."]),
    ("en", ["Mr. J. P. Morgan paid.", "Nobody else did."]),
    ("en", ["He said: “Go.”", "She went."]),
    ("en", ["He left the U.S.", "It was cold."]),
    ("en", ["At 9 a.m. Monday it opened.", "At 5 p.m. it closed."]),
    ("en", ["Is that so?", "Yes!", "Fine."]),
    ("es", ["El Sr. López llegó.", "La Sra. Ruiz no."]),
    ("es", ["Vive en EE. UU. desde 1990.", "Es feliz."]),
    ("es", ["El documento N°. 1026 es falso.", "El otro no."]),
    ("es", ["¿Qué?", "¡No!"]),
    ("es", ["La Av. 9 de Julio es ancha.", "Mide 140 m."]),
    ("es", ["La Dra. Gómez salió.", "El Sr. Ruiz entró."]),
    ("es", ["Nació el 3 de mayo.", "Murió en 1999."]),
    ("es", ["Pagó 1.000 euros.", "No es mucho."]),
    ("fi", ["Hän syntyi 3. toukokuuta.", "Sää oli kylmä."]),
    ("fr", ["M. Dupont est là.", "Mme Durand non."]),
    ("fr", ["Il est né le 1er mai.", "Elle aussi."]),
    ("fr", ["Il vit aux U.S.A.", "Elle non."]),
    ("fr", ["« Viens ! » dit-il.", "Elle vint."]),
    ("fr", ["M. Macron a parlé.", "MM. Dupont et Durand ont écouté."]),
    ("fr", ["Le prix est de 3,50 €.", "C'est cher."]),
    ("fr", ["Mgr Lefebvre est mort.", "Il avait 85 ans."]),
    ("fr", ["J'aime l'art.", "Elle aussi."]),
    ("fr", ["Mme. Bovary lit.", "Charles dort."]),
    ("hi", ["वह आया।", "मैं गया।"]),
    ("hu", ["Május 3. napján jött.", "Hideg volt."]),
    ("it", ["Il sig. Rossi arrivò.", "La dott.ssa Bianchi no."]),
    ("it", ["Il prof. Bianchi parla.", "L'on. Verdi ascolta."]),
    ("it", ["Costa 5 euro.", "È poco."]),
    ("kk", ["Ол келді.", "Мен кеттім."]),
    ("nl", ["Dhr. Jansen kwam.", "Mevr. De Vries niet."]),
    ("nl", ["Het kost ca. 5 euro.", "Dat is veel."]),
    ("nl", ["Prof. De Boer sprak.", "Mw. Visser luisterde."]),
    ("nl", ["Het begint om 8 uur.", "Kom op tijd."]),
    ("no", ["Den 17. mai er nasjonaldag.", "Alle feirer."]),
    ("no", ["Det var f.eks. Hansen som kom.", "Han smilte."]),
    ("pl", ["Urodził się 3 maja 1990 r. w Łodzi.", "Potem wyjechał."]),
    ("pl", ["Prof. Nowak mówił.", "Dr Kowalski słuchał."]),
    ("pl", ["Mieszka przy ul. Długiej 5.", "Ma psa."]),
    ("pt", ["O Sr. Silva chegou.", "A Sra. Costa não."]),
    ("pt", ["O Dr. Souza chegou.", "A Profa. Lima saiu."]),
    ("pt", ["Custa R$ 5.", "É pouco."]),
    ("ru", ["Это было в 1990 г. в Москве.", "Потом он уехал."]),
    ("sv", ["Bl.a. Anna kom.", "Hon log."]),
    ("sv", ["Priset är t.ex. 50 kr. per styck.", "Det är dyrt."]),
    ("tr", ["19. yüzyılda öyleydi.", "Şimdi değil."]),
]


@pytest.mark.parametrize(("language", "sentences"), SENTENCES)
def test_a_point_ends_a_sentence_only_where_one_ends(language, sentences):
    found = split_sentences(" ".join(sentences), language)
    assert [sentence.strip() for sentence in found] == sentences


@pytest.mark.parametrize(
    ("end", "language"),
    [("sagte Dr. ", "de"), ("im 19. ", "de"), ("à M. ", "fr"), ("med Hr. ", "da"), ("med dr. ", "nb")],
)
def test_an_abbreviation_before_a_name_ends_no_sentence(end, language):
    assert is_never_last(end, language)
    assert not is_never_last("und so war es. ", language)


def test_an_ordinal_is_written_with_a_point_in_german_only():
    assert not is_never_last("im 19. ", "en")


def test_initials_end_a_sentence_before_a_word_that_is_no_name():
    text = "He left the U.S. The Senate met. The U.S. Senate did."
    assert ends_after_initials(text, "en") == [text.index("The Senate")]
    assert ends_after_initials(text, "xx") == []


def test_a_letter_behind_a_small_word_ends_a_sentence():
    text = "It was plan B. The rest is by John B. They."
    assert ends_after_initials(text, "en") == [text.index("The rest")]
