"""The bot is added, thrown out, blocked, given or refused a right."""

from telegram import Bot, ChatMemberUpdated
from telegram.constants import ChatType

from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.greeting import greeting
from bot.chat.catalogue import Catalogue, entry
from bot.chat.platform_events import Happenings
from bot.telegram.answers import Answers
from bot.telegram.people import person
from bot.telegram.rights import lacked, may_write, missing_rights
from briefings.domain.people import ChatAddress, Platform

_GONE = frozenset({"left", "kicked"})


class Memberships:
    """Greets a chat once, and tells the program which chats can be written to."""

    def __init__(
        self, bot: Bot, *, answering: Answering, answers: Answers, happenings: Happenings, t: Catalogue
    ) -> None:
        self._bot = bot
        self._answering = answering
        self._answers = answers
        self._happenings = happenings
        self._t = t

    async def changed(self, update: ChatMemberUpdated) -> None:
        """Act on a change of what the bot is in a chat."""
        chat, new = update.chat, update.new_chat_member
        address = ChatAddress(Platform.TELEGRAM, str(chat.id))
        came = update.old_chat_member.status in _GONE and new.status not in _GONE
        lacking = lacked(chat.type, new)
        if not lacking and new.status not in _GONE:  # what plain members may do stands with the chat
            lacking = await missing_rights(self._bot, chat.id) or ()
        if may_write(lacking):
            await self._happenings.regained(address)
        else:
            await self._happenings.lost(address, _reason(chat.type, new.status))
        if came and chat.type != ChatType.PRIVATE:
            await self._greet(update, address, lacking)

    async def _greet(self, update: ChatMemberUpdated, address: ChatAddress, lacking: tuple[str, ...]) -> None:
        """Greet the chat; where the bot may not write, greet the person who added it."""
        adder, writes = person(update.from_user), may_write(lacking)
        where = address if writes else ChatAddress(Platform.TELEGRAM, adder.user_id)
        ask = Ask(person=adder, chat=where, command="start", t=self._t, direct=not writes)
        card = await self._answering.answer(ask)
        if card is None:
            return
        missing = [self._t(right) for right in lacking]
        if not writes:
            missing = [self._t("{right} in {chat}", right=right, chat=update.chat.title or "") for right in missing]
        await self._answers.give(ask, card if card.mistake else greeting(self._t, missing=missing))


def _reason(chat_type: str, status: str) -> str:
    if status in _GONE and chat_type == ChatType.PRIVATE:
        return entry("The person has blocked the bot.")
    if status in _GONE:
        return entry("The bot was removed from the chat.")
    return entry("The bot has no right to write in this chat.")
