"""/digest: the chat's digest plan, shown to everyone and changed by its admins."""

from dataclasses import replace
from datetime import datetime

from bot.chat.access.rights import check_rights, may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Block, Card, Field, Form, Note
from bot.chat.cards.outgoing import card_of
from bot.chat.cards.plan_card import plan_card
from bot.chat.catalogue import entry
from bot.chat.commands.channel_admin import CHANNEL, for_channels
from bot.chat.desk import Desk
from bot.chat.input.option_prompts import can_be_asked
from bot.chat.input.plan_words import read_days_of_week, read_plan, read_quiet, read_times, read_until
from bot.chat.table import Act, Audience, Command, Option, OptionKind
from briefings.domain.errors import UserError
from briefings.domain.subscriptions import AlertMode, Style, Subscription, Taste, WhenEmpty
from briefings.domain.topics import slug_of
from briefings.services.archive.find_topic import find_topic
from briefings.services.digests.change_plan import (
    PlanChange,
    pause_plan,
    plan_of,
    remove_times,
    resume_plan,
    set_plan,
    skip_next,
    turn_off,
)
from briefings.services.digests.compile_digest import compile_digest
from briefings.services.digests.find_zone import read_zone
from briefings.services.digests.gather_news import gather_news

_DOINGS = ("set", "add", "remove", "pause", "resume", "skip", "test", "off")
_ALSO_SAID = {"show": "", "preview": "test", "end": "off", "stop": "off"}
"""What people type, from the help and the buttons, for a doing of another name."""
_SETTINGS = (
    "words", "time", "days", "zone", "topic", "style", "limit", "empty", "alerts", "quiet", "silent", "here", "general",
    "mention",
)  # fmt: skip
_EVERYTHING = frozenset({"all", "everything", "none", "off"})


@for_channels
async def digest(ask: Ask, desk: Desk) -> Card:
    """Show the plan, preview the next digest, or change the plan."""
    doing = _doing(ask)
    if not doing:
        plan = await plan_of(ask.chat, store=desk.store)
        admin = await may_run(Audience.CHAT_ADMIN, ask, desk.access)
        card = await _shown(plan, ask, desk, admin=admin)
        return replace(card, blocks=(*card.blocks, *_for_channels(ask)))
    if doing == "test":
        return await _preview(ask, desk)
    await check_rights(Audience.CHAT_ADMIN, ask, desk.access)
    if doing in {"set", "add"} and ask.values.keys() <= {"do"} and can_be_asked(ask):
        when = Field("words", ask.t("When? For example: 07:30 weekdays Europe/Kyiv"), required=True)
        return Card((), form=Form(ask.t("Digest"), f"digest {doing}", (when,)))
    plan, done = await _change(doing, ask, desk)
    desk.bell.ring()
    return await _shown(plan, ask, desk, done=done)


async def _shown(
    plan: Subscription | None, ask: Ask, desk: Desk, *, admin: bool = True, done: str | None = None
) -> Card:
    names, here = await _names(plan, desk), ask.chat.thread_id
    return plan_card(plan, ask.t, done=done, admin=admin, speakers=names, role_name=ask.role_name, here=here)


def _doing(ask: Ask) -> str:
    """What to do; empty to show the plan."""
    words = (ask.text("words") or "").casefold()
    return ask.text("do") or _ALSO_SAID.get(words, "set" if ask.values else "")


def _for_channels(ask: Ask) -> tuple[Block, ...]:
    if not ask.direct or not ask.abilities.channels:
        return ()
    return (Note(ask.t("For a channel that you run: /digest channel @name, or forward one of its posts to me.")),)


async def _names(plan: Subscription | None, desk: Desk) -> list[str]:
    """The names of the speakers that a plan follows."""
    if plan is None or not plan.taste.speakers:
        return []
    async with desk.store.reading() as unit:
        found = [await unit.speakers.get(speaker_id) for speaker_id in plan.taste.speakers]
    return [speaker.name for speaker in found if speaker is not None]


async def _change(doing: str, ask: Ask, desk: Desk) -> tuple[Subscription, str]:
    t, store, clock = ask.t, desk.store, desk.clock
    if doing in {"set", "add"}:
        change = await _asked_for(ask, desk)
        if doing == "add" and not change.times:
            raise UserError("Say when: /digest add 18:00")
        zone = desk.zone.key
        known = await plan_of(ask.chat, store=store)
        plan = await set_plan(
            ask.chat,
            change,
            by=ask.person,
            community=ask.community,
            zone=zone,
            store=store,
            clock=clock,
            adding=doing == "add",
        )
        if known is None and change.zone is None:
            return plan, t("Saved, in the newsroom's time zone. For another: /digest set zone Kyiv")
        return plan, t("Saved.")
    if doing == "remove":
        said = ask.text("time") or ask.text("words")
        if said is None:
            raise UserError("Say which time: /digest remove 18:00")
        times = read_times(said)
        return await remove_times(ask.chat, times, store=store, clock=clock), t("Taken out.")
    if doing == "pause":
        plan = await pause_plan(ask.chat, await _until(ask, desk), store=store, clock=clock)
        return plan, t("Paused. Everything is kept.")
    if doing == "resume":
        return await resume_plan(ask.chat, store=store, clock=clock), t("It goes on.")
    if doing == "skip":
        slot = await skip_next(ask.chat, store=store, clock=clock)
        left = await plan_of(ask.chat, store=store)
        if left is None:
            raise UserError("The plan is gone. /digest shows what is there.")
        return left, t("Skipped: {moment}.", moment=t.appointment(slot.planned_at, left.zone_info))
    return await turn_off(ask.chat, store=store, clock=clock), t("Off. Your other settings are kept.")


async def _until(ask: Ask, desk: Desk) -> datetime | None:
    words = " ".join(filter(None, (ask.text("until"), ask.text("words"))))
    if not words:
        return None
    plan = await plan_of(ask.chat, store=desk.store)
    zone = plan.zone_info if plan else desk.zone
    return read_until(words, now=desk.clock.now(), zone=zone, t=ask.t)


async def _asked_for(ask: Ask, desk: Desk) -> PlanChange:
    words = read_plan(ask.text("words") or "", ask.t)
    given_time, given_days, given_zone = ask.text("time"), ask.text("days"), ask.text("zone")
    given_quiet, silent = ask.text("quiet"), ask.values.get("silent")
    quiet = read_quiet(given_quiet) if given_quiet else None
    style, empty, alerts = ask.text("style"), ask.text("empty"), ask.text("alerts")
    change = PlanChange(
        times=(*(read_times(given_time) if given_time else ()), *words.times),
        days=read_days_of_week(given_days, ask.t) if given_days else words.days,
        zone=read_zone(given_zone) if given_zone else words.zone,
        topics=await _topics(ask, desk),
        style=Style(style) if style else None,
        limit=ask.number("limit"),
        when_empty=WhenEmpty(empty) if empty else None,
        silent=silent if isinstance(silent, bool) else None,
        quiet=quiet,
        no_quiet=bool(given_quiet) and quiet is None,
        mention_role=_role(ask),
        alerts=AlertMode(alerts) if alerts else None,
        here=ask.flag("here"),
        general=general if isinstance(general := ask.values.get("general"), bool) else None,
    )
    if change == PlanChange():
        raise UserError("Say when, such as: /digest set 07:30 weekdays Europe/Kyiv")
    return change


async def _topics(ask: Ask, desk: Desk) -> tuple[str, ...] | None:
    given = ask.text("topic")
    if given is None:
        return None
    if given.casefold() in _EVERYTHING:
        return ()
    slugs = []
    async with desk.store.reading() as unit:
        for word in filter(None, (part.strip() for part in given.split(","))):
            found = await find_topic(word, archive=unit.archive, now=desk.clock.now())
            if found.topic is None and not found.near and slug_of(word):
                slugs.append(slug_of(word))  # before the first briefing, nobody can know the topics to come
                continue
            if found.topic is None:
                near = ask.t.list([topic.slug for topic in found.near])
                raise UserError("There is no topic “{topic}”. Name one of these: {near}.", topic=word, near=near)
            slugs.append(found.topic.slug)
    return tuple(dict.fromkeys(slugs))


def _role(ask: Ask) -> str | None:
    given = ask.text("mention")
    if given is None:
        return None
    if given.casefold() in _EVERYTHING:
        return ""
    role = given.strip("<@&>")
    if not ask.abilities.roles:
        raise UserError("Only Discord has roles to call.")
    if not (role.isascii() and role.isdigit() and len(role) <= 20) or role in {ask.chat.chat_id, ask.community}:
        raise UserError("Name one role by its number or by choosing it, such as <@&123>. Nobody else is ever called.")
    return role


async def _preview(ask: Ask, desk: Desk) -> Card:
    """Compile the digest that would come next, now, for the asker's eyes; nothing counts as read."""
    plan, now = await plan_of(ask.chat, store=desk.store), desk.clock.now()
    zone = plan.zone_info if plan else desk.zone
    news = await gather_news(store=desk.store, now=now)
    async with desk.store.reading() as unit:
        found = await compile_digest(
            news,
            taste=replace(plan.taste, mention_role=None) if plan else Taste(),
            watermark=plan.watermark if plan else 0,
            day=now.astimezone(zone).date(),
            unit=unit,
            now=now,
            test=True,
        )
    if found is None:
        raise UserError("There is nothing to preview.")
    return card_of(found, ask.t)


COMMAND = Command(
    name="digest",
    help=entry("This chat's digests: set, pause, skip, preview or end them."),
    example="/digest set 07:30 weekdays Europe/Kyiv topic:ukraine",
    answer=digest,
    options=(
        Option("do", OptionKind.CHOICE, entry("What to do; nothing shows the plan."), choices=_DOINGS),
        Option("time", OptionKind.TEXT, entry("Local times, such as 07:30 or 07:30,18:00."), keyword=True),
        Option("days", OptionKind.TEXT, entry("weekdays, weekend, daily or mon,thu."), keyword=True),
        Option("zone", OptionKind.ZONE, entry("Time zone, by city."), keyword=True),
        Option("topic", OptionKind.TOPIC, entry("Only these topics; all for everything."), keyword=True),
        Option("style", OptionKind.CHOICE, entry("How much of each briefing."), keyword=True, choices=tuple(Style)),
        Option("limit", OptionKind.NUMBER, entry("So many briefings at most."), keyword=True),
        Option("empty", OptionKind.CHOICE, entry("When nothing is new."), keyword=True, choices=tuple(WhenEmpty)),
        Option("alerts", OptionKind.CHOICE, entry("Breaking news at once."), keyword=True, choices=tuple(AlertMode)),
        Option("quiet", OptionKind.TEXT, entry("Quiet hours, such as 22:00-07:00, or off."), keyword=True),
        Option("silent", OptionKind.FLAG, entry("Send without a sound."), keyword=True),
        Option("here", OptionKind.FLAG, entry("Send to this topic or thread from now on."), keyword=True),
        Option("general", OptionKind.FLAG, entry("When the topic or thread closes, send to the chat."), keyword=True),
        Option("mention", OptionKind.ROLE, entry("The role to call on Discord, or none."), keyword=True),
        Option("until", OptionKind.TEXT, entry("Pause until this day."), keyword=True),
        CHANNEL,
        Option("words", OptionKind.TEXT, entry("Times, days and a city in your own words."), rest=True),
    ),
    acts=(
        Act("show", entry("This chat's digest plan.")),
        Act("set", entry("Plan digests, or change the plan."), "set", _SETTINGS),
        Act("add", entry("One more digest a day."), "add", ("words", "time", "days", "zone")),
        Act("remove", entry("Take a time out of the plan."), "remove", ("time",)),
        Act("pause", entry("Send none for a while; everything is kept."), "pause", ("until",)),
        Act("resume", entry("Send them again."), "resume"),
        Act("skip", entry("Leave the next one out."), "skip"),
        Act("test", entry("Preview the next one; nothing is sent."), "test"),
        Act("off", entry("End this chat's digests."), "off"),
    ),
)
