"""The texts of the imitated questionnaires: items, background questions and answer options."""

WORDING: dict[str, str] = {
    "A1": "Ik ben tevreden over de inhoud van deze begeleiding",
    "A2": "Ik heb nieuwe dingen geleerd dankzij deze begeleiding",
    "A3": "Deze begeleiding is bruikbaar in mijn praktijk",
    "A4": (
        "Na het volgen van deze begeleiding, wil ik wat ik geleerd heb uitproberen in de praktijk"
    ),
    "B1": "Ik pas het geleerde uit de begeleiding toe in mijn praktijk",
    "B2": "Ik zie dat aspecten van de CLB-werking veranderd zijn door de begeleiding",
    "B3": ("De begeleiding heeft positieve gevolgen teweeggebracht voor de leerlingbegeleiding"),
    "B4": "De begeleiding heeft positieve gevolgen teweeggebracht voor de leerlingen",
    "C1": "Het beleid van mijn centrum moedigt mij aan om het geleerde toe te passen",
    "C2": "Ik beschik over de nodige middelen om het geleerde toe te passen",
    "C3": "Ik krijg voldoende tijd om met het geleerde aan de slag te gaan",
    "C4": ("Er gebeurt momenteel te veel in mijn centrum om met het geleerde aan de slag te gaan"),
    "E1": "Ik nam deel omdat ik het thema interessant vind",
    "E2": "Ik nam deel omdat ik het boeiend vind om bij te leren",
    "E7": "Ik nam deel omdat mijn directie of centrum het van mij verwacht",
    "E8": "Ik nam deel omdat ik ertoe verplicht ben",
}

# Typed over by hand: typos, a missing comma, other case, punctuation, curly apostrophes.
MISSPELT: dict[str, str] = {
    "A1": "Ik ben tevreden over de inhoud van deze begeleidng.",
    "A2": "ik heb nieuwe dingen geleerd dankzij deze begeleiding",
    "A3": "Deze begeleiding is bruikbaar in mijn praktijk !",
    "A4": "Na het volgen van deze begeleiding wil ik wat ik geleerd heb uitproberen in de praktijk",
    "B1": "Ik pas het geleerde uit de begeleiding toe  in mijn prakijk",
    "B2": "Ik zie dat aspecten van de CLB werking veranderd zijn door de begeleiding:",
    "B3": "De begeleiding heeft positieve gevolgen teweeg gebracht voor de leerlingbegeleiding",
    "B4": "DE BEGELEIDING HEEFT POSITIEVE GEVOLGEN TEWEEGGEBRACHT VOOR DE LEERLINGEN",
    "C1": "Het beleid van m\u2019n centrum moedigt mij aan om het geleerde toe te passen",
    "C2": "\u2018Ik beschik over de nodige middelen om het geleerde toe te passen\u2019",
}

ENGLISH: dict[str, str] = {
    "A1": "I am satisfied with the content of this guidance",
    "A2": "I have learnt new things thanks to this guidance",
    "A3": "This guidance is useful in my practice",
    "A4": "After following this guidance, I want to try out in practice what I have learnt",
    "B1": "I apply what I have learnt from the guidance in my practice",
    "B2": "I see that aspects of how the CLB works have changed because of the guidance",
    "B3": "The guidance has had positive consequences for pupil guidance",
    "B4": "The guidance has had positive consequences for the pupils",
}

EIGHT = ("A1", "A2", "A3", "A4", "B1", "B2", "B3", "B4")
MIXED = ("A1", "A2", "A3", "A4", "B1", "B3", "B4", "B2")  # the order of the example exports
FOUR = EIGHT[:4]
TRAINING = (*FOUR, "C1", "C2", "C3", "C4", "E1", "E2", "E7", "E8")

GRID = "In welke mate ga je akkoord met volgende stellingen?"
CENTRE = "In welk CLB werk je?"
DISCIPLINE = "Wat is je discipline?"
YEARS = "Hoeveel jaar ervaring heb je in het CLB?"
FACTOR = "Welke factoren belemmerden of bevorderden het toepassen van het geleerde?"
COMMENT = "Heb je nog opmerkingen of suggesties?"
TRAINING_TAKEN = "Welke opleiding volgde je?"
CONSENT = (
    "Ik geef toestemming om mijn antwoorden te gebruiken om het aanbod te verbeteren "
    "en voor de beeldvorming per centrum"
)

GRID_EN = "To what extent do you agree with the following statements?"
CENTRE_EN = "Which CLB do you work in?"
DISCIPLINE_EN = "What is your discipline?"
COMMENT_EN = "Do you have any other comments?"

DISCIPLINES = (
    "Psycho-pedagogisch consulent",
    "Maatschappelijk werker",
    "Verpleegkundige",
    "Arts",
    "Directie of coördinator",
)
YEAR_CLASSES = ("0-2", "2-5", "6-10", "11-20", "Meer dan 20")
FACTORS = (
    "Te weinig tijd",
    "Hoge werkdruk, personeelswissels",
    "Steun van de directie",
    "Collega\u2019s die mee volgden",
    "Concreet materiaal om mee te werken",
    "Geen vervolg na de begeleiding",
)
TRAININGS = ("Handelingsgericht werken", "Rouw en verlies", "Faire diagnostiek")

CENTRES: dict[str, tuple[str, ...]] = {
    "GO! CLB Fluxus": (
        "GO! CLB Fluxus",
        "CLB GO! Fluxus",
        "Fluxus",
        "GO! CLB Fluxus ",
        "GO! CLB\u00a0Fluxus",
        "go! clb fluxus",
    ),
    "GO! CLB Antwerpen": (
        "GO! CLB Antwerpen",
        "CLB GO! Antwerpen",
        "CLB GO Antwerpen",
        "GO! CLB antwerpen",
    ),
    "GO! CLB Vilvoorde": ("GO! CLB Vilvoorde", "CLB GO! Vilvoorde", "GO! CLB vilvoorde"),
    "GO! CLB Gent": ("GO! CLB Gent", "CLB GO! Gent", "CLB Gent", "GO! CLB  Gent"),
    "GO! CLB De Kempen": ("GO! CLB De Kempen", "CLB GO! De Kempen", "GO! CLB de Kempen"),
    "GO! CLB Prisma": ("GO! CLB Prisma", "CLB GO! Prisma", "Clb Prisma"),
    "GO! CLB Waasland": ("GO! CLB Waasland",),
    "GO! CLB Nova": ("GO! CLB Nova", "CLB GO! Nova", "GO! CLB NOVA"),
    "GO! CLB Mechelen": ("GO! CLB Mechelen", "CLB GO! Mechelen", "Go! Clb Mechelen"),
    "GO! CLB Kortrijk": ("GO! CLB Kortrijk", "CLB GO! Kortrijk", " GO! CLB Kortrijk"),
}
# Not one of the GO! centres: these keep the name they were given.
OTHER_CENTRES: dict[str, tuple[str, ...]] = {"NA": ("NA",), "Vrij CLB Gent": ("Vrij CLB Gent",)}

COMMENTS = (
    "",
    "",
    "",
    "nvt",
    "/",
    "geen",
    "=1+1",
    "Zeer boeiende begeleiding, dank je wel!",
    "Graag een vervolg; ook voor nieuwe collega\u2019s",
    "De nieuwe test kunnen we meteen gebruiken bij leerlingen",
    "Goede sfeer.\nMeer tijd voor oefeningen, graag",
    '"Top" \U0001f44d',
    "Bel me gerust op 0470 00 00 00",
)
