"""/invite: who may use an invite-only bot."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Bullets, Card, Heading, Note
from bot.chat.catalogue import entry
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.services.digests.end_digests import end_digests
from briefings.services.people.invite import invite, list_guests, shut_out


async def answer(ask: Ask, desk: Desk) -> Card:
    """Let somebody in or shut them out; alone, let this group in, or list the guests in a private chat."""
    t, who = ask.t, (ask.text("who") or "").lower()
    here = ask.asked_in or (None if ask.direct else ask.chat)
    if not who and here is None:
        guests = await list_guests(store=desk.store)
        listed = Bullets(guests) if guests else Note(t("Nobody was let in yet."))
        remark = () if desk.access.invite_only else (Note(t("The bot is open to everybody: DAYBRIEF_ACCESS is open.")),)
        return Card((Heading(t("Guests")), listed, *remark))
    chat = here or ask.chat
    key = who or f"{chat.platform}:{ask.community or chat.chat_id}"
    if ask.flag("off"):
        gone = await shut_out(key, by=ask.person, store=desk.store, clock=desk.clock)
        ended = await end_digests(key, elsewhere=desk.access.invite_only, store=desk.store, clock=desk.clock)
        sentence = t("{key} is shut out.", key=key) if gone else t("{key} was not let in.", key=key)
        told = t.n("The digests of one chat have ended.", "The digests of {n} chats have ended.", ended)
        return Card((Note(sentence), *([Note(told)] if ended else ())))
    await invite(key, by=ask.person, store=desk.store, clock=desk.clock)
    return Card((Note(t("{key} is let in.", key=key)),))


COMMAND = Command(
    name="invite",
    help=entry("Let a person or chat use this bot, or shut them out."),
    example="/invite telegram:7",
    answer=answer,
    options=(
        Option("who", OptionKind.TEXT, entry("Platform and numeric id; this chat when left out.")),
        Option("off", OptionKind.FLAG, entry("Take the invitation back."), keyword=True),
    ),
    audience=Audience.OWNER,
    private=True,
    group=entry("For the owner"),
)
