"""The questions of the invented example surveys and where their answers lie.

The wordings are the questionnaire's own; the figures beside them are made up, so that the effect
thins out from satisfaction to pupils, encouragement helps most and time hinders most.
"""

from __future__ import annotations

from typing import NamedTuple


class Item(NamedTuple):
    """One question: where its answers lie on the scale and how often they are n.v.t. (a chance)."""

    id: str
    mean: float
    spread: float
    not_applicable: float
    wording: str

    @property
    def trait(self) -> str:
        """The latent trait behind the item: its module's letter, or ``E+`` and ``E-`` for E."""
        if self.id[0] != "E":
            return self.id[0]
        return "E+" if self.id <= "E4" else "E-"


V1 = (
    "In hoeverre is de leerlingenbegeleiding van het CLB sinds de begeleiding van POC/PBD beter "
    "geworden?"
)
V2 = (
    "In welke mate voel je jezelf als medewerker sterker geworden (gegroeid) sinds de begeleiding "
    "van POC/PBD om tot kwaliteitsvolle leerlingenbegeleiding te komen?"
)
A4 = "Na het volgen van deze begeleiding, wil ik wat ik geleerd heb uitproberen in de praktijk"
B3 = "De begeleiding heeft positieve gevolgen teweeggebracht voor de leerlingbegeleiding"
C4 = "Er gebeurt momenteel te veel in mijn centrum om met het geleerde aan de slag te gaan"
D6 = "In mijn centrum zijn tijd en middelen voorzien om de inzichten uit de PLG te delen"
D8 = "De leiding van mijn centrum stimuleert het delen en toepassen van de inzichten uit de PLG"
# fmt: off
ITEMS = (
    Item("A1", 6.9, 1.1, 0.0, "Ik ben tevreden over de inhoud van deze begeleiding"),
    Item("A2", 6.6, 1.2, 0.002, "Ik heb nieuwe dingen geleerd dankzij deze begeleiding"),
    Item("A3", 6.9, 1.1, 0.012, "Deze begeleiding is bruikbaar in mijn praktijk"),
    Item("A4", 6.7, 1.2, 0.018, A4),
    Item("B1", 6.4, 1.2, 0.012, "Ik pas het geleerde uit de begeleiding toe in mijn praktijk"),
    Item("B2", 5.7, 1.4, 0.07, "Ik zie dat aspecten van de CLB-werking veranderd zijn door de "
         "begeleiding"),
    Item("B3", 5.8, 1.3, 0.13, B3),
    Item("B4", 5.6, 1.3, 0.2, "De begeleiding heeft positieve gevolgen teweeggebracht voor de "
         "leerlingen"),
    Item("C1", 7.2, 1.3, 0.015, "Het beleid van mijn centrum moedigt mij aan om het geleerde toe "
         "te passen"),
    Item("C2", 5.5, 1.5, 0.02, "Ik beschik over de nodige middelen om het geleerde toe te passen"),
    Item("C3", 3.0, 1.5, 0.01, "Ik krijg voldoende tijd om met het geleerde aan de slag te gaan"),
    Item("C4", 5.5, 1.5, 0.01, C4),
    Item("C5", 6.1, 1.3, 0.02, "Mijn collega's staan open voor wat ik geleerd heb"),
    Item("C6", 6.0, 1.4, 0.015, "Ik kan met collega's overleggen over de toepassing van het "
         "geleerde"),
    Item("C7", 6.1, 1.2, 0.01, "Ik heb er vertrouwen in dat ik het geleerde kan toepassen"),
    Item("C8", 5.9, 1.4, 0.05, "Het geleerde sluit aan bij de visie en het beleidsplan van mijn "
         "centrum"),
    Item("C9", 5.1, 1.5, 0.12, "De scholen en partners waarmee ik werk staan open voor deze "
         "aanpak"),
    Item("D1", 6.1, 1.2, 0.01, "Ik denk door de PLG kritischer na over mijn eigen handelen"),
    Item("D2", 6.3, 1.2, 0.0, "Ik houd dankzij de PLG mijn kennis actueel"),
    Item("D3", 6.4, 1.2, 0.01, "In de PLG delen we een visie op leerlingenbegeleiding"),
    Item("D4", 7.0, 1.0, 0.0, "In de PLG leren we van en met elkaar"),
    Item("D5", 6.9, 1.1, 0.0, "In de PLG delen we praktijken en materialen"),
    Item("D6", 4.4, 1.5, 0.04, D6),
    Item("D7", 5.7, 1.4, 0.03, "In mijn centrum is er vertrouwen om nieuwe werkwijzen uit te "
         "proberen"),
    Item("D8", 5.2, 1.5, 0.03, D8),
    Item("E1", 6.9, 1.1, 0.0, "Ik nam deel omdat ik het thema interessant vind"),
    Item("E2", 6.8, 1.2, 0.0, "Ik nam deel omdat ik het boeiend vind om bij te leren"),
    Item("E3", 6.5, 1.3, 0.0, "Ik nam deel omdat ik het persoonlijk belangrijk vind voor mijn "
         "werk"),
    Item("E4", 6.7, 1.2, 0.0, "Ik nam deel omdat het nuttig is voor mijn ontwikkeling"),
    Item("E5", 1.9, 1.3, 0.0, "Ik nam deel omdat ik me schuldig zou voelen als ik het niet deed"),
    Item("E6", 2.2, 1.5, 0.0, "Ik nam deel omdat ik mezelf of anderen iets wil bewijzen"),
    Item("E7", 4.0, 1.7, 0.0, "Ik nam deel omdat mijn directie of centrum het van mij verwacht"),
    Item("E8", 2.9, 1.8, 0.0, "Ik nam deel omdat ik ertoe verplicht ben"),
    Item("V1", 6.2, 1.6, 0.0, V1),
    Item("V2", 6.9, 1.5, 0.0, V2),
)
# fmt: on
