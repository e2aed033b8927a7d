"""/review: an editor's decisions about one draft."""

import re
from dataclasses import replace

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Field, Form, Note
from bot.chat.cards.review_card import review_card
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.drafts import drafts
from bot.chat.commands.publishing import SEEN
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.edit_conflicts import told_what_changed
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.briefing import Content, Priority
from briefings.domain.errors import UserError
from briefings.domain.reviewing import DraftState, find_item
from briefings.services.articles.describe_source import confirm_source
from briefings.services.editing.edit_items import (
    drop_item,
    fix_speaker,
    keep_items,
    set_headline,
    set_priority,
    set_summary,
    set_summary_point,
    set_topics,
)
from briefings.services.editing.review_draft import look_at_draft, open_draft

ACTS = ("item", "keep", "drop", "speaker", "headline", "topics", "priority", "summary", "point", "confirm")
_ITEM = re.compile(r"([qfd]\d+)\s*(.*)", re.DOTALL)
_POINT = re.compile(r"([1-8])\s*(.*)", re.DOTALL)


@told_what_changed
async def review(ask: Ask, desk: Desk) -> Card:
    """Show a draft, after one decision about it."""
    number, act = ask.number("briefing"), ask.text("act")
    if number is None:
        return await drafts(ask, desk)
    words = (ask.text("words") or "").strip()
    if act is not None and (form := await _form(number, act, words, ask, desk)):
        return Card((), form=form)
    if act is not None and act != "item":
        await _decide(number, act, words, ask, desk)
    state = await look_at_draft(number, by=ask.person, store=desk.store)
    if act == "item":
        return _looked_at(state, _item(words)[0], ask.t, desk)
    return review_card(state, ask.t, zone=desk.zone, today=desk.today())


def _looked_at(state: DraftState, key: str, t: Catalogue, desk: Desk) -> Card:
    """The draft with this item; one that is gone, as by a colleague's hand, is told before the draft as it stands."""
    item = find_item(state.briefing.content, key)
    card = review_card(state, t, zone=desk.zone, today=desk.today(), item=item)
    if item is not None:
        return card
    gone = Note(t("Briefing {number} has no item {key} (any more).", number=state.briefing.number, key=key))
    return replace(card, blocks=(gone, *card.blocks))


async def _decide(number: int, act: str, words: str, ask: Ask, desk: Desk) -> None:
    store, clock, by, seen = desk.store, desk.clock, ask.person, ask.number("seen")
    if act == "keep":
        keys = [] if words.casefold() == "all" else words.split()
        await keep_items(number, keys, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "confirm":
        await confirm_source(number, by=by, store=store, clock=clock)
    elif act == "drop":
        key, _ = _item(words)
        await drop_item(number, key, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "speaker":
        key, name = _item(f"{ask.text('key') or ''} {words}".strip())
        speaker = None if name.casefold() in {"-", "nobody"} else name
        await fix_speaker(number, key, speaker, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "headline":
        await set_headline(number, words, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "topics":
        topics = [topic.strip() for topic in words.split(",")]
        await set_topics(number, topics, by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "summary":
        await set_summary(number, words.splitlines(), by=by, seen_revision=seen, store=store, clock=clock)
    elif act == "point":
        place, sentence = _point(words)
        await set_summary_point(number, place, sentence, by=by, seen_revision=seen, store=store, clock=clock)
    else:
        await set_priority(number, _priority(words), by=by, seen_revision=seen, store=store, clock=clock)


async def _form(number: int, act: str, words: str, ask: Ask, desk: Desk) -> Form | None:
    """What to ask for where the act came without its words."""
    t, seen, key = ask.t, ask.number("seen"), ask.text("key")
    if words and not (act == "speaker" and _ITEM.fullmatch(words) and not _item(words)[1]):
        return None
    content = (await open_draft(number, store=desk.store)).briefing.content
    line = f"review {number} {act}" + (f" seen:{seen}" if seen is not None else "")
    if act == "speaker":
        line += f" key:{_item(key or words)[0]}"
    fields = {
        "speaker": Field("words", t("Who said it? A name, or nobody"), required=True),
        "headline": Field("words", t("The new headline"), required=True, value=content.headline),
        "topics": Field("words", t("The topics, with commas"), required=True, value=", ".join(content.topics)),
        "summary": Field("words", t("One point a line"), required=True, long=True, value=_points(content)),
        "point": Field("words", t("Its place and the sentence; the place alone drops it"), required=True),
    }
    return Form(_title(act, number, t), line, (fields[act],)) if act in fields else None


def _title(act: str, number: int, t: Catalogue) -> str:
    titles = {
        "headline": t("Headline of briefing {number}", number=number),
        "topics": t("Topics of briefing {number}", number=number),
        "speaker": t("Fix the speaker"),
    }
    return titles.get(act) or t("Summary of briefing {number}", number=number)


def _points(content: Content) -> str:
    return "\n".join(point.text for point in content.summary)


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


COMMAND = Command(
    name="review",
    help=entry("Look at a draft and decide on its items."),
    example="/review 12 drop q635",
    answer=review,
    options=(
        Option("briefing", OptionKind.NUMBER, entry("The briefing's number.")),
        Option("act", OptionKind.CHOICE, entry("What to do with it."), choices=ACTS),
        SEEN,
        Option("key", OptionKind.TEXT, entry("The item's key, such as q635."), keyword=True, hidden=True),
        Option(
            "words",
            OptionKind.TEXT,
            entry("The item's key, the new words, or topics with commas."),
            rest=True,
            verbatim=True,
        ),
    ),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
)
