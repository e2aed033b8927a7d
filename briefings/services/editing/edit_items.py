"""An editor's decisions about a draft: keep, drop, another speaker, another headline, summary, topics or rank.

Every change is a new revision that names its author; ``seen_revision`` is the one that the editor was looking at.
"""

import asyncio
from collections.abc import Callable, Sequence
from dataclasses import replace

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.briefing import Briefing, Content, Priority, Status, SummaryPoint
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.reviewing import doubtful, find_item, item_key, with_speaker, without, without_hold
from briefings.domain.spans import is_whole
from briefings.domain.text import Excerpt
from briefings.domain.topics import slug_of
from briefings.domain.verbatim import check_verbatim
from briefings.extraction.gate import check_own_words, names_speaker
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.articles.load_briefing import changed_meanwhile, check_seen, load_briefing
from briefings.services.people.roles import person_key

Change = Callable[[Briefing], Content]

MOST_POINTS = 8
"""The most points of a summary."""

LONGEST_NAME = 120
"""The longest speaker's name that an editor gives, in characters."""


async def change(
    number: int, by: Identity, what: str, make: Change, *, seen_revision: int | None, store: Store, clock: Clock
) -> Briefing:
    """Write ``make(briefing)`` as the next revision, with ``what`` in the audit log; the same content changes nothing.

    Raises:
        ChangedMeanwhileError: the newest revision is not ``seen_revision``.
        UserError: no such briefing, it is withdrawn, or the new content states what the source does not.
    """
    async with store.writing() as unit:
        before = await load_briefing(number, unit=unit)
        if before.status is Status.WITHDRAWN:
            raise UserError("Briefing {number} is withdrawn and cannot be changed.", number=number)
        author = await person_key(by, unit=unit)
        await check_seen(before, seen_revision, author, unit=unit)
        content = make(before)
        if content == before.content:
            return before
        check_verbatim(content, before.source.text)
        await asyncio.to_thread(check_own_words, content, before.source)
        after = before.edited(content, author=author, at=clock.now())
        if not await unit.briefings.save(after, seen_revision=before.revision.number):
            raise await changed_meanwhile(number, seen=before.revision.number, unit=unit)
        await unit.reviews.see(after.id, author, after.revision.number)
        subject, detail = briefing_subject(number), f"r{after.revision.number} {what}"
        await unit.audit.append(at=clock.now(), actor=author, act=Act.EDIT, subject=subject, detail=detail)
    return after


async def drop_item(
    number: int, key: str, *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Leave one quote, figure or date out."""

    def make(before: Briefing) -> Content:
        _known(before.content, key)
        return without(before.content, key)

    return await change(number, by, f"drop {key}", make, seen_revision=seen_revision, store=store, clock=clock)


async def fix_speaker(
    number: int,
    key: str,
    speaker: str | None,
    *,
    by: Identity,
    seen_revision: int | None = None,
    store: Store,
    clock: Clock,
) -> Briefing:
    """Give a quote another speaker, or honestly none."""
    if speaker is not None and len(speaker) > LONGEST_NAME:
        raise UserError("A speaker's name has at most {most} characters.", most=LONGEST_NAME)

    def make(before: Briefing) -> Content:
        _known(before.content, key)
        return with_speaker(
            before.content,
            key,
            speaker,
            why="named by an editor",
            edited_in=before.revision.number + 1,
            added=speaker is not None and not names_speaker(before.source.text, speaker),
        )

    what = f"speaker {key}: {speaker or 'unattributed'}"
    after = await change(number, by, what, make, seen_revision=seen_revision, store=store, clock=clock)
    async with store.writing() as unit:
        await unit.reviews.keep(after.id, [key])
    return after


async def keep_items(
    number: int, keys: Sequence[str], *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> None:
    """Decide that items stay; without keys, all that are doubtful. Held ones named here are shown from now on.

    Showing what was held is a change of what the briefing says, and so a new revision. The log names what was not kept
    before.
    """

    def make(before: Briefing) -> Content:
        for key in keys:
            _known(before.content, key)
        return without_hold(before.content, keys)

    what = f"show {' '.join(keys)}"
    briefing = await change(number, by, what, make, seen_revision=seen_revision, store=store, clock=clock)
    async with store.writing() as unit:
        person, known = await person_key(by, unit=unit), await unit.reviews.kept(briefing.id)
        kept = dict.fromkeys(keys or [item_key(item) for item in doubtful(briefing.content, frozenset())])
        if new := [key for key in kept if key not in known]:
            await unit.reviews.keep(briefing.id, new)
            subject, detail = briefing_subject(number), f"r{briefing.revision.number} keep {' '.join(new)}"
            await unit.audit.append(at=clock.now(), actor=person, act=Act.EDIT, subject=subject, detail=detail)


async def set_headline(
    number: int, headline: str, *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Give the briefing another headline."""
    headline = " ".join(headline.split())
    if not 0 < len(headline) <= 250:
        raise UserError("A headline has between 1 and 250 characters.")
    return await change(
        number,
        by,
        "headline",
        lambda before: replace(before.content, headline=headline),
        seen_revision=seen_revision,
        store=store,
        clock=clock,
    )


async def set_topics(
    number: int, topics: Sequence[str], *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Give the briefing these topics in place of the ones it has."""
    slugs = tuple(dict.fromkeys(filter(None, map(slug_of, topics))))
    if len(slugs) > 12:
        raise UserError("A briefing carries at most 12 topics.")
    return await change(
        number,
        by,
        "topics",
        lambda before: replace(before.content, topics=slugs),
        seen_revision=seen_revision,
        store=store,
        clock=clock,
    )


async def set_priority(
    number: int, priority: Priority, *, by: Identity, seen_revision: int | None = None, store: Store, clock: Clock
) -> Briefing:
    """Rank the briefing; "breaking" alerts the chats that want alerts when it is published."""
    return await change(
        number,
        by,
        f"priority {priority}",
        lambda before: replace(before.content, priority=priority),
        seen_revision=seen_revision,
        store=store,
        clock=clock,
    )


async def set_summary_point(
    number: int,
    place: int,
    sentence: str | None,
    *,
    by: Identity,
    seen_revision: int | None = None,
    store: Store,
    clock: Clock,
) -> Briefing:
    """Write, replace or (with None) drop the summary point at ``place`` (from 1); the place after the last adds one.

    A sentence that stands in the source is kept as its excerpt; any other is the editor's own.
    """

    def make(before: Briefing) -> Content:
        points = list(before.content.summary)
        if not 1 <= place <= len(points) + (sentence is not None) or place > MOST_POINTS:
            raise UserError("There is no summary point {place}.", place=place)
        points[place - 1 : place] = [_point(sentence, before.source.text)] if sentence else []
        return replace(before.content, summary=tuple(points))

    return await change(number, by, f"summary {place}", make, seen_revision=seen_revision, store=store, clock=clock)


async def set_summary(
    number: int,
    sentences: Sequence[str],
    *,
    by: Identity,
    seen_revision: int | None = None,
    store: Store,
    clock: Clock,
) -> Briefing:
    """Write the whole summary anew, one point for each sentence that has words; marks of a list are left out."""
    wanted = [sentence.strip().lstrip("•*-–— ").strip() for sentence in sentences]
    wanted = [sentence for sentence in wanted if sentence]
    if len(wanted) > MOST_POINTS:
        raise UserError("A summary has at most {most} points.", most=MOST_POINTS)

    def make(before: Briefing) -> Content:
        return replace(before.content, summary=tuple(_point(sentence, before.source.text) for sentence in wanted))

    return await change(number, by, "summary", make, seen_revision=seen_revision, store=store, clock=clock)


def _point(sentence: str, text: str) -> SummaryPoint:
    sentence = " ".join(sentence.split())
    start = text.find(sentence)
    end = start + len(sentence)
    there = start >= 0 and is_whole(text, start, end)
    return SummaryPoint(sentence, Excerpt.of(text, start, end) if there else None)


def _known(content: Content, key: str) -> None:
    if find_item(content, key) is None:
        raise UserError("The briefing has no item “{key}” any more. Look at it again.", key=key)
