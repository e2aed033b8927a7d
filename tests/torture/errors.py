"""Every refusal that the platforms know, for one chat of three: what becomes of it, of the others, and of its plan."""

import asyncio
from collections.abc import AsyncIterator, Iterator, Sequence
from dataclasses import dataclass

from briefings.domain.deliveries import OPEN
from briefings.domain.subscriptions import Subscription
from tests.fakes.telegram_api import FailureKind as OnTelegram
from tests.torture.printing import print_table
from tests.torture.refusals import CASES, FAILED, SENT, Case
from tests.torture.stands import Stand, discord_stand, telegram_stand


@dataclass(frozen=True, slots=True)
class Outcome:
    """What came of a case: what /why said at first and at the end, and what is not as it must be."""

    case: Case
    at_first: str
    at_last: str
    faults: tuple[str, ...]


async def try_case(case: Case) -> Outcome:
    """Let the platform refuse the second chat, and look at everything afterwards."""
    stand_of = telegram_stand if isinstance(case.kind, OnTelegram) else discord_stand
    async with stand_of() as stand:
        before = await stand.plan()
        stand.order(case)
        sending = asyncio.create_task(stand.send())
        try:
            async with asyncio.timeout(20):
                at_first = await _first_words(stand)
                await _until_settled(stand)
        finally:
            sending.cancel()
            await asyncio.gather(sending, return_exceptions=True)
        told = (stand.said_when_stopped or at_first, await stand.why(2))
        faults = [fault async for fault in _faults(stand, case, before)]
        return Outcome(case, *told, (*faults, *_unclear(case, told)))


def _unclear(case: Case, told: Sequence[str]) -> list[str]:
    """What is wrong with the words: each must be a whole sentence, and a digest that did not come has a reason."""
    faults = [f"/why says no plain sentence: {words!r}" for words in told if "{" in words or not words.endswith(".")]
    if told[-1].startswith("sent ") is not (case.end is SENT):
        faults.append("/why tells another end")
    if case.end is not SENT and told[-1].count(".") < 2:
        faults.append("/why gives no reason")
    return faults


async def _first_words(stand: Stand) -> str:
    """Wait until the others have theirs and the second chat was refused; return what /why says of it then."""
    while True:
        first, second, third = await stand.digests()
        if first.state is third.state is SENT and (second.problem or second.state not in OPEN):
            return await stand.why(2)
        await asyncio.sleep(0.005)


async def _until_settled(stand: Stand) -> None:
    """Let the time pass for which the second chat's digest has to wait."""
    while (second := (await stand.digests())[1]).state in OPEN:
        if second.not_before and second.not_before > stand.clock.now():
            stand.clock.move(second.not_before - stand.clock.now())
        await asyncio.sleep(0.01)


async def _faults(stand: Stand, case: Case, before: Sequence[Subscription]) -> AsyncIterator[str]:
    first, second, third = await stand.digests()
    if (first.state, third.state) != (SENT, SENT):
        yield "another chat did not get its digest"
    if second.state is not case.end:
        yield f"the digest ended as {second.state}"
    for number, old in enumerate(before, 1):
        for fault in _faults_of_plan(number, old, await stand.plan_of(number), case):
            yield fault
    received = stand.received()
    if len(received) != len(set(received)):
        yield "a chat got a message twice"
    if any(stand.chats[n] not in received for n in (0, 2)):
        yield "the platform's log has nothing for another chat"
    if case.end is FAILED and stand.chats[1] in received:
        yield "the digest arrived although it failed"
    if case.end is SENT and len(received) < len(stand.chats):
        yield "the platform's log has no digest for the chat"


def _faults_of_plan(number: int, old: Subscription, plan: Subscription | None, case: Case) -> Iterator[str]:
    if plan is None or _settings(plan) != _settings(old):
        yield f"settings of chat {number} were lost"
    if plan is None:
        return
    if (plan.pause is not None) != (number == 2 and case.rests):
        yield f"the plan of chat {number} {'rests' if plan.pause else 'goes on'}"
    if (plan.watermark > old.watermark) != (number != 2 or case.end is SENT):
        yield f"the mark of what chat {number} has seen {'moved' if plan.watermark > old.watermark else 'stayed'}"


def _settings(plan: Subscription) -> tuple[object, ...]:
    times = [(entry.id, entry.at, entry.days, entry.retired) for entry in plan.entries]
    return plan.zone, plan.taste, plan.quiet, plan.alerts, plan.silent, plan.set_by, times


def main(arguments: Sequence[str]) -> bool:
    """Run every case and print the table."""
    if arguments:
        raise SystemExit("errors takes no options")
    outcomes = [asyncio.run(try_case(case)) for case in CASES]
    rows = [
        (
            o.case.name + (" twice" if o.case.times > 1 else ""),
            o.case.end.value,
            "rests" if o.case.rests else "goes on",
            o.at_first if o.at_first == o.at_last else f"{o.at_first} → {o.at_last}",
            "; ".join(o.faults) or "kept",
        )
        for o in outcomes
    ]
    print_table(("the platform says", "digest", "plan", "/why", "others, settings, doubles"), rows)
    return not any(outcome.faults for outcome in outcomes)
