"""Invented remarks for the open question of the example surveys."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from data.example.generator.answers import Floats, Matrix
from data.example.generator.surveys import Survey

# Per strategy and moment, from grumbling to beaming. The year 2023-2024 gets every third one.
REMARKS: Mapping[tuple[str, str], tuple[str, ...]] = {
    ("opleiding_vorming", "short"): (
        "Dit had een mail kunnen zijn.",
        "Veel slides, weinig oefening. Na de middag was ik ze kwijt.",
        "Twee uur op de trein voor drie uur theorie: doe dit alsjeblieft online of in de buurt.",
        "Ik kende de helft al. Vraag op voorhand wat we al weten.",
        "Boeiend, maar op mijn bureau wacht een stapel dossiers. Wanneer moet ik dit toepassen?",
        "Goede inhoud, te vol programma. Liever twee halve dagen dan één hele.",
        "Fijne dag; nu nog tijd om het met mijn team te bespreken.",
        "Graag een opfrismoment over een half jaar, anders zakt het weg.",
        "De casussen waren eindelijk eens die van ons en niet uit een handboek.",
        "De oefening in duo's was even wennen, maar daar leerde ik het meest van.",
        "Mijn directie vroeg de week erna zelf hoe we dit gaan aanpakken. Dat helpt!",
        "Maandag al gebruikt in een gesprek met een leerling. Het werkte nog ook.",
        "Begeleiders die luisteren en lachen: meer van dat.",
        "Beste vorming in jaren. Laat er alsjeblieft een vervolg op komen!",
    ),
    ("starterstraject", "short"): (
        "Alles komt tegelijk in die eerste maanden. Kan het wat meer gespreid?",
        "Mijn mentor en het traject vertelden soms iets anders.",
        "Handig, al had ik de afkortingenlijst graag op dag één gehad.",
        "Deugddoend om te horen dat anderen ook nog zoeken.",
        "Nu weet ik eindelijk wie ik waarvoor mag bellen.",
        "Warm onthaald en veel bijgeleerd, dankjewel!",
    ),
    ("infosessie", "short"): (
        "Te snel door de regelgeving, ik kon niet volgen.",
        "De chat liep vol vragen en die bleven liggen.",
        "Kort en duidelijk. De slides achteraf graag doorsturen.",
        "Een uur is precies lang genoeg.",
        "Helder! Hier konden we op het teamoverleg meteen mee verder.",
    ),
    ("plg", "short"): (
        "Het is mij nog niet duidelijk waar we met deze groep naartoe willen.",
        "Wisselende opkomst, waardoor we telkens opnieuw beginnen.",
        "Online gaat het ook, maar aan tafel praten we anders.",
        "Ik kijk uit naar de volgende keer, en dat zeg ik niet van elke vergadering.",
        "Zoveel ervaring in één lokaal, daar word ik blij van.",
    ),
    ("plg", "long"): (
        "In de PLG zijn we enthousiast, in het centrum verandert er weinig.",
        "Wat het voor leerlingen oplevert, kan ik na één jaar niet zeggen.",
        "Zonder vrijgemaakte uren blijft het bij goede voornemens.",
        "Ik mis een vast moment op het teamoverleg om dit te delen.",
        "We hebben samen een leidraad gemaakt die nu echt gebruikt wordt.",
        "Van de andere centra steek ik meer op dan van eender welk boek.",
        "Onze onthaalfiche is door deze groep helemaal vernieuwd. Trots op!",
        "Voor mij het beste overleg van de maand.",
    ),
    ("verandertraject", "zero"): (
        "We beginnen hier voor de derde keer aan. Benieuwd of het nu wel blijft.",
        "Ik weet nog niet goed wat er van mij verwacht wordt.",
        "Fijn dat er eerst gevraagd wordt waar we staan.",
        "Het team is er klaar voor.",
    ),
    ("verandertraject", "long"): (
        "Er loopt te veel tegelijk, dit kwam er gewoon bij.",
        "We zijn vertrokken, maar nog lang niet aangekomen.",
        "De begeleiders stelden vragen die wij niet durfden te stellen.",
        "Voor het eerst trekken we met het hele team aan hetzelfde zeel.",
    ),
}


# What most people have to say, in one or two sentences: who grumbles and who beams.
GRUMBLES = (
    "Waar haal ik de tijd om dit uit te proberen?",
    "Er is gewoon geen tijd voor in onze agenda.",
    "De werkdruk is zo hoog dat dit blijft liggen.",
    "Er loopt te veel tegelijk.",
    "Te theoretisch voor mij.",
    "Ik had meer oefening verwacht.",
    "De verplaatsing naar Brussel weegt.",
    "Geen uren vrijgemaakt, dus het blijft bij goede voornemens.",
    "Er komt geen vervolg op, jammer.",
    "Het niveau lag te laag, ik wist al veel.",
    "Het tempo lag te hoog.",
    "In mijn team is er weinig animo voor.",
)
PRAISE = (
    "De casussen waren herkenbaar.",
    "Fijne uitwisseling met andere centra.",
    "Ik kon het de dag erna al gebruiken.",
    "De begeleiders waren top.",
    "Mooi materiaal om mee verder te gaan.",
    "Samen met mijn collega's gevolgd, dat maakt het verschil.",
    "Onze directie vroeg er achteraf naar, dat helpt.",
    "Ik kijk nu anders naar mijn gesprekken met leerlingen.",
    "Graag een vervolg!",
    "Goede mix van oefening en achtergrond.",
    "Online volgen was handig.",
    "Ik kreeg er nieuwe energie van.",
)
# The chance that somebody writes such a remark: with low scores, and else.
SAYS_MORE = (0.35, 0.12)
TURNING_POINT = 5.6  # below this mean of the first two items most remarks grumble


def comments(survey: Survey, scores: Matrix, rng: Generator) -> dict[int, str]:
    """Remarks by row number; the happier a respondent's scores, the happier the remark."""
    every = REMARKS[survey.strategy, survey.moment]
    texts = [text for i, text in enumerate(every) if (i % 3 == 0) == (survey.year == 2023)]
    happiness = scores[:, :2].mean(axis=1)
    filled = np.flatnonzero(scores[:, -1] > 0)
    chosen = rng.choice(filled, len(texts), replace=False)
    ranked = chosen[np.argsort(happiness[chosen], kind="stable")]
    own = {int(row): text for row, text in zip(ranked, texts, strict=True)}
    return {**_common(happiness, filled, rng), **own}


def _common(happiness: Floats, filled: NDArray[np.intp], rng: Generator) -> dict[int, str]:
    """Remarks that several people could have made, on the side of their scores."""
    said = {}
    for row in filled.tolist():
        chance = SAYS_MORE[0] if happiness[row] < TURNING_POINT else SAYS_MORE[1]
        if rng.random() > chance:
            continue
        glad = rng.random() < 1 / (1 + np.exp(-3 * (happiness[row] - TURNING_POINT)))
        texts = rng.choice(PRAISE if glad else GRUMBLES, 1 + int(rng.random() < 0.3), replace=False)
        said[int(row)] = " ".join(str(text) for text in texts)
    return said
