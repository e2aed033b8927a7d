"""The invite-only bot: who was let in, and the one sentence for those who were not."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Note
from bot.chat.desk import Desk


def keys_of(ask: Ask) -> tuple[str, ...]:
    """The names under which an asker may have been let in: the person, the chat, the server."""
    keys = [str(ask.person), f"{ask.chat.platform}:{ask.chat.chat_id}"]
    if ask.community is not None:
        keys.append(f"{ask.chat.platform}:{ask.community}")
    return tuple(keys)


async def is_let_in(ask: Ask, desk: Desk) -> bool:
    """Whether the bot serves this person in this chat at all."""
    if not desk.access.invite_only or await desk.access.roles(ask.person):
        return True
    async with desk.store.reading() as unit:
        return await unit.guests.any_of(keys_of(ask))


async def refuse_once(ask: Ask, desk: Desk) -> Card | None:
    """Say once to a person in private, and once to a chat, why the bot stays silent; None afterwards."""
    key = str(ask.person) if ask.direct else f"{ask.chat.platform}:{ask.chat.chat_id}"
    async with desk.store.writing() as unit:
        if not await unit.guests.notice_once(key, now=desk.clock.now()):
            return None
    sentence = ask.t("This bot answers invited people and chats only. Ask its owner to let you in: {key}", key=key)
    return Card((Note(sentence),), mistake=True)
