"""Quoted words that nobody says, and quoted opinions that somebody holds: each case with the speakers that are right."""

import pytest

from briefings.extraction.document import read_document
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes

Case = tuple[str, list[str | None]]


def speakers(text: str) -> list[str | None]:
    document = read_document(text)
    quotes, _ = find_quotes(document, find_mentions(document))
    return [quote.speaker for quote in quotes for _ in quote.excerpts]


NO_SPEECH: list[Case] = [
    ("Ada Lane sat down.\n\n“We are tired.\n\n“We want to go home,” Bo Ott said.", ["Bo Ott", "Bo Ott"]),
    ("Ada Lane said: “We are tired.\n\n“We want to go home.”\n\nBo Ott left.", ["Ada Lane", "Ada Lane"]),
    (
        "“We are tired,” Ada Lane said. “We want to go home.\n\n“And we will.”\n\nBo Ott left.",
        ["Ada Lane", "Ada Lane", "Ada Lane"],
    ),
    ("“We are tired.\n\nWe want to go home,” Bo Ott said.", ["Bo Ott", "Bo Ott"]),
    ('"We are tired.\n\nWe want to go home," Bo Ott said.', ["Bo Ott", "Bo Ott"]),
    ("Ada Lane opened the “Garden of Hope” on Friday.", []),
    ("Ada Lane said the “Garden of Hope” would open on Friday.", []),
    ("Ada Lane told the “Breakfast Hour” that she was “delighted”.", ["Ada Lane"]),
    ("She is the author of “Salt and Iron”, Ada Lane said.", []),
    ("Ada Lane said her song “Low Tide” was about her mother.", []),
    ("The plan, dubbed “Project Swift”, will cost millions, Ada Lane said.", []),
    ("Critics have called the plan “reckless”.", ["Critics"]),
    ("Ada Lane called the plan “reckless”.", ["Ada Lane"]),
    ("Ada Lane called the plan a “reckless gamble”.", ["Ada Lane"]),
    ("Ada Lane, nicknamed “the Hammer”, won again, Bo Ott said.", []),
    ("Ada Lane, known to fans as “the Hammer”, said she was “tired”.", ["Ada Lane"]),
    ("The word “tired” is not in her book, Bo Ott said.", []),
    ("The so-called “orchard question” has split the town, Ada Lane said.", []),
    ("A man in a cap reading “Peace” waved, Ada Lane said.", []),
    ("Ada Lane, wearing a T-shirt with the slogan “Not Today”, said she was “tired”.", ["Ada Lane"]),
    ("A sign on the door says “Closed”.", []),
    ("A sign outside the school said “No Dogs”, Ada Lane recalled.", []),
    ("The banner, which read “Enough”, hung from a bridge.", []),
    ("The club's motto is “Per Ardua”.", []),
    ("The box was marked “fragile”, police said.", []),
    ("The file was labelled “secret”, Ada Lane told the court.", []),
    ("Ada Lane won the “Player of the Year” award.", []),
    ("“Low Tide”, her third album, is out now, Ada Lane said.", []),
    ("“Low Tide” is her third album.", []),
    ("You may ask: “Why now?”", []),
    ("I can hear the objection: “So what?”", []),
    ("Ada Lane denied being “difficult”.", ["Ada Lane"]),
    ("Ada Lane described the offer as “insulting” and “cheap”.", ["Ada Lane", "Ada Lane"]),
    ("The letter described the offer as “insulting”.", ["letter"]),
    ("The offer was described as “insulting”.", [None]),
    ("The ship, the “Stella Maris”, sank in May, its owner said.", []),
    ("They drank in a pub called the “Slug and Lettuce”, Ada Lane said.", []),
    ("The group calls itself “Youth Awake”.", []),
    ("The group, which calls itself “Youth Awake”, said it was “ready”.", ["group"]),
    ("Police are treating the death as “unexplained”.", ["Police"]),
    ("The app's “Find Me” feature is off by default, Ada Lane said.", []),
    ("The report has a chapter entitled “What went wrong”, Ada Lane said.", []),
    ("Fans chanted “We want Lane”.", ["Fans"]),
    ("Fans shouted “shame” at Ada Lane.", ["Fans"]),
    ("There were shouts of “shame”.", [None]),
    ("Ada Lane said the firm's “Zero Waste” pledge was “a lie”.", ["Ada Lane"]),
    ("Ada Lane accused Bo Ott of running a “dirty” campaign.", ["Ada Lane"]),
    ("Ada Lane spoke of a “lost decade”.", ["Ada Lane"]),
    ("In what Ada Lane called “a lost decade”, wages fell.", ["Ada Lane"]),
    ("Wages fell in what economists call a “lost decade”.", []),
    ("Wages fell in the “lost decade”.", []),
    ("The deal was “in tatters”, said Ada Lane.", ["Ada Lane"]),
    ("It was, Ada Lane said, “a mess”.", ["Ada Lane"]),
    ("A “mess”, Ada Lane called it.", ["Ada Lane"]),
    ("It was a “mess”, according to Ada Lane.", ["Ada Lane"]),
    ("It is part of what's called “feather lung”, a doctor said.", []),
    ("The agency made the campaign “Starts with one” in May, Ada Lane said.", []),
    ("However the “Bad Blood” singer has not returned Bo Ott's calls, a friend said.", []),
    ("The statement, which was obtained by the Herald, claimed the deal was “void”.", ["statement"]),
    ("“Hands up!” an officer ordered. “Step out.”", ["officer", "officer"]),
    ("Ada Lane jogs in Central Park. He told the paper: “I saw nothing.”", [None]),
    ("Bo Ott walked to Central Park. He told the paper: “I saw nothing.”", ["Bo Ott"]),
    ("The tagline? “We care.”", []),
    ("The senator, who told Ada Lane he was ill, said he was “tired”.", ["senator"]),
    ("Ada Lane spoke. There were cries of “Free Bo Ott” from the back.", [None]),
    ("Ada Lane lost, a result the tournament director called “the upset of the decade”.", ["tournament director"]),
    ("The minister, Ada Lane, stressed that the label is “a promise, not a decoration”.", ["Ada Lane"]),
    ("The bill's sponsor, state Sen. Hank Dorsey, said the mayor was “hiding”.", ["Hank Dorsey"]),
    ("Her lawyer, Oliver Nash KC, had told the jury that the case was “built on sand”.", ["Oliver Nash"]),
    ("A man in a cap reading “Peace” waved, Ada Lane said.", []),
    ("The banner, which read “Enough”, hung from a bridge.", []),
    ("A blog called the “Feed” appeared, Ada Lane said.", []),
    ("He held up a sign: “Peace”.", []),
    ("Asked who had signed the label, Bo Ott said: “I can't recall.”", ["Bo Ott"]),
]


@pytest.mark.parametrize(("text", "expected"), NO_SPEECH)
def test_names_labels_and_signs_are_no_speech_and_opinions_are(text: str, expected: list[str | None]) -> None:
    assert speakers(text) == expected
