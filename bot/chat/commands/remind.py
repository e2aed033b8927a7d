"""/remind: dates that the chat follows; one message comes before each."""

from collections.abc import Sequence
from typing import TypeVar

from bot.chat.access.rights import check_rights, may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.cards.reminder_card import following_card
from bot.chat.catalogue import entry
from bot.chat.commands.channel_admin import CHANNEL, for_channels
from bot.chat.desk import Desk
from bot.chat.input.remind_words import Wish, read_wish
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.domain.errors import UserError
from briefings.domain.folding import query_words, words_of
from briefings.domain.reminders import DatedReminder
from briefings.services.notices.remind import Following, dates_to_follow, follow_date, key_of, stop_following

Item = TypeVar("Item")

_EVERYTHING = frozenset({"all", "everything"})


@for_channels
async def remind(ask: Ask, desk: Desk) -> Card:
    """Show what is followed and what can be, follow a date, or stop."""
    wish = read_wish(" ".join(filter(None, (ask.text("lead"), ask.text("date"), ask.text("at")))))
    if ask.text("do") == "off":
        return await _stop(wish, ask, desk)
    if not wish.names_a_date:
        if wish.lead is not None or wish.at is not None:
            raise UserError(
                "Say which date as well: /remind lists what is ahead, and /remind 1 2 days takes the first."
            )
        return await _listed(ask, desk)
    await check_rights(Audience.CHAT_ADMIN, ask, desk.access)
    return await _follow(wish, ask, desk)


async def _following(ask: Ask, desk: Desk, words: str = "") -> Following:
    return await dates_to_follow(ask.chat, words=words, zone=desk.zone.key, store=desk.store, clock=desk.clock)


async def _listed(ask: Ask, desk: Desk, words: str = "", *, done: str | None = None) -> Card:
    following = await _following(ask, desk, words)
    admin = await may_run(Audience.CHAT_ADMIN, ask, desk.access)
    return following_card(following, ask.t, admin=admin, done=done)


async def _follow(wish: Wish, ask: Ask, desk: Desk) -> Card:
    key = wish.key
    if key is None:
        following = await _following(ask, desk, wish.words)
        meant = following.coming if wish.number is None else _nth(following.coming, wish.number)
        if not meant:
            raise UserError("No date ahead fits that. /remind lists what is ahead.")
        if len(meant) > 1:
            return await _listed(ask, desk, wish.words, done=ask.t("Several dates fit. Which one do you mean?"))
        key = key_of(meant[0])
    reminder = await follow_date(
        ask.chat,
        *key,
        lead=wish.lead,
        at=wish.at,
        by=ask.person,
        zone=desk.zone.key,
        store=desk.store,
        clock=desk.clock,
    )
    desk.bell.ring()
    done = ask.t("Saved: one message will come before it.")
    return following_card(await _following(ask, desk), ask.t, admin=True, done=done, set_now=reminder)


async def _stop(wish: Wish, ask: Ask, desk: Desk) -> Card:
    await check_rights(Audience.CHAT_ADMIN, ask, desk.access)
    everything = wish.words.casefold() in _EVERYTHING
    following = await _following(ask, desk, "" if everything else wish.words)
    which = following.reminders if everything else _meant(wish, following)
    if not which:
        raise UserError("No reminder fits that. /remind lists those of this chat; /remind off all stops all.")
    await stop_following(ask.chat, which, store=desk.store)
    return await _listed(ask, desk, done=ask.t.n("One reminder is off.", "{n} reminders are off.", len(which)))


def _nth(items: Sequence[Item], number: int) -> Sequence[Item]:
    return items[number - 1 : number] if number else ()


def _meant(wish: Wish, following: Following) -> Sequence[DatedReminder]:
    kept = following.reminders
    if wish.key is not None:
        return [reminder for reminder in kept if reminder.key == wish.key]
    if wish.number is not None:
        return _nth(kept, wish.number)
    if not wish.words:
        return kept if len(kept) == 1 else ()
    fitting = {key_of(dated) for dated in following.coming}
    wanted = query_words([wish.words])
    return [r for r in kept if r.key in fitting or _begins(wanted, words_of(r.what))]


def _begins(wanted: Sequence[str], words: Sequence[str]) -> bool:
    return bool(wanted) and all(any(word.startswith(start) for word in words) for start in wanted)


COMMAND = Command(
    name="remind",
    help=entry("Follow a date: one message before it comes."),
    example="/remind summit 2 days before at 08:00",
    answer=remind,
    options=(
        Option("do", OptionKind.CHOICE, entry("Stop reminders instead."), choices=("off",)),
        Option("lead", OptionKind.TEXT, entry("How long before, such as 2 days or 3 hours."), keyword=True),
        Option("at", OptionKind.TEXT, entry("The local time, such as 08:00."), keyword=True),
        CHANNEL,
        Option("date", OptionKind.TEXT, entry("Which date: its number, or words of it."), rest=True),
    ),
)
