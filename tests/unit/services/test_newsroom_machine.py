"""Two editors do anything in any order, with restarts between: the newsroom keeps every promise all the time.

Nothing unpublished or under embargo is visible to readers, nobody publishes what they wrote alone, nothing that is not
verbatim goes out, revisions have no holes, the log's chain is whole, the second editor is told, nothing is lost.
"""

import asyncio
import shutil
import tempfile
from collections.abc import Coroutine
from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, precondition, rule

from briefings.adapters.memory.store import MemoryStore
from briefings.adapters.sql.migrating import migrate
from briefings.adapters.sql.store import open_store
from briefings.domain.briefing import Status
from briefings.domain.drafting import Article
from briefings.domain.errors import UserError
from briefings.domain.gate import NotVerbatimError
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import item_key, items_of
from briefings.extraction.extract import extract
from briefings.ports.store import Store
from briefings.services.appoint import appoint
from briefings.services.correct import correct, withdraw_briefing
from briefings.services.edit_items import ChangedMeanwhileError, drop_item, set_headline
from briefings.services.link_accounts import accept_link, offer_link
from briefings.services.publish import publish
from briefings.services.release import plan_release, release, release_due
from briefings.services.review_draft import approve, open_draft, return_draft, submit
from briefings.services.take_article import take_article
from briefings.services.verify_log import verify_log
from tests.fakes.clock import SettableClock
from tests.unit.chat.editors import Editors
from tests.unit.services.newsroom_model import IN_REVIEW, PUBLISHED, WITHDRAWN, Story

T = TypeVar("T")
FOUR_EYES = EditorialPolicy(four_eyes=True)
OWNER = Identity(Platform.TELEGRAM, "1")
ACCOUNTS = {
    "m-telegram:5": (Identity(Platform.TELEGRAM, "5"), Identity(Platform.DISCORD, "55")),
    "m-discord:7": (Identity(Platform.DISCORD, "7"),),
}
PEOPLE = [(person, account) for person, accounts in ACCOUNTS.items() for account in accounts]
READER = Identity(Platform.TELEGRAM, "9")
HEADLINES = ("Quay wall falls", "Quay wall to be rebuilt", "What the harbour master said")
_MIGRATED = Path(tempfile.mkdtemp(prefix="daybrief-machine-"))
_someone = st.sampled_from(PEOPLE)
_hours = st.integers(1, 3).map(lambda n: timedelta(hours=n))


def article(kind: int) -> str:
    return (
        f"Quay {kind} is closed\n\nQuay {kind} will be rebuilt from 9 March, harbour master Ines Duarte said.\n\n"
        f'"We waited too long with quay {kind}," Duarte told reporters. "Now it cannot wait."\n\n'
        f"About {kind + 1},200 passengers a day will have to change, the port authority said."
    )


class NewsroomMachine(RuleBasedStateMachine):
    """The newsroom over a store in memory."""

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

    @initialize()
    def people(self) -> None:
        async def appointed() -> None:
            for role in (Role.EDITOR, Role.REVIEWER):
                for accounts in ACCOUNTS.values():
                    await appoint(accounts[0], role, name="N", by=OWNER, store=self.store, clock=self.clock)
            code = await offer_link(PEOPLE[0][1], name="N", store=self.store, clock=self.clock)
            await accept_link(code, PEOPLE[1][1], store=self.store, clock=self.clock)

        self.run(appointed())
        self.add(0, PEOPLE[0])

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

    @rule(kind=st.integers(0, 1), who=_someone)
    def add(self, kind: int, who: tuple[str, Identity]) -> None:
        person, account = who
        work = take_article(Article(article(kind)), by=account, extract=extract, store=self.store, clock=self.clock)
        drafted = self.run(work)
        assert drafted.new is (kind not in self.texts)
        if drafted.new:
            self.texts.add(kind)
            content = drafted.briefing.content
            self.stories[drafted.briefing.number] = Story(content.headline, len(list(items_of(content))), [person])

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def look(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        state = self.run(open_draft(number, store=self.store))
        assert state.briefing.revision.number == story.newest
        self.seen[who[0], number] = story.newest

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, headline=st.sampled_from((*HEADLINES, "There are 99 quays")))
    def write_headline(self, data: st.DataObject, who: tuple[str, Identity], headline: str) -> None:
        number, story = self.chosen(data)
        seen = self.seen.get((who[0], number))
        work = set_headline(number, headline, by=who[1], seen_revision=seen, store=self.store, clock=self.clock)
        if self.is_outdated(number, seen, work):
            return
        changes = headline != story.headline
        if self.expect(story.may_edit() and not (changes and "99" in headline), work) is not None and changes:
            story.headline = headline
            self.edited(number, who[0])

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def drop(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        seen = self.seen.get((who[0], number))
        items = list(items_of(self.run(open_draft(number, store=self.store)).briefing.content))
        if not items:
            return
        key = item_key(data.draw(st.sampled_from(items)))
        work = drop_item(number, key, by=who[1], seen_revision=seen, store=self.store, clock=self.clock)
        if not self.is_outdated(number, seen, work) and self.expect(story.may_edit(), work) is not None:
            story.items -= 1
            self.edited(number, who[0])

    def is_outdated(self, number: int, seen: int | None, work: Coroutine[Any, Any, object]) -> bool:
        """Whether somebody else was there first; then the second must be told so, and by whom and what."""
        story = self.stories[number]
        if not story.may_edit() or seen in {None, story.newest}:
            return False
        with pytest.raises(ChangedMeanwhileError) as told:
            self.run(work)
        assert (told.value.seen, told.value.now) == (seen, story.newest)
        assert told.value.values["by"] in {"N", OWNER.user_id}
        return True

    def edited(self, number: int, person: str) -> None:
        story = self.stories[number]
        story.edit(person)
        self.seen[person, number] = story.newest

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def ask_for_review(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        if self.expect(story.may_submit(), submit(number, by=who[1], store=self.store, clock=self.clock)):
            story.status = PUBLISHED if story.is_correction else IN_REVIEW

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def approve(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        work = approve(number, by=who[1], policy=FOUR_EYES, store=self.store, clock=self.clock)
        if self.expect(story.may_approve(who[0]), work):
            story.verdicts[story.newest, who[0]] = True

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def send_back(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        work = return_draft(number, "Who says so?", by=who[1], store=self.store, clock=self.clock)
        if self.expect(story.may_return(), work):
            story.verdicts[story.newest, who[0]] = False
            story.plan = None
            story.status = PUBLISHED if story.is_correction else "draft"

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, embargo=st.none() | _hours)
    def publish_now(self, data: st.DataObject, who: tuple[str, Identity], embargo: timedelta | None) -> None:
        number, story = self.chosen(data)
        until = self.clock.now() + embargo if embargo else None
        work = release(number, by=who[1], policy=FOUR_EYES, embargo_until=until, store=self.store, clock=self.clock)
        if self.expect(story.may_publish(who[0]), work):
            story.publish(until)

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, after=_hours)
    def plan(self, data: st.DataObject, who: tuple[str, Identity], after: timedelta) -> None:
        number, story = self.chosen(data)
        due = self.clock.now() + after
        work = plan_release(number, due, by=who[1], policy=FOUR_EYES, store=self.store, clock=self.clock)
        if self.expect(story.may_publish(who[0]), work):
            story.plan = (due, story.newest)

    @rule()
    def time_passes(self) -> None:
        self.clock.move(timedelta(hours=3))
        published = {b.number for b in self.run(release_due(store=self.store, clock=self.clock))}
        assert self.run(release_due(store=self.store, clock=self.clock)) == []
        due = {n: s for n, s in self.stories.items() if s.plan is not None and s.plan[0] <= self.clock.now()}
        assert published == {n for n, s in due.items() if s.plan is not None and s.plan[1] == s.newest}
        for number, story in due.items():
            story.plan = None
            if number in published:
                story.publish(None)

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, material=st.booleans())
    def correct(self, data: st.DataObject, who: tuple[str, Identity], material: bool) -> None:
        number, story = self.chosen(data)
        work = correct(
            number,
            "It was another quay.",
            material=material,
            by=who[1],
            policy=FOUR_EYES,
            store=self.store,
            clock=self.clock,
        )
        if self.expect(story.may_correct(who[0]), work):
            story.correct()

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def withdraw(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        work = withdraw_briefing(number, "Wrong.", by=who[1], policy=FOUR_EYES, store=self.store, clock=self.clock)
        if self.expect(story.published is not None, work):
            story.status = WITHDRAWN

    @precondition(lambda self: any(story.status != WITHDRAWN for story in self.stories.values()))
    @rule(data=st.data())
    def forge(self, data: st.DataObject) -> None:
        """Somebody changes a quote behind our back: no door publishes it."""
        number = data.draw(st.sampled_from([n for n, s in self.stories.items() if s.status != WITHDRAWN]))
        self.run(self.forged(number))

    async def forged(self, number: int) -> None:
        before = (await open_draft(number, store=self.store)).briefing
        if not before.content.quotes:
            return
        quote = before.content.quotes[0]
        words = replace(quote.excerpts[0], text=quote.excerpts[0].text.upper())
        false = replace(before.content, quotes=(replace(quote, excerpts=(words, *quote.excerpts[1:])),))
        async with self.store.writing() as unit:
            forged = before.revised(false, author=OWNER.user_id, at=self.clock.now())
            await unit.briefings.save(forged, seen_revision=before.revision.number)
        with pytest.raises(NotVerbatimError):
            await publish(before.id, store=self.store, clock=self.clock)
        async with self.store.writing() as unit:
            honest = forged.revised(before.content, author=OWNER.user_id, at=self.clock.now())
            await unit.briefings.save(honest, seen_revision=forged.revision.number)
        self.stories[number].authors += [OWNER.user_id, OWNER.user_id]

    @rule(part=st.sampled_from(["Quay nine is closed.", "It will be rebuilt.", '"Now it cannot wait," Duarte said.']))
    def paste(self, part: str) -> None:
        editors = Editors(self.store, self.clock)
        if not self.parts:
            self.run(editors.says(PEOPLE[0][1], "/add"))
        assert "so far" in self.run(editors.hears(PEOPLE[0][1], part))
        self.parts.append(part)

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


class SqliteNewsroomMachine(NewsroomMachine):
    """The same over a file, which a restart closes and opens again."""

    reopens = True

    def opened(self) -> Store:
        template = _MIGRATED / "template.db"
        if not template.exists():
            asyncio.run(migrate(f"sqlite:///{template}"))
        self.file = Path(tempfile.mkdtemp(dir=_MIGRATED)) / "store.db"
        shutil.copyfile(template, self.file)
        return self.run(open_store(f"sqlite:///{self.file}", migrating=False))

    def reopened(self) -> Store:
        self.run(self.store.close())
        return self.run(open_store(f"sqlite:///{self.file}", migrating=False))

    def teardown(self) -> None:
        super().teardown()
        shutil.rmtree(self.file.parent)


_CHECKS = (HealthCheck.too_slow, HealthCheck.filter_too_much)
TestNewsroomInMemory = NewsroomMachine.TestCase
TestNewsroomInMemory.settings = settings(
    max_examples=60, stateful_step_count=50, deadline=None, suppress_health_check=_CHECKS
)
TestNewsroomOnSqlite = SqliteNewsroomMachine.TestCase
TestNewsroomOnSqlite.settings = settings(
    max_examples=8, stateful_step_count=30, deadline=None, suppress_health_check=_CHECKS
)
