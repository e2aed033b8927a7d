"""The checker of the long proofs can fail: each kind of loss and doubling, put into a log, breaks the promise."""

from dataclasses import replace
from datetime import date

import pytest

from briefings.domain.people import Platform
from tests.torture.checker import HOLD, RESEND, PlannedSlot, Verdict, broken, judge
from tests.torture.printing import Progress
from tests.torture.servers import Sent

FIRST = PlannedSlot("1", date(2031, 1, 7), "Ferry 1 leaves")
SECOND = PlannedSlot("1", date(2031, 1, 8), "Ferry 2 leaves")
RULES = [(Platform.TELEGRAM, HOLD), (Platform.TELEGRAM, RESEND), (Platform.DISCORD, HOLD)]


def digest(slot: PlannedSlot, *more: PlannedSlot) -> Sent:
    return Sent(0.0, slot.chat_id, "\n".join([slot.heading, slot.story, *(other.story for other in more)]))


def verdict_of(*sent: Sent, held: PlannedSlot | None = None) -> Verdict:
    verdict = judge([FIRST, SECOND], sent)
    verdict.held = {(held.chat_id, held.day)} if held else set()
    return verdict


@pytest.mark.parametrize(("platform", "rule"), RULES)
def test_each_slot_once_is_what_was_promised(platform: Platform, rule: str) -> None:
    assert broken(verdict_of(digest(FIRST), digest(SECOND)), platform, rule) == []


@pytest.mark.parametrize(("platform", "rule"), RULES)
def test_a_lost_digest_is_a_fault_even_when_covered(platform: Platform, rule: str) -> None:
    assert broken(verdict_of(digest(SECOND, FIRST)), platform, rule)


@pytest.mark.parametrize(("platform", "rule"), RULES)
def test_a_story_that_nobody_told_is_a_fault_even_when_listed(platform: Platform, rule: str) -> None:
    assert broken(verdict_of(digest(SECOND), held=FIRST), platform, rule)


def test_only_telegram_may_hold_and_cover() -> None:
    covered = verdict_of(digest(SECOND, FIRST), held=FIRST)
    assert [bool(broken(covered, platform, rule)) for platform, rule in RULES] == [False, True, True]
    assert (len(covered.missing), covered.listed, covered.covered) == (1, 1, 1)


def test_only_who_wishes_to_resend_may_double() -> None:
    doubled = verdict_of(digest(FIRST), digest(FIRST), digest(SECOND))
    assert [bool(broken(doubled, platform, rule)) for platform, rule in RULES] == [True, False, True]
    assert doubled.doubled == 1


def test_news_may_come_again_only_where_it_was_in_doubt() -> None:
    again = verdict_of(digest(FIRST), digest(SECOND, FIRST))
    assert all(broken(again, platform, rule) for platform, rule in RULES)
    again.held = {(FIRST.chat_id, FIRST.day)}
    assert [bool(broken(again, platform, rule)) for platform, rule in RULES] == [False, True, True]


@pytest.mark.parametrize("platform", [Platform.TELEGRAM, Platform.DISCORD])
def test_what_no_slot_asked_for_is_a_fault(platform: Platform) -> None:
    other_day, other_chat = replace(FIRST, day=date(2031, 2, 7)), replace(FIRST, chat_id="2")
    for stray in (digest(other_day), digest(other_chat)):
        assert broken(verdict_of(digest(FIRST), digest(SECOND), stray), platform, HOLD)


def test_progress_tells_what_is_left(capsys: pytest.CaptureFixture[str]) -> None:
    moments = iter((0.0, 10.0, 30.0))
    progress = Progress(500, "kills", now=lambda: next(moments))
    progress.advance(100)
    progress.advance(100)
    assert capsys.readouterr().out == "  200 of 500 kills, 30 s gone, about 45 s left\n"
