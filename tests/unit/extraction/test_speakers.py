"""Who speaks: a table of cases for every kind of cue, name, pronoun and carried speech."""

import pytest

from briefings.extraction.document import read_document
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes


def speakers(text: str) -> list[str | None]:
    document = read_document(text)
    return [quote.speaker for quote in find_quotes(document, find_mentions(document))[0] for _ in quote.excerpts]


CUES = [
    ('"We will pay," Ada Lane said.', ["Ada Lane"]),
    ('"We will pay," said Ada Lane.', ["Ada Lane"]),
    ('"We will pay," said Treasury official Ada Lane on Monday.', ["Ada Lane"]),
    ('"We will pay," Ada Lane told a news conference in Oslo.', ["Ada Lane"]),
    ('"We will pay," Ada Lane later wrote in a post on X.', ["Ada Lane"]),
    ('"We will pay," according to Ada Lane.', ["Ada Lane"]),
    ('According to Ada Lane, "we will pay".', ["Ada Lane"]),
    ('Ada Lane said: "We will pay."', ["Ada Lane"]),
    ('Ada Lane said that "we will pay".', ["Ada Lane"]),
    ('Ada Lane: "We will pay."', ["Ada Lane"]),
    ('In a statement on Monday, Ada Lane called the plan "mad".', ["Ada Lane"]),
    ('Calling it "mad", Ada Lane left the room.', ["Ada Lane"]),
    ('Ada Lane left, calling it "mad".', ["Ada Lane"]),
    ('Ada Lane was quoted as saying "we will pay".', ["Ada Lane"]),
    ('Ada Lane has branded the plan a "disaster".', ["Ada Lane"]),
    ('The plan was a "disaster", Ada Lane said.', ["Ada Lane"]),
    ('The plan, said Ada Lane, was a "disaster".', ["Ada Lane"]),
    ('Ada Lane’s claim that the plan is "dead" drew laughter.', ["Ada Lane"]),
    ('"Will we pay?" Ada Lane asked.', ["Ada Lane"]),
    ('"We will pay!" Ada Lane shouted.', ["Ada Lane"]),
    ('Asked about the plan, Ada Lane replied: "No."', ["Ada Lane"]),
    ('With Ada Lane saying "we will pay", talks went on.', ["Ada Lane"]),
]
APPOSITIONS = [
    ('"We will pay," said Ada Lane, a nurse from Leeds.', ["Ada Lane"]),
    ('"We will pay," Ada Lane, a nurse from Leeds, said.', ["Ada Lane"]),
    ('Ada Lane, who runs the Bob Stone Trust, said it was "right".', ["Ada Lane"]),
    ('Ada Lane, a friend of Bob Stone, said it was "right".', ["Ada Lane"]),
    ('Ada Lane — a friend of Bob Stone — said it was "right".', ["Ada Lane"]),
    ('Ada Lane (D-Ohio), chair of the panel, said it was "right".', ["Ada Lane"]),
    ('Ada Lane, associate professor of history at the University of Oslo, said it was "right".', ["Ada Lane"]),
    ('The head of the European Council, Ada Lane, said it was "right".', ["Ada Lane"]),
    ('"It is right," said the head of the European Council, Ada Lane.', ["Ada Lane"]),
    ('Ada Lane, 54, said it was "right".', ["Ada Lane"]),
    ('Ada Lane, at a firm called Stone Partners, argues that it is "right".', ["Ada Lane"]),
]
ROLES = [
    ('"It is right," said Kremlin spokesman Ivan Petrov.', ["Ivan Petrov"]),
    ('"It is right," said RNC spokesman Tom Reilly.', ["Tom Reilly"]),
    ('Clinton campaign manager Tom Reilly told CNN it was "right".', ["Tom Reilly"]),
    ('"It is right," said Sen. Tom Reilly of Oregon.', ["Tom Reilly"]),
    ('Tom Reilly of Oregon said it was "right".', ["Tom Reilly"]),
    ('"It is right," Secretary of State Tom Reilly said.', ["Tom Reilly"]),
    ('"It is right," said Secretary of State Tom Reilly.', ["Tom Reilly"]),
    ('UN Secretary-General Antonio Silva urged "calm".', ["Antonio Silva"]),
    ('Texas Sen. Tom Reilly, R-Tex., said it was "right".', ["Tom Reilly"]),
    ('"It is right," a spokesman for Ada Lane said.', ["spokesman for Ada Lane"]),
    ('"It is right," said a spokeswoman for the ministry.', ["spokeswoman for the ministry"]),
    ('"It is right," said a campaign aide.', ["campaign aide"]),
    ('"It is right," one voter said.', ["voter"]),
    ('The Lane campaign called it "right".', ["Lane campaign"]),
]
BODIES = [
    ('The Kremlin called the talks "promising".', ["Kremlin"]),
    ('The ministry said it was "right".', ["ministry"]),
    ('Hamas called the strike "a massacre".', ["Hamas"]),
    ('"It is right," the White House said in a statement.', ["White House"]),
    ('Moscow said it was "right".', ["Moscow"]),
    ('The company said it was "sorry". It added that "a review" was under way.', ["company", "company"]),
    (
        'The Kremlin praised the talks — which spokesman Ivan Petrov called "extraordinary" — as "promising".',
        ["Ivan Petrov", "Kremlin"],
    ),
]
NAMES = [
    ('Ada Lane spoke in Oslo. "It is right," Lane said.', ["Ada Lane"]),
    ('Ada Jane Lane spoke. "It is right," Ms Lane said.', ["Ada Jane Lane"]),
    ('LANE WINS\n\nAda Lane won. "It is right," Lane said.', ["Ada Lane"]),
    ('Bill Lane and Ada Lane met. "It is right," Mr. Lane said.', ["Bill Lane"]),
    ('Bill Lane and Ada Lane met. "It is right," Mrs. Lane said.', ["Ada Lane"]),
    ('Xi Jinping spoke. "It is right," Xi said.', ["Xi Jinping"]),
    ('Bashar al-Assad spoke. "It is right," al-Assad said.', ["Bashar al-Assad"]),
    ('"It is right," said Seán O’Brien.', ["Seán O’Brien"]),
    ('Mayor Bill de Blasio spoke. "It is right," de Blasio said.', ["Bill de Blasio"]),
    ('"It is right," said Martin King Jr.', ["Martin King Jr."]),
]
PRONOUNS: list[tuple[str, list[str | None]]] = [
    ('Tom Reilly met Ada Lane. "It is right," he said.', ["Tom Reilly"]),
    ('Tom Reilly met Ada Lane. "It is right," she said.', ["Ada Lane"]),
    ('After Ada Lane\'s remarks, it was the turn of Tom Reilly. "It is right," he said.', ["Tom Reilly"]),
    ('Tom Reilly opened the fair.\n\n"It is right," he said.', ["Tom Reilly"]),
    ('Ada Lane said it was "right". It was "late", she added.', ["Ada Lane", "Ada Lane"]),
    ('Tom Reilly said he considered it "right".', ["Tom Reilly"]),
    ('Ada Lane won. As for Tom Reilly, he called it "right".', ["Tom Reilly"]),
    ('"It is right," he said.', [None]),
    ('"It is right," they said in a joint statement.', [None]),
    ('Sen. Tom Reilly met voters. The senator said it was "right".', ["Tom Reilly"]),
    ('German Chancellor Ada Lane arrived. "It is right," the chancellor said.', ["Ada Lane"]),
    ('Ukraine’s President Tom Reilly spoke. The Ukrainian leader said it was "right".', ["Tom Reilly"]),
]
CARRIED: list[tuple[str, list[str | None]]] = [
    ('"It is right," Ada Lane said. "It is late."', ["Ada Lane", "Ada Lane"]),
    ('Ada Lane rose to speak. "It is right."', ["Ada Lane"]),
    ('Ada Lane said: "It is right.\n\n"It is late."', ["Ada Lane", "Ada Lane"]),
    ('Ada Lane had a warning:\n\n"It is late for all of us."', ["Ada Lane"]),
    ('"It is right," Ada Lane said. "No," Tom Reilly replied.', ["Ada Lane", "Tom Reilly"]),
    ('Ada Lane said it was "right" and Tom Reilly called it "late".', ["Ada Lane", "Tom Reilly"]),
    ('Tom Reilly has branded Ada Lane a "liar", falsely claimed Ukraine "started" it.', ["Tom Reilly"] * 2),
    ('Ada Lane did not answer. Roads were wet. "It is right," Tom Reilly said.', ["Tom Reilly"]),
    ('"It is right," Ada Lane told reporters, adding that "talks" were "needed".', ["Ada Lane"] * 3),
]
EMBEDDED = [
    ('Tom Reilly accused Ada Lane of calling him "weak".', ["Ada Lane"]),
    ('Tom Reilly said Ada Lane had called him "weak".', ["Ada Lane"]),
    ('Ada Lane, in her remarks on the eve of the "great day", said it was "right".', ["Ada Lane"] * 2),
    ('Ada Lane said she was not "offended" by Tom Reilly\'s words.', ["Ada Lane"]),
    ('Tom Reilly, whom Ada Lane called "weak", left.', ["Ada Lane"]),
]
BRITISH = [
    ("'It is right,' Ada Lane said.\n\n'It is late,' she added.", ["Ada Lane", "Ada Lane"]),
    ("Ada Lane said the workers' plan was 'right'. 'It is late,' she added.", ["Ada Lane", "Ada Lane"]),
    ("'It is right', said Ada Lane, 'but it is late.' Rain fell on the town.", ["Ada Lane", "Ada Lane"]),
]


@pytest.mark.parametrize(("text", "expected"), CUES + APPOSITIONS + ROLES)
def test_the_cue_names_the_speaker(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "expected"), BODIES + NAMES)
def test_bodies_speak_and_short_names_are_completed(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "expected"), PRONOUNS + CARRIED)
def test_pronouns_descriptions_and_carried_speech(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


@pytest.mark.parametrize(("text", "expected"), EMBEDDED + BRITISH)
def test_each_quote_of_a_sentence_has_its_own_speaker(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected


def quote_of(text: str, number: int = 0) -> tuple[str | None, str | None, str]:
    document = read_document(text)
    quote = find_quotes(document, find_mentions(document))[0][number]
    return quote.role, quote.cue, quote.why


def test_role_cue_and_reason_are_told() -> None:
    assert quote_of('NATO chief Mark Visser told reporters it was "right".') == (
        "NATO chief",
        "told",
        "cue “told” before the quote",
    )


def test_a_pronoun_s_reading_is_told() -> None:
    _, _, why = quote_of('Tom Reilly met Ada Lane.\n\n"It is right," he said.')
    assert why == "cue “said” after the quote; “he” = Tom Reilly, paragraph 2"


def test_nothing_said_is_told_too() -> None:
    assert quote_of('"It is right for all of us."') == (None, None, "no cue around the quote")
