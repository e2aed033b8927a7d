"""What the newsroom promises whatever two editors do: the model of it, and what must hold after every step."""

import asyncio
from collections.abc import Coroutine
from datetime import datetime
from typing import Any, TypeVar

from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from briefings.domain.briefing import Status
from briefings.domain.errors import UserError
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import items_of
from briefings.ports.store import Store
from briefings.services.people.appoint import appoint
from briefings.services.people.link_accounts import accept_link, offer_link
from briefings.services.records.verify_log import verify_log
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.unit.services.editing.newsroom_model import Story

T = TypeVar("T")
FOUR_EYES = EditorialPolicy(four_eyes=True)
OWNER = Identity(Platform.TELEGRAM, "1")
ACCOUNTS = {
    "m-telegram:5": (Identity(Platform.TELEGRAM, "5"), Identity(Platform.DISCORD, "55")),
    "m-discord:7": (Identity(Platform.DISCORD, "7"),),
}
PEOPLE = [(person, account) for person, accounts in ACCOUNTS.items() for account in accounts]


class NewsroomPromises(RuleBasedStateMachine):
    """A newsroom over a store in memory, with two editors in it and a model beside it."""

    reopens = False

    def __init__(self) -> None:
        super().__init__()
        self.runner = asyncio.Runner()
        self.clock = SettableClock()
        self.store = self.opened()
        self.stories: dict[int, Story] = {}
        self.seen: dict[tuple[str, int], int] = {}
        self.texts: set[int] = set()
        self.parts: list[str] = []

    def opened(self) -> Store:
        return MemoryStore()

    def reopened(self) -> Store:
        return self.store

    def run(self, work: Coroutine[Any, Any, T]) -> T:
        return self.runner.run(work)

    def teardown(self) -> None:
        self.run(self.store.close())
        self.runner.close()

    def appoint_everybody(self) -> None:
        """Make all of them editors and reviewers; the first has an account on each platform."""

        async def appointed() -> None:
            for role in (Role.EDITOR, Role.REVIEWER):
                for accounts in ACCOUNTS.values():
                    await appoint(accounts[0], role, name="N", by=OWNER, store=self.store, clock=self.clock)
            code = await offer_link(PEOPLE[0][1], name="N", store=self.store, clock=self.clock)
            await accept_link(code, PEOPLE[1][1], store=self.store, clock=self.clock)

        self.run(appointed())

    def expect(self, allowed: bool, work: Coroutine[Any, Any, T]) -> T | None:
        """Run, and hold what happens against the model."""
        result, refusal = None, None
        try:
            result = self.run(work)
        except UserError as error:
            refusal = error
        assert (refusal is None) is allowed, refusal
        return result

    def chosen(self, data: st.DataObject) -> tuple[int, Story]:
        number = data.draw(st.sampled_from(sorted(self.stories)))
        return number, self.stories[number]

    @precondition(lambda self: self.reopens)
    @rule()
    def restart(self) -> None:
        self.store = self.reopened()

    @invariant()
    def readers_see_what_is_published_and_nothing_else(self) -> None:
        now, visible = self.clock.now(), {n for n, s in self.stories.items() if s.visible(self.clock.now())}
        self.run(self.check_readers(now, visible))

    async def check_readers(self, now: datetime, visible: set[int]) -> None:
        async with self.store.reading() as unit:
            for number, story in self.stories.items():
                shown = await unit.archive.briefing(number, now=now)
                assert (shown is not None) is (number in visible)
                assert shown is None or shown.revision.number == story.published
            assert {b.number for b in await unit.archive.latest(now=now, limit=99)} == visible
            assert {q.reference.number for q in await unit.archive.quotes(now=now, limit=99)} <= visible

    @invariant()
    def nothing_is_lost_and_no_revision_is_skipped(self) -> None:
        self.run(self.check_editors())

    async def check_editors(self) -> None:
        async with self.store.reading() as unit:
            for number, story in self.stories.items():
                briefing = await unit.briefings.by_number(number)
                assert briefing is not None
                revisions = await unit.briefings.revisions(briefing.id)
                assert [r.number for r in revisions] == list(range(1, story.newest + 1))
                assert [r.author for r in revisions] == story.authors
                assert briefing.status is Status(story.status)
                assert (briefing.content.headline, len(list(items_of(briefing.content)))) == (
                    story.headline,
                    story.items,
                )
                plan = await unit.reviews.planned(briefing.id)
                assert (plan and (plan.due_at, plan.revision)) == story.plan
            account = PEOPLE[0][1]
            open_one = await unit.conversations.get(account, ChatAddress(account.platform, account.user_id))
            assert (list(open_one.parts) if open_one else []) == self.parts

    @invariant()
    def the_chain_is_whole(self) -> None:
        assert self.run(verify_log(store=self.store)).broken_at is None
