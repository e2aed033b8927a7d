"""What changed between two revisions is named in the words that readers see."""

from dataclasses import replace
from datetime import date

from briefings.domain.briefing import Content, SummaryPoint
from briefings.domain.changes import changes_between
from briefings.domain.editions import ChangeKind
from tests.fakes.newsroom import make_briefing

BEFORE = make_briefing(
    1,
    said=[("Ada Byron", "We are ready for peace"), (None, "It is a scandal")],
    counted=[(267, "attack drones")],
    dated=[("Thursday", None)],
).revision


def changed(**content: object) -> list[tuple[ChangeKind, str, str]]:
    after = replace(BEFORE, number=2, content=replace(BEFORE.content, **content))  # type: ignore[arg-type]
    return [(change.kind, change.new, change.old) for change in changes_between(BEFORE, after)]


def test_nothing_changed() -> None:
    assert changed() == []
    assert changed(topics=("quay",)) == []


def test_the_headline_and_the_note() -> None:
    after = replace(BEFORE, note="It was the wall.", content=replace(BEFORE.content, headline="Wall reopens"))
    kinds = [change.kind for change in changes_between(BEFORE, after)]
    assert kinds == [ChangeKind.NOTE, ChangeKind.HEADLINE]


def test_a_point_in_other_words_is_the_same_point() -> None:
    old = BEFORE.content.summary[0].text
    assert old == "Harbour reopens (story 1)."
    again, other = SummaryPoint("Harbour reopens today (story 1)."), SummaryPoint("Ferries sail again.")
    assert changed(summary=(again,)) == [(ChangeKind.SUMMARY, again.text, old)]
    assert changed(summary=(other,)) == [(ChangeKind.SUMMARY, other.text, ""), (ChangeKind.GONE_SUMMARY, "", old)]
    assert changed(summary=()) == [(ChangeKind.GONE_SUMMARY, "", old)]


def test_a_quote_with_another_speaker_is_the_same_quote() -> None:
    quotes = BEFORE.content.quotes
    named = (quotes[0], replace(quotes[1], speaker="Ben Hall"))
    assert changed(quotes=named) == [(ChangeKind.CHANGED_SPEAKER, "“It is a scandal” (Ben Hall)", "“It is a scandal”")]
    assert changed(quotes=quotes[:1]) == [(ChangeKind.GONE_QUOTE, "", "“It is a scandal”")]


def test_a_date_that_was_resolved_is_the_same_date() -> None:
    event = BEFORE.content.dates[0]
    dated = (replace(event, resolved=date(2025, 2, 27)),)
    assert changed(dates=dated) == [(ChangeKind.CHANGED_DATE, "Thursday (2025-02-27)", "Thursday (?)")]
    assert changed(dates=()) == [(ChangeKind.GONE_DATE, "", "Thursday")]
    assert isinstance(BEFORE.content, Content)
