"""/why: what happened to the chat's last digests, and what comes next."""

from collections.abc import Iterator, Sequence
from zoneinfo import ZoneInfo

from bot.chat.access.rights import check_rights, may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Bullets, Card, Heading, Note, Text
from bot.chat.cards.plan_card import next_line
from bot.chat.catalogue import Catalogue, entry
from bot.chat.commands.channel_admin import CHANNEL, for_channels
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.deliveries import Delivery, Problem
from briefings.services.delivery.list_deliveries import LOST, send_again
from briefings.services.digests.explain_slots import Fate, Story, explain_slots

_LOST = frozenset({Fate.FAILED, Fate.UNKNOWN})
_MOST_AGAIN = 3


@for_channels
async def why(ask: Ask, desk: Desk) -> Card:
    """Tell the last ten slots in plain words, or send again what did not arrive."""
    t, again = ask.t, ask.number("again")
    if again is not None:
        await check_rights(Audience.CHAT_ADMIN, ask, desk.access)
        await send_again(again, chat=ask.chat, store=desk.store, clock=desk.clock)
        desk.bell.ring()
    plan, stories = await explain_slots(ask.chat, store=desk.store)
    blocks: list[Block] = [Heading(t("What became of the digests here"))]
    if again is not None:
        blocks.append(Text(t("Message {number} is sent again.", number=again)))
    if plan is None:
        blocks.append(Text(t("No digest was ever planned here.")))
        blocks.append(Note(t("Begin with: /digest set 07:30 weekdays Europe/Kyiv")))
        return Card(tuple(blocks))
    zone = plan.zone_info
    if stories:
        blocks.append(Bullets(tuple(_line(story, zone, t) for story in stories)))
    else:
        blocks.append(Text(t("No planned time has come yet.")))
    blocks.append(Text(next_line(plan, t), label=t("Next digest")))
    async with desk.store.reading() as unit:
        reminders = await unit.reminders.of_chat(ask.chat.platform, ask.chat.chat_id)
    if reminders:
        first = t("{moment}: {what}", moment=t.appointment(reminders[0].due_at, zone), what=reminders[0].what)
        blocks.append(Text(first, label=t("Next reminder")))
    plan_row = (Action(t("The plan"), "digest", replaces=False),)
    admin = await may_run(Audience.CHAT_ADMIN, ask, desk.access)
    return Card(tuple(blocks), rows=(*(_again(stories, t) if admin else ()), plan_row))


def _again(stories: Sequence[Story], t: Catalogue) -> Iterator[tuple[Action, ...]]:
    """Buttons that send again what failed or may not have arrived, the latest first."""
    found = ((story, _lost(story)) for story in stories if story.fate in _LOST)
    for story, owed in [(story, owed) for story, owed in found if owed is not None][:_MOST_AGAIN]:
        label = t("Send again: {day}, {time}", day=t.weekday(story.slot.day), time=f"{story.slot.at:%H:%M}")
        yield (Action(label, f"why again:{owed.id}"),)


def _lost(story: Story) -> Delivery | None:
    """The first part that did not arrive; the later ones come back with it."""
    return next((delivery for delivery in story.deliveries if delivery.state in LOST), None)


def _line(story: Story, zone: ZoneInfo, t: Catalogue) -> str:
    slot = story.slot
    planned = t("{day}, {time}", day=t.weekday(slot.day), time=f"{slot.at:%H:%M}")
    return t("{planned}: {fate}", planned=planned, fate=fate_in_words(story, zone, t))


def fate_in_words(story: Story, zone: ZoneInfo, t: Catalogue) -> str:
    """Say what became of one slot."""
    problem = problem_in_words(story.problem, t)
    if story.fate is Fate.SENT:
        return _sent(story, zone, t)
    if story.fate is Fate.WAITING:
        return t("on its way, not there yet. {problem}", problem=problem) if problem else t("on its way.")
    sentences = {
        Fate.FAILED: t("not delivered. {problem} What was new is in the next one.", problem=problem),
        Fate.UNKNOWN: t("{problem} It is not sent twice; the next one covers it.", problem=problem),
        Fate.EMPTY: t("nothing was new, so nothing was sent."),
        Fate.MISSED: t(
            "missed: the bot was not running until {moment}, too late to send. The next one covers it.",
            moment=t.appointment(story.slot.decided_at, zone),
        ),
        Fate.COVERED: t("left to the later one, because the bot was not running at the time."),
        Fate.SKIPPED: t("skipped, because an admin asked for it."),
        Fate.PAUSED: t("not sent, because the digests were paused."),
        Fate.UNREACHABLE: t("not sent, because this chat could not be written to."),
        Fate.NO_ZONE: t("not sent: the time zone of this plan is unknown by now. Name another: /digest set zone Kyiv"),
    }
    return sentences[story.fate]


def _sent(story: Story, zone: ZoneInfo, t: Catalogue) -> str:
    moments = [delivery.sent_at for delivery in story.deliveries if delivery.sent_at is not None]
    if not moments:
        return t("sent.")
    at = max(moments).astimezone(zone)
    late = (max(moments) - story.slot.planned_at).total_seconds() > 600
    if at.date() > story.slot.day:
        return t("sent late, on {day} at {time}.", day=t.weekday(at.date()), time=f"{at:%H:%M}")
    return t("sent late, at {time}.", time=f"{at:%H:%M}") if late else t("sent at {time}.", time=f"{at:%H:%M}")


def problem_in_words(problem: Problem | None, t: Catalogue) -> str:
    """A message's problem as a sentence of the chat's language."""
    return t(problem.message, **problem.values) if problem is not None else ""


COMMAND = Command(
    name="why",
    help=entry("What happened to this chat's digests, and what comes next."),
    example="/why",
    answer=why,
    options=(
        Option("again", OptionKind.NUMBER, entry("Send this message again."), keyword=True, hidden=True),
        CHANNEL,
    ),
)
