"""/drafts and /review: what is in work, and an editor's decisions about one draft."""

import re

from bot.chat.asking import Ask
from bot.chat.cards import Action, Bullets, Card, Heading, Note
from bot.chat.catalogue import entry
from bot.chat.commands.table import Audience, Command, Option, OptionKind
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.review_card import review_card
from briefings.domain.briefing import Priority
from briefings.domain.errors import UserError
from briefings.services.edit_items import (
    drop_item,
    fix_speaker,
    keep_items,
    set_headline,
    set_priority,
    set_summary_point,
    set_topics,
)
from briefings.services.review_draft import list_drafts, open_draft

ACTS = ("keep", "drop", "speaker", "headline", "topics", "priority", "point")
_ITEM = re.compile(r"([qfd]\d+)\s*(.*)", re.DOTALL)
_POINT = re.compile(r"([1-8])\s*(.*)", re.DOTALL)


async def drafts(ask: Ask, desk: Desk) -> Card:
    """List the briefings in work."""
    t, found = ask.t, await list_drafts(store=desk.store)
    if not found:
        return Card((Note(t("Nothing is in work. /add takes an article in.")),))
    lines = tuple(f"{b.number} · {b.content.headline} – {b.status.value}" for b in found)
    rows = tuple((Action(t("Review {number}", number=b.number), f"review {b.number}"),) for b in found[:8])
    return Card((Heading(t("In work")), Bullets(lines)), rows=rows)


async def review(ask: Ask, desk: Desk) -> Card:
    """Show a draft, after one decision about it."""
    number = ask.number("briefing")
    if number is None:
        return await drafts(ask, desk)
    act = ask.text("act")
    if act is not None:
        await _decide(number, act, (ask.text("words") or "").strip(), ask, desk)
    return review_card(await open_draft(number, store=desk.store), ask.t)


async def _decide(number: int, act: str, words: str, ask: Ask, desk: Desk) -> None:
    store, clock, by, seen = desk.store, desk.clock, ask.person, ask.number("seen")
    if act == "keep":
        await keep_items(number, words.split(), store=store)
    elif act == "drop":
        key, _ = _item(words)
        await drop_item(number, key, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "speaker":
        key, name = _item(words)
        speaker = None if name in {"", "-", "nobody"} else name
        await fix_speaker(number, key, speaker, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "headline":
        await set_headline(number, words, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "topics":
        topics = [topic.strip() for topic in words.split(",")]
        await set_topics(number, topics, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "point":
        place, sentence = _point(words)
        await set_summary_point(number, place, sentence, by=by, seen_revision=seen, store=store, clock=clock)
    else:
        await set_priority(number, _priority(words), by=by, seen_revision=seen, store=store, clock=clock)


def _item(words: str) -> tuple[str, str]:
    match = _ITEM.fullmatch(words)
    if match is None:
        raise UserError("Name the item by its key, such as q635: /review 12 drop q635")
    return match[1], " ".join(match[2].split())


def _point(words: str) -> tuple[int, str | None]:
    match = _POINT.fullmatch(words)
    if match is None:
        raise UserError("Name the point's place and its sentence: /review 12 point 2 The summit is on 6 March.")
    return int(match[1]), match[2].strip() or None


def _priority(words: str) -> Priority:
    try:
        return Priority(words.lower())
    except ValueError:
        raise UserError("A priority is one of: {names}.", names=", ".join(Priority)) from None


DRAFTS = Command(
    name="drafts",
    help=entry("What is in work."),
    example="/drafts",
    answer=drafts,
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
COMMAND = Command(
    name="review",
    help=entry("Look at a draft and decide on its items."),
    example="/review 12 drop q635",
    answer=review,
    options=(
        Option("briefing", OptionKind.NUMBER, entry("The briefing's number.")),
        Option("act", OptionKind.CHOICE, entry("What to do with it."), choices=ACTS),
        Option("seen", OptionKind.NUMBER, entry("The revision that you looked at."), keyword=True, hidden=True),
        Option("words", OptionKind.TEXT, entry("The item's key, the new words, or topics with commas."), rest=True),
    ),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
