"""Words that say nothing as a key word, by kind: beside the stop words of the library, whole kinds at a time.

A word comes here because of its kind, with all members of that kind that people write; a word that
names what the guidance or the work is about (*tijd*, *oefening*, *team*) never does.
"""

from __future__ import annotations

EMPTY = {
    "nl": (
        # Small words: pronouns, conjunctions, prepositions, and adverbs that only point.
        "alle allemaal alleen anders dankjewel eigenlijk elk elke ermee ervan gewoon graag ieder "
        "iedereen jij jou jouw jullie mee onze toe tussen vanaf vanuit verder via vooral waar "
        "waardoor waarom welke zoals zo'n",
        # How much, how many and how very.
        "beetje best echt enkele enkel erg genoeg half heel helemaal hele meeste meestal minder minst "
        "minstens paar ruim sommige teveel voldoende weinig zeer zeker zoveel",
        # When, how often and in what order; one day, one year (half days and two years say something).
        "achteraf daarna daarvoor dag dadelijk eerder eerst eerste erna ervoor intussen jaar "
        "keer laatst laatste later maand meteen nooit ondertussen ooit opnieuw "
        "pas sinds soms steeds straks telkens tijdens vaak vandaag volgend "
        "volgende vooraf vorig vorige wanneer week weer",
        # What a score says by itself: good or bad, high or low.
        "beter fijn fijne goed goede hoge hoger hoog jammer laag lage lager lagere leuk leuke mooi "
        "mooie prima slecht slechte super tof toffe top",
        # Verbs that join or help, in all their forms.
        "bent gaan gaat ging gingen had hadden konden kunt laat laten liet mag mocht mochten mogen "
        "moest moesten moeten werden wilde wilden willen wordt zullen zouden",
        # Verbs that say nothing without what goes with them, in all their forms.
        "bleef bleven blijf blijft blijven dacht denk denkt denken deed doe doet gaf gaven geef geeft "
        "geven gebruik gebruiken gebruikt gehaald geholpen gevolgd geweten haal haalt halen help "
        "helpen helpt hielp keek kijk kijken kijkt komen komt kom kreeg krijg krijgen krijgt kwam "
        "kwamen lag lagen liep liepen liggen ligt loop loopt lopen maak maakt maakte maken nam neem "
        "neemt nemen probeer proberen probeert staan staat stond verwacht verwachten verwachtte vind "
        "vinden vindt vond volg volgde volgen volgt vraag vragen vraagt vroeg vroegen weet weten wist "
        "wisten zag zat zie zien ziet zit zitten",
        # Things without a name.
        "ding dingen iets zaken",
    ),
    "en": ("also just really very",),
}
