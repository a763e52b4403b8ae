"""Words that help to tell names of people from other capitals: see personal_data."""

from __future__ import annotations

_PARTICLES_TEXT = """
van de den der ter ten te t vande vanden vander el al ben von la le
"""
PARTICLES = frozenset(_PARTICLES_TEXT.split())
_TITLES_TEXT = """
mevrouw mevr mw meneer mijnheer dhr heer juf juffrouw meester dr dokter prof professor collega
directeur directrice trainer
"""
TITLES = frozenset(_TITLES_TEXT.split())
# Given names that are common in Flanders: the only way to see a name that opens a sentence.
_GIVEN_TEXT = """
adam ahmed aicha alexander amber amina an anja ann anna anneleen annelies annemie anneke arne
axelle bart bea benjamin bert birgit bjorn bram brecht britt carine caroline chantal charlotte
chris christel christophe dirk dries eef ellen els elke emma erik eva evelien evi fatima femke
filip fleur frank freya geert gerda gert goedele greet griet hannah hanne hans heidi hilde
ibrahim ilse ine inge ingrid iris isabel isabelle jan jana jef jelle jens jeroen jo johan joke
jolien joris julie jurgen karel karen karim karin karolien kathleen kathy katleen katrien
katrijn kevin kim koen kris kristel kristien kristof lara laura lien lies liesbet liesbeth lieve
linda lisa lode lore lotte luc lucas lynn maarten magda manon marc maria marie marieke marijke
marjan mark martine mathias maxim melissa mia michiel mieke mohamed myriam nadia nathalie nele
nick niels nina nora olivia patrick pascale paul peter pieter piet raf rita rik rob robin ruben
ruth sabine sam sandra sara sarah sien silke simon sofie sophie stefaan stefan steven stijn sven
tania thomas tim tine tinne tom valerie vera veerle veronique vicky wendy werner wim wouter
yasmine youssef yves
"""
GIVEN = frozenset(_GIVEN_TEXT.split())
# Capitals that are no names of people: days, months, places, languages, tools, organisations.
_KNOWN_TEXT = """
maandag dinsdag woensdag donderdag vrijdag zaterdag zondag januari februari maart april mei juni
juli augustus september oktober november december pasen paasvakantie kerst kerstmis
kerstvakantie krokusvakantie herfstvakantie brussel antwerpen gent brugge leuven hasselt
mechelen kortrijk oostende aalst genk roeselare vilvoorde turnhout limburg vlaanderen
vlaams-brabant west-vlaanderen oost-vlaanderen brabant belgie nederland europa wallonie vlaams
vlaamse belgisch belgische brussels brusselse gentse antwerpse limburgse nederlands nederlandse
nederlandstalig frans franse franstalig engels engelse engelstalig duits duitse europees
europese arabisch turks oekraiens teams zoom excel word powerpoint outlook google microsoft
office smartschool lars whatsapp facebook instagram youtube kahoot mentimeter padlet miro canva
chatgpt onedrive sharepoint bingel wisa informat questi onderwijs departement inspectie overheid
go clb plg poc pbd lop ccd xxx covid corona chapeau bravo proficiat merci dank bedankt mvg groet
groeten groetjes ps pr volgens dankzij tijdens sinds via behalve ondanks misschien gelukkig
jammer vooral enkel hallo kind gezin opgroeien welzijn internet wifi
"""
KNOWN = frozenset(_KNOWN_TEXT.split())
