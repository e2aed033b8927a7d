"""/follow and /unfollow: the speakers and topics that the chat's digests are about."""

from dataclasses import replace

from bot.chat.access.rights import check_rights, may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Bullets, Card, Heading, Note, Text
from bot.chat.catalogue import entry
from bot.chat.commands.channel_admin import CHANNEL, for_channels
from bot.chat.commands.choosing import choose_speaker
from bot.chat.desk import Desk
from bot.chat.input.lines import button_line
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.speakers import Speaker
from briefings.domain.subscriptions import Subscription
from briefings.domain.topics import Topic
from briefings.services.archive.find_topic import find_topic
from briefings.services.digests.change_plan import follow, plan_of, unfollow, unfollow_all
from briefings.services.speakers.find_speaker import SpeakerFound, find_speaker

_BUTTONS = 8
_EVERYTHING = frozenset({"all", "everything"})


@for_channels
async def follow_one(ask: Ask, desk: Desk) -> Card:
    """Follow a topic or speaker, or show what is followed."""
    name = ask.text("name")
    if name is None:
        return await _followed(await plan_of(ask.chat, store=desk.store), ask, desk)
    await check_rights(Audience.CHAT_ADMIN, ask, desk.access)
    topic, found = await _meant(name, desk)
    if topic is None and len(found.speakers) != 1:
        return await _choice(name, found, ask, desk)
    plan = await follow(
        ask.chat,
        topic=topic.slug if topic else None,
        speaker=None if topic else found.speakers[0].id,
        by=ask.person,
        community=ask.community,
        zone=desk.zone.key,
        store=desk.store,
        clock=desk.clock,
    )
    desk.bell.ring()
    return await _followed(plan, ask, desk)


@for_channels
async def unfollow_one(ask: Ask, desk: Desk) -> Card:
    """Take a topic or speaker out again."""
    name = ask.text("name") or ""
    if name.casefold() in _EVERYTHING:
        plan = await unfollow_all(ask.chat, store=desk.store, clock=desk.clock)
        desk.bell.ring()
        return await _followed(plan, ask, desk)
    topic, found = await _meant(name, desk)
    if topic is None and len(found.speakers) != 1:
        return await _choice(name, found, ask, desk)
    plan = await unfollow(
        ask.chat,
        topic=topic.slug if topic else None,
        speaker=None if topic else found.speakers[0].id,
        store=desk.store,
        clock=desk.clock,
    )
    desk.bell.ring()
    return await _followed(plan, ask, desk)


async def _choice(name: str, found: SpeakerFound, ask: Ask, desk: Desk) -> Card:
    card = await choose_speaker(name, found.speakers, found.near, line=ask.command, t=ask.t, desk=desk)
    if found.speakers:
        return card
    return replace(card, blocks=(*card.blocks, Note(ask.t("Nor is there a topic of that name. /topics lists them."))))


async def _meant(name: str, desk: Desk) -> tuple[Topic | None, SpeakerFound]:
    found = find_speaker(name, await desk.directory.read(desk.store, now=desk.clock.now()))
    if len(found.speakers) == 1 and not found.words:
        return None, found
    async with desk.store.reading() as unit:
        topic = (await find_topic(name, archive=unit.archive, now=desk.clock.now())).topic
    return topic, found


async def _followed(plan: Subscription | None, ask: Ask, desk: Desk) -> Card:
    t, heading = ask.t, Heading(ask.t("What this chat follows"))
    if plan is None or not (plan.taste.topics or plan.taste.speakers):
        return Card((heading, Text(t("Everything.")), Note(t("Narrow it with /follow and a name or a topic."))))
    async with desk.store.reading() as unit:
        speakers: list[Speaker | None] = [await unit.speakers.get(one) for one in plan.taste.speakers]
    found = [(speaker.name, f"#{speaker.id}") for speaker in speakers if speaker is not None]
    found += [(topic, topic) for topic in plan.taste.topics]
    rows: list[tuple[Action, ...]] = []
    if await may_run(Audience.CHAT_ADMIN, ask, desk.access):
        lines = [(name, await button_line(f"unfollow {key}", desk)) for name, key in found[:_BUTTONS]]
        rows = [(Action(t("Stop {name}", name=name), line),) for name, line in lines]
        if len(found) > 1:
            rows.append((Action(t("Stop all"), "unfollow all", danger=True),))
    return Card((heading, Bullets(tuple(name for name, _ in found))), rows=tuple(rows))


COMMAND = Command(
    name="follow",
    help=entry("Have the digests be about a speaker or a topic."),
    example="/follow zelensky",
    answer=follow_one,
    options=(
        Option("name", OptionKind.SPEAKER, entry("A speaker or a topic; nothing shows the list."), rest=True),
        CHANNEL,
    ),
)
UNFOLLOW = Command(
    name="unfollow",
    help=entry("Take a speaker or a topic out of the digests."),
    example="/unfollow zelensky",
    answer=unfollow_one,
    options=(
        Option("name", OptionKind.SPEAKER, entry("A speaker or a topic, or all."), required=True, rest=True),
        CHANNEL,
    ),
    audience=Audience.CHAT_ADMIN,
)
