"""Who speaks in the manners of different presses: passives, offices, post-nominals, signatures, descriptions."""

import pytest

from tests.unit.extraction.test_speakers import speakers

PASSIVES: list[tuple[str, list[str | None]]] = [
    ('The plan was described as "dead" by Ada Lane.', ["Ada Lane"]),
    ('The bill, which has been called "a bad joke" by campaigner Tom Reilly, passed.', ["Tom Reilly"]),
    ("The cut was attacked on Monday as 'a cruel blow' by Dame Ada Lane, a former minister.", ["Ada Lane"]),
    ('The step, "long overdue" in the words of Ada Lane, comes in May.', ["Ada Lane"]),
    ('In the words of Ada Lane, it was "a mess".', ["Ada Lane"]),
]
OFFICES: list[tuple[str, list[str | None]]] = [
    ("Minister for Housing Ada Lane said it was “right”.", ["Ada Lane"]),
    ("Speaking on Radio Leeds, Minister for Health and Sport Tom Reilly said: “It is right.”", ["Tom Reilly"]),
    ('Secretary of State for Work and Pensions Ada Lane called it "right".', ["Ada Lane"]),
    ('According to DCP (North) Tom Reilly, "the road is open".', ["Tom Reilly"]),
    ('Acme President Ada Lane issued a note saying it was "right".', ["Ada Lane"]),
    ('Judge Ada Lane KC said: "It is right."', ["Ada Lane"]),
    ('The judge, U.S. District Judge Ada Lane, called it "idle".', ["Ada Lane"]),
    ('Ada Lane MP said: "It is right."', ["Ada Lane"]),
    ('Ada Lane, president and CEO of the Oslo Port Association said, "It is right."', ["Ada Lane"]),
    ('Tom Reilly of The Nation wrote, "It is right."', ["Tom Reilly"]),
    ('As The Hill put it, the vote was "a farce".', ["Hill"]),
    ('The Leeds City Council on Friday said it was "right".', ["Leeds City Council"]),
    ('Education Cabinet Secretary Tom Reilly warned that it was "late".', ["Tom Reilly"]),
]
DESCRIPTIONS: list[tuple[str, list[str | None]]] = [
    ('France\'s president, Tom Reilly, came.\n\n"It is right," the French president said.', ["Tom Reilly"]),
    (
        'The head of the council, Ada Lane, spoke. Bob Stone sat. The head of the council called it "right".',
        ["Ada Lane"],
    ),
    ('"It is right," Ada Lane said.\n\n"It is late," the Leeds MP added.', ["Ada Lane", "Ada Lane"]),
    ('Ada Lane praised the team. "It is right," the Leeds Town manager said.', ["Ada Lane"]),
    ('"It is right," Ada Lane said.\n\n"It is late," the ministry added.', ["Ada Lane", "ministry"]),
    ('The crowd roared. "Go home," the crowd chanted. "I will not," he said.', ["crowd", None]),
]
BODIES: list[tuple[str, list[str | None]]] = [
    ('Tovasu, the trade union federation, said it was "right".', ["Tovasu"]),
    ('According to Halestein, the firm is "late".', ["Halestein"]),
    ('The Ministry of Foreign Affairs in Khartoum called it "right".', ["Ministry of Foreign Affairs"]),
    ('Ada Lane died. In a tribute, her family said: "She was right."', ["her family"]),
    ('"It is right," one presenter told The Times.', ["presenter"]),
    ('It rained. ANC secretary-general Tom Reilly was blunt: "It is right."', ["Tom Reilly"]),
]
SIGNED: list[tuple[str, list[str | None]]] = [
    ('"It is right." — Ada Lane, mayor of Oslo', ["Ada Lane"]),
    ('"It is right."\n— Ada Lane', ["Ada Lane"]),
    ('Tom Reilly spoke first. "No," he said.\n\n"It is right."\n\n— Ada Lane, Oslo', ["Tom Reilly", "Ada Lane"]),
]


HONOURS: list[tuple[str, list[str | None]]] = [
    ('Justice Ada Sahni spoke. "It is late," Justice Sahni remarked.', ["Ada Sahni"]),
    ('A bench of Justices R. K. Sahni and Ada Lane sat. "Why?" asked Justice Sahni.', ["R. K. Sahni"]),
    ('Advocate General Farooq Sheikh submitted that it was "right".', ["Farooq Sheikh"]),
    ("Recorder Simon Hale KC told him: 'It is late.'", ["Simon Hale"]),
    ("Cllr Ada Lane said: 'It is right.'", ["Ada Lane"]),
    ("Atty. Liza Reyes said it was “right.”", ["Liza Reyes"]),
    ('Datuk Seri Azman Harun called it "right".', ["Azman Harun"]),
    ('Tan Sri Lim Kok Wah called it "right".', ["Lim Kok Wah"]),
    ('Manpower Minister Tan Mei Ling called it "right". "It is," said Dr Tan.', ["Tan Mei Ling", "Tan Mei Ling"]),
    ('Commissioner Bruce Tan came.\n\n"It is late," he said.', ["Bruce Tan"]),
    ("Alhaji Sani Bature called it “right”.", ["Sani Bature"]),
    ('Det Con Ada Lane said: "It is right."', ["Ada Lane"]),
    ('DCI Tom Reilly said: "It is right."', ["Tom Reilly"]),
    ('"It is right," said Cllr. Tom Reilly (Lab), a baker.', ["Tom Reilly"]),
]
CALLINGS: list[tuple[str, list[str | None]]] = [
    ('It rained. Hooker Codie Tallis added: "It is right."', ["Codie Tallis"]),
    ('Bandmate Carlos O’Shea laughed. "It is right."', ["Carlos O’Shea"]),
    ('Mum-of-three Kelly Tallis said: "It is right."', ["Kelly Tallis"]),
    ('"It is right," Leeds-based Codie Tallis said.', ["Codie Tallis"]),
    ('It rained. Spencer Hale Tallis said: "It is right."', ["Spencer Hale Tallis"]),
    ('J.K. Tallis came. "Go," Tallis said.', ["J.K. Tallis"]),
]
TOLD: list[tuple[str, list[str | None]]] = [
    ('Judge Ada Lane KC, the Recorder of Leeds, told Tom Reilly, 27: "It is late."', ["Ada Lane"]),
    ('The judge praised them. "It is late," he told them.', ["judge"]),
    ('The mother wept. "It is late," he told them.', [None]),
    ('The agency quoted minister Tom Reilly as saying it was "late".', ["Tom Reilly"]),
    ('Her solicitor, Codie Tallis from Hale Murphy, welcomed the note as "right".', ["Codie Tallis"]),
    ('"It is late," Ada Lane said. "We lost," the flanker added.', ["Ada Lane", "Ada Lane"]),
    ('LEEDS: Actor-politician Codie Tallis said it was "right".', ["Codie Tallis"]),
    ('It rained. Canal Biologist Codie Tallis said it was "right".', ["Codie Tallis"]),
]
NAMES: list[tuple[str, list[str | None]]] = [
    ("Pieter van Rensburg spoke. “She had time,” said Van Rensburg.", ["Pieter van Rensburg"]),
    ("Ursula van den Berghe spoke. “It is late,” Van den Berghe said.", ["Ursula van den Berghe"]),
    ("Advocate Sipho ka-Ndlovu told the court it was “right”.", ["Sipho ka-Ndlovu"]),
    ("“We land crabs,” said Tadhg.", ["Tadhg"]),
    ("Stagelink, which runs the buses, called it “right”.", ["Stagelink"]),
    ("Palatia, for its part, said it was “right”.", ["Palatia"]),
    ('Senator Maria "Cora" Reyes said it was "right".', ["Maria Reyes"]),
]
WITH_TITLES: list[tuple[str, list[str | None]]] = [
    ("Garda Ada Tuohy told the court it was “late”.", ["Ada Tuohy"]),
    ("Madam Ada Osman, 64, said she was “sad”.", ["Ada Osman"]),
    ("The bishop, the Right Rev Paul Ashworth, said it was “right”.", ["Paul Ashworth"]),
    ("The lead author, Dr. Ada Kamau of the University of Nairobi, warned it was “late.”", ["Ada Kamau"]),
    ("In a letter, the chief scientist, Dr Ada Reimer, was blunt.\n\n> It is too late for all of us.", ["Ada Reimer"]),
    ("The Institute for the Study of War wrote that it was “late.”", ["Institute for the Study of War"]),
    ("In an editorial, the Guardian called it “late”.", ["Guardian"]),
    ("Described by Ada Lane as “a cathedral of socks”, the shop has closed.", ["Ada Lane"]),
    ("Ada Lane said it was “dead,” adding that it “offends Section 40 of the law.”", ["Ada Lane", "Ada Lane"]),
    ("Oba Tunde Ajayi prayed for peace. “It is late,” the traditional ruler said.", ["Tunde Ajayi"]),
    ("Dr Tom Yusof called it “late”.\n\nThe former prime minister said it was “right”.", ["Tom Yusof", "Tom Yusof"]),
    ("Governor Ada Lane said it was “late”. “It is right,” the former mayor said.", ["Ada Lane", "former mayor"]),
]
OCCUPATIONS: list[tuple[str, list[str | None]]] = [
    ("Miner Shane Kovacic called it “late”.", ["Shane Kovacic"]),
    ("Prosecutor Maartje ten Hoeve told the court it was “late”.", ["Maartje ten Hoeve"]),
    ("Senior Minister of State Ng Wei Jie said it was “late”.", ["Ng Wei Jie"]),
    ("Rep. Marivic Dela Rosa spoke. “It is late,” Dela Rosa said.", ["Marivic Dela Rosa"]),
    ("Fianna Fáil senator Ada Lane rose. “It is late,” the Kerry senator said.", ["Ada Lane"]),
    ("Ada Lane rose. “It is late,” the Kerry senator said.", ["Kerry senator"]),
    ("Environmentalist Nithya Sundar said it was “late”.", ["Nithya Sundar"]),
    ("Postmistress Beryl Cathcart said it was “late”.", ["Beryl Cathcart"]),
    ("Bank of Canada Governor Ada Lane said rates were “right”.", ["Ada Lane"]),
    ("DEM Party Co-Chair Berfin Aslan warned that it was “late”.", ["Berfin Aslan"]),
    ("Prime Minister Ray Teo rose. Small states, PM Teo said, “have no moods”.", ["Ray Teo"]),
    ("Former senator Ray Lane spoke. “It is late,” the former lawmaker said.", ["Ray Lane"]),
    ("Chief executive Signe Dahl blamed “irrational discounting” by rivals.", ["Signe Dahl"]),
    ("Tom Reilly has been told he is ‘lucky to be alive’ by Judge Ada Pugh.", ["Ada Pugh"]),
]
VARIED: list[tuple[str, list[str | None]]] = [
    ('Coach Paulo Reyes spoke. "I am to blame," the Portuguese said.', ["Paulo Reyes"]),
    ('Danny Rusk, who was sent off, cried. "I am sorry," the 29-year-old said.', ["Danny Rusk"]),
    ("Ontario's Tom Reilly hit back. “No,” the premier wrote.", ["Tom Reilly"]),
    ('Mrs Ada Lane met Tom Reilly. "It is late," the mother of two said.', ["Ada Lane"]),
    ('Tom Reilly met Ada Lane. "It is late," said the father-of-three.', ["Tom Reilly"]),
    ('Tom Reilly came. "It is late," the Paris official said.', ["Paris official"]),
    (
        'Chancellor Ada Lane met Prime Minister Tom Reilly. "It is late," the German leader said.',
        ["German leader"],
    ),
    ('A note to the Asian states called it "right".', ["note"]),
]
OPENINGS: list[tuple[str, list[str | None]]] = [
    ("For union leader Ada Lane, the bill was merely “a bandage”.", ["Ada Lane"]),
    ("The governor, in a statement by his secretary, Mr. Tom Reilly, said it was “right”.", ["governor"]),
    ("The letter, seen by Reuters, said it was “right”.", ["letter"]),
    ('Tom Reilly came first.\n\nAnd Bob Stone, for all his work, agrees. "It is right," he said.', ["Bob Stone"]),
]


@pytest.mark.parametrize(
    ("text", "expected"),
    PASSIVES
    + OFFICES
    + DESCRIPTIONS
    + SIGNED
    + HONOURS
    + BODIES
    + CALLINGS
    + TOLD
    + NAMES
    + WITH_TITLES
    + OCCUPATIONS
    + VARIED
    + OPENINGS,
)
def test_the_speaker_is_found_in_every_manner(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected
