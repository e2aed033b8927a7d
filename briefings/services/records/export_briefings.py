"""Briefings as editors take them along: what readers see of them, and drafts that are asked for by number."""

import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from briefings.domain.briefing import Briefing, Status
from briefings.domain.jsonform import content_form
from briefings.ports.store import Store, Unit
from briefings.services.articles.load_briefing import load_briefing

FORMAT = "daybrief-briefings"
VERSION = 1

MOST_BRIEFINGS = 200
"""The most briefings of one file; ``daybrief export`` takes all."""


async def briefings_to_export(
    *, number: int | None = None, limit: int = MOST_BRIEFINGS, store: Store
) -> list[Briefing]:
    """The latest published briefings as readers see them, or the one of a number in whatever state.

    Raises:
        UserError: no briefing has this number.
    """
    async with store.reading() as unit:
        if number is not None:
            return [await _as_shown(await load_briefing(number, unit=unit), unit=unit)]
        found = await unit.briefings.with_status((Status.PUBLISHED,), limit=limit)
        return [await _as_shown(briefing, unit=unit) for briefing in found]


async def _as_shown(briefing: Briefing, *, unit: Unit) -> Briefing:
    """The briefing without held items, at its published revision where an editor has a newer one in work."""
    shown = briefing.published_revision
    if shown is None or shown == briefing.revision.number:
        return briefing.for_readers
    revisions = {revision.number: revision for revision in await unit.briefings.revisions(briefing.id)}
    return replace(briefing, revision=revisions[shown]).for_readers


def briefings_as_json(briefings: Sequence[Briefing]) -> str:
    """One JSON document; its fields stand in ``docs/data-format.md``."""
    form = {"format": FORMAT, "version": VERSION, "briefings": [_form(briefing) for briefing in briefings]}
    return json.dumps(form, ensure_ascii=False, indent=1) + "\n"


def _form(briefing: Briefing) -> dict[str, Any]:
    source, revision = briefing.source, briefing.revision
    return {
        "number": briefing.number,
        "status": briefing.status.value,
        "revision": revision.number,
        "published_at": briefing.published_at.isoformat() if briefing.published_at else None,
        "embargo_until": briefing.embargo_until.isoformat() if briefing.embargo_until else None,
        "note": revision.note,
        "sample": briefing.sample,
        "source": {
            "title": source.title or None,
            "publisher": source.publisher,
            "url": source.url,
            "published": source.published.isoformat() if source.published else None,
            "language": source.language,
            "sha256": source.sha256,
        },
        "content": content_form(revision.content),
    }
