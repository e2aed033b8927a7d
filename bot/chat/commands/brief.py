"""/brief: the latest briefing, those of a topic or of some days, or one by its number."""

from collections.abc import Sequence

from bot.chat.asking import Ask
from bot.chat.cards.briefing_card import PARTS, briefing_card
from bot.chat.cards.cards import Action, Block, Card, Heading, Menu, Note, Text
from bot.chat.cards.wording import shown, source_line
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.choosing import choose_topic
from bot.chat.desk import Desk
from bot.chat.table import Command, Option, OptionKind
from briefings.domain.archive import reference_of
from briefings.domain.briefing import Briefing
from briefings.domain.errors import UserError
from briefings.services.archive.latest_briefings import MOST_BRIEFINGS, latest_briefings
from briefings.services.archive.published_briefing import one_briefing

_LISTED = 10


async def brief(ask: Ask, desk: Desk) -> Card:
    """Answer with one briefing, or with a list to choose from."""
    number = ask.number("briefing")
    if number is not None:
        return _one(await one_briefing(number, store=desk.store, clock=desk.clock), ask, desk)
    latest, topic, day = ask.number("latest"), ask.text("topic"), ask.days("day")
    if latest is not None and not 1 <= latest <= MOST_BRIEFINGS:
        raise UserError("“latest” takes a number from 1 to {most}.", most=MOST_BRIEFINGS)
    found = await latest_briefings(
        limit=latest or (_LISTED if topic or day else 1),
        topic=topic,
        since=day.first if day else None,
        until=day.last if day else None,
        zone=desk.zone,
        store=desk.store,
        clock=desk.clock,
    )
    if found.near is not None:
        return choose_topic(topic or "", found.near, "brief", ask.t)
    if not found.briefings:
        return _none(ask, found.topic.name if found.topic else None)
    if len(found.briefings) == 1:
        return _one(found.briefings[0], ask, desk)
    title = found.topic.name if found.topic else ask.t("Latest briefings")
    return briefing_list(title, found.briefings, ask.t, more=found.more)


def _one(briefing: Briefing, ask: Ask, desk: Desk) -> Card:
    return briefing_card(
        briefing, ask.t, today=desk.today(), part=ask.text("part") or "short", context=ask.flag("context")
    )


def briefing_list(title: str, briefings: Sequence[Briefing], t: Catalogue, *, more: bool = False) -> Card:
    """Briefings with their first sentence and source, each a choice."""
    blocks: list[Block] = [Heading(title)]
    for briefing in briefings:
        reference = reference_of(briefing)
        source = source_line(reference, t)
        headline = t("{number} · {headline}", number=briefing.number, headline=briefing.content.headline)
        blocks.append(Heading(headline, level=2, url=reference.url))
        blocks += [Text(point.text) for point in briefing.content.summary[:1]]
        blocks.append(Note(" · ".join(part for part in (source.title, source.publisher, source.day) if part)))
    if more:
        blocks.append(Note(t("There are older ones too; /search finds them.")))
    choices = tuple(Action(f"{b.number} · {b.content.headline}"[:80], f"brief {b.number}") for b in briefings)
    return Card(
        tuple(blocks),
        menus=(Menu(t("Open a briefing"), choices),),
        shows=tuple(shown(reference_of(briefing)) for briefing in briefings),
    )


def _none(ask: Ask, topic: str | None) -> Card:
    t, day = ask.t, ask.days("day")
    if day is None and topic is None:
        return Card((Note(t("Nothing is published yet.")),))
    parts = [topic] if topic else []
    if day:
        days = t.day(day.first)
        parts.append(days if day.first == day.last else t("{first} to {last}", first=days, last=t.day(day.last)))
    sentence = t("Nothing was published for {what}.", what=", ".join(parts))
    return Card((Note(sentence),), rows=((Action(t("Latest briefing"), "brief"),),))


COMMAND = Command(
    name="brief",
    help=entry("The latest briefing, or those of a topic or a day."),
    example="/brief ukraine",
    answer=brief,
    options=(
        Option("topic", OptionKind.TOPIC, entry("About this topic."), rest=True),
        Option("day", OptionKind.DAY, entry("Published on this day, in this month or year.")),
        Option("latest", OptionKind.NUMBER, entry("So many of the latest."), keyword=True),
        Option("briefing", OptionKind.BRIEFING, entry("The briefing of this number.")),
        Option("part", OptionKind.CHOICE, entry("How much of it."), choices=PARTS),
        Option("context", OptionKind.FLAG, entry("Show the sentence around each item."), keyword=True),
    ),
)
