"""What two editors do in a newsroom, each step held against the model."""

from collections.abc import Coroutine
from dataclasses import replace
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import strategies as st
from hypothesis.stateful import initialize, precondition, rule

from briefings.domain.drafting import Article
from briefings.domain.people import Identity, Platform
from briefings.domain.reviewing import item_key, items_of
from briefings.domain.verbatim import NotVerbatimError
from briefings.services.articles.load_briefing import ChangedMeanwhileError
from briefings.services.articles.take_article import take_article
from briefings.services.editing.correct import correct, withdraw_briefing
from briefings.services.editing.edit_items import drop_item, set_headline
from briefings.services.editing.publish import publish
from briefings.services.editing.release import plan_release, release, release_due
from briefings.services.editing.review_draft import approve, look_at_draft, open_draft, return_draft, submit
from tests.fakes.drafter import DraftsHere
from tests.unit.chat.editors import Editors
from tests.unit.services.editing.newsroom_model import IN_REVIEW, PUBLISHED, WITHDRAWN, Story
from tests.unit.services.editing.newsroom_promises import FOUR_EYES, OWNER, PEOPLE, NewsroomPromises

READER = Identity(Platform.TELEGRAM, "9")
HEADLINES = ("Quay wall falls", "Quay wall to be rebuilt", "What the harbour master said")
_someone = st.sampled_from(PEOPLE)
_hours = st.integers(1, 3).map(lambda n: timedelta(hours=n))


def article(kind: int) -> str:
    return (
        f"Quay {kind} is closed\n\nQuay {kind} will be rebuilt from 9 March, harbour master Ines Duarte said.\n\n"
        f'"We waited too long with quay {kind}," Duarte told reporters. "Now it cannot wait."\n\n'
        f"About {kind + 1},200 passengers a day will have to change, the port authority said."
    )


class NewsroomMachine(NewsroomPromises):
    """Articles come in, are edited, reviewed, published, corrected and withdrawn."""

    @initialize()
    def people(self) -> None:
        self.appoint_everybody()
        self.add(0, PEOPLE[0])

    @rule(kind=st.integers(0, 1), who=_someone)
    def add(self, kind: int, who: tuple[str, Identity]) -> None:
        person, account = who
        work = take_article(
            Article(article(kind), publisher="Gazette", published=date(2026, 3, 2)),
            by=account,
            extract=DraftsHere().draft,
            store=self.store,
            clock=self.clock,
        )
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
        state = self.run(look_at_draft(number, by=who[1], store=self.store))
        assert state.briefing.revision.number == story.newest
        self.seen[who[0], number] = story.newest

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, headline=st.sampled_from((*HEADLINES, "There are 99 quays")))
    def write_headline(self, data: st.DataObject, who: tuple[str, Identity], headline: str) -> None:
        """Typed: what the person saw last counts, also over a restart."""
        number, story = self.chosen(data)
        seen = self.seen.get((who[0], number))
        work = set_headline(number, headline, by=who[1], store=self.store, clock=self.clock)
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

    def is_fresh(self, number: int, person: str) -> bool:
        """Whether the person saw the newest revision, or none at all."""
        return self.seen.get((person, number)) in {None, self.stories[number].newest}

    def edited(self, number: int, person: str) -> None:
        story = self.stories[number]
        story.edit(person)
        self.seen[person, number] = story.newest

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def ask_for_review(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        if self.expect(
            self.is_fresh(number, who[0]) and story.may_submit(),
            submit(number, by=who[1], store=self.store, clock=self.clock),
        ):
            story.status = PUBLISHED if story.is_correction else IN_REVIEW

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def approve(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        work = approve(number, by=who[1], policy=FOUR_EYES, store=self.store, clock=self.clock)
        if self.expect(self.is_fresh(number, who[0]) and story.may_approve(who[0]), work):
            story.judge(who[0], True)

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def send_back(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        work = return_draft(number, "Who says so?", by=who[1], store=self.store, clock=self.clock)
        if self.expect(self.is_fresh(number, who[0]) and story.may_return(), work):
            story.judge(who[0], False)
            story.plan = None
            if story.status != WITHDRAWN:
                story.status = PUBLISHED if story.is_correction else "draft"

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, embargo=st.none() | _hours)
    def publish_now(self, data: st.DataObject, who: tuple[str, Identity], embargo: timedelta | None) -> None:
        number, story = self.chosen(data)
        until = self.clock.now() + embargo if embargo else None
        work = release(number, by=who[1], policy=FOUR_EYES, embargo_until=until, store=self.store, clock=self.clock)
        if self.expect(self.is_fresh(number, who[0]) and story.may_publish(who[0]), work):
            story.publish(until)

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone, after=_hours)
    def plan(self, data: st.DataObject, who: tuple[str, Identity], after: timedelta) -> None:
        number, story = self.chosen(data)
        due = self.clock.now() + after
        work = plan_release(number, due, by=who[1], policy=FOUR_EYES, store=self.store, clock=self.clock)
        if self.expect(self.is_fresh(number, who[0]) and story.may_publish(who[0]), work):
            story.plan = (due, story.newest)

    @rule()
    def time_passes(self) -> None:
        self.clock.move(timedelta(hours=3))
        published = {b.number for b in self.run(release_due(policy=FOUR_EYES, store=self.store, clock=self.clock))}
        assert self.run(release_due(policy=FOUR_EYES, store=self.store, clock=self.clock)) == []
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
        note = "It was another quay."
        work = correct(
            number,
            note,
            material=material,
            by=who[1],
            policy=FOUR_EYES,
            store=self.store,
            clock=self.clock,
        )
        if self.expect(self.is_fresh(number, who[0]) and story.may_correct(who[0], (note, material)), work):
            story.correct(who[0], (note, material))
            self.seen[who[0], number] = story.newest

    @precondition(lambda self: self.stories)
    @rule(data=st.data(), who=_someone)
    def withdraw(self, data: st.DataObject, who: tuple[str, Identity]) -> None:
        number, story = self.chosen(data)
        work = withdraw_briefing(number, "Wrong.", by=who[1], policy=FOUR_EYES, store=self.store, clock=self.clock)
        if self.expect(story.published is not None, work):
            before = story.newest
            story.withdraw(who[0], "Wrong.")
            if story.newest != before:
                self.seen[who[0], number] = story.newest

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
        story = self.stories[number]
        story.authors += [OWNER.user_id, OWNER.user_id]
        story.note, story.verdicts = None, {}

    @rule(part=st.sampled_from(["Quay nine is closed.", "It will be rebuilt.", '"Now it cannot wait," Duarte said.']))
    def paste(self, part: str) -> None:
        editors = Editors(self.store, self.clock)
        if not self.parts:
            self.run(editors.says(PEOPLE[0][1], "/add"))
        assert "so far" in self.run(editors.hears(PEOPLE[0][1], part))
        self.parts.append(part)
