"""Passages of the press: figures whole and with who says so, statements that stand alone, dates, and what is no news."""

from collections.abc import Iterator

import pytest

from briefings.domain.agenda import DatedEvent
from briefings.domain.choosing import SETTLED
from briefings.domain.drafting import Article
from briefings.domain.figures import Figure
from briefings.extraction.document import read_document
from briefings.extraction.extract import extract
from briefings.extraction.statement import statement_around
from tests.unit.extraction.press_gold import DATES, FIGURES, NO_AGENDA, NOISE, PUBLISHED


def figures_of(text: str) -> tuple[Figure, ...]:
    return extract(Article(text, published=PUBLISHED)).figures


def dates_of(text: str) -> tuple[DatedEvent, ...]:
    return extract(Article(text, published=PUBLISHED)).dates


def overlap(figure: Figure, start: int, end: int) -> float:
    first, last = figure.excerpt.start, figure.excerpt.end
    return (min(last, end) - max(first, start)) / (max(last, end) - min(first, start))


def pairs() -> Iterator[tuple[str, str | None, str | None, Figure | None]]:
    """Each figure of the table with the one that is read at its place, where their words are all but the same."""
    for text, gold in FIGURES:
        for phrase, unit, claimant in gold:
            start = text.index(phrase)
            found = [one for one in figures_of(text) if overlap(one, start, start + len(phrase)) >= 0.8]
            yield phrase, unit, claimant, found[0] if found else None


def test_figures_are_whole_with_their_unit_and_claimant() -> None:
    found = list(pairs())
    missed = [phrase for phrase, _, _, figure in found if figure is None]
    named = [(claimant, figure) for _, _, claimant, figure in found if claimant]
    unnamed = [c for c, f in named if f is None or not f.claimant or (c not in f.claimant and f.claimant not in c)]
    invented = [figure.claimant for _, _, claimant, figure in found if figure and figure.claimant and not claimant]
    units = [phrase for phrase, unit, _, figure in found if figure and figure.unit != unit]
    assert len(missed) <= 0.05 * len(found), missed
    assert len(unnamed) <= 0.1 * len(named), unnamed
    assert len(units) <= 0.05 * len(found), units
    assert invented == []


@pytest.mark.parametrize("text", NOISE)
def test_numbers_that_tell_nothing_are_not_shown(text: str) -> None:
    assert [figure.excerpt.text for figure in figures_of(text) if figure.confidence >= SETTLED] == []


@pytest.mark.parametrize(
    ("text", "words", "statement"),
    [
        ("Output fell 3%, the bank said on Monday.", "3%", "Output fell 3%"),
        ("The bank said on Monday that output fell 3%.", "3%", "output fell 3%"),
        ("According to the bank, output fell 3%.", "3%", "output fell 3%"),
        ("But output fell 3%, while wages rose by a tenth.", "3%", "output fell 3%"),
        ("Wages rose by a tenth, but output fell 3%.", "3%", "output fell 3%"),
        ("Sales fell by 2.5% to £3.1m.", "£3.1m", "Sales fell by 2.5% to £3.1m"),
        ("The bank, which has debts of £4m, was closed.", "£4m", "The bank, which has debts of £4m, was closed"),
        ("“We lost 300 jobs here,” Mayor Finch said.", "300 jobs", "We lost 300 jobs here"),
        ("He was jailed for 14 years.", "14 years", None),
        ("Up 3%, to £4.", "3%", None),
        ("The firm (worth £4m was sold.", "£4m", None),
    ],
)
def test_a_statement_stands_alone_or_is_none(text: str, words: str, statement: str | None) -> None:
    document, start = read_document(text), text.index(words)
    found = statement_around(text, start, start + len(words), document.sentence_at(start))
    assert (text[slice(*found)] if found else None) == statement


def test_a_small_count_or_a_length_of_time_waits_for_an_editor() -> None:
    sure = {f.excerpt.text: f.confidence >= SETTLED for f in figures_of(
        "The club has two phones. The storm killed three people. The bus took 20 minutes. A judge jailed Bo Lind for 14 years."
    )}  # fmt: skip
    assert sure == {"two phones": False, "three people": True, "20 minutes": False, "14 years": True}


@pytest.mark.parametrize(("text", "gold"), DATES)
def test_dates_are_right_and_tell_what_happens(text: str, gold: tuple[tuple[str, str, str], ...]) -> None:
    for words, day, what in gold:
        (event,) = [one for one in dates_of(text) if words in one.excerpt.text or one.excerpt.text in words]
        assert (str(event.resolved) if event.resolved else "?") == day
        assert what in (event.what or event.sentence).text


@pytest.mark.parametrize("text", NO_AGENDA)
def test_times_and_years_that_nobody_waits_for_are_not_shown(text: str) -> None:
    assert [event.excerpt.text for event in dates_of(text) if event.confidence >= SETTLED] == []


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("The court will hear the case on Friday.", True),
        ("The minister said on Monday that taxes are high.", False),
        ("A storm hit the coast on Monday and sank a ferry.", True),
        ("He said he worried until he heard the July 25 call.", False),
        ("The port grew in 2019.", False),
        ("The bridge will open in 2027.", True),
    ],
)
def test_an_agenda_shows_what_is_ahead_and_what_happened_not_what_was_said(text: str, shown: bool) -> None:
    assert any(event.confidence >= SETTLED for event in dates_of(text)) is shown


def test_a_tomorrow_that_was_said_another_day_stays_open() -> None:
    (older,) = [
        e for e in dates_of("“We march tomorrow,” she wrote in a letter last week.") if "tomorrow" in e.excerpt.text
    ]
    assert older.resolved is None
    assert "another day" in older.why
