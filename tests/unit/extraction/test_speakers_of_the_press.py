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
    ('"It is right," Ada Lane said.\n\n"It is late," the ministry added.', ["Ada Lane", "ministry"]),
    ('The crowd roared. "Go home," the crowd chanted. "I will not," he said.', ["crowd", None]),
]
SIGNED: list[tuple[str, list[str | None]]] = [
    ('"It is right." — Ada Lane, mayor of Oslo', ["Ada Lane"]),
    ('"It is right."\n— Ada Lane', ["Ada Lane"]),
    ('Tom Reilly spoke first. "No," he said.\n\n"It is right."\n\n— Ada Lane, Oslo', ["Tom Reilly", "Ada Lane"]),
]


@pytest.mark.parametrize(("text", "expected"), PASSIVES + OFFICES + DESCRIPTIONS + SIGNED)
def test_the_speaker_is_found_in_every_manner(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected
