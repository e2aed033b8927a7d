"""Open conversations: the next part of an article, or the next answer to a form; they outlive a restart."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.chat.asking import Ask
from bot.chat.cards import Block, Card, Field, Form, Note, Text
from bot.chat.commands.add import ADDING, hear_article, take_unasked
from bot.chat.commands.table import Audience, CommandTable
from bot.chat.desk import Desk
from bot.chat.parsing import Typed
from briefings.domain.conversations import Conversation

CANCEL = frozenset({"cancel", "/cancel"})
READERS_LIFETIME = timedelta(minutes=15)
NOTHING = "-"
"""What a person sends to leave a field as it is."""

Run = Callable[[Ask], Awaitable[Card | None]]
"""Runs a command with everything that is checked at every door."""


class Hearing:
    """Takes the messages that are no commands; at most one conversation is open for a person in a chat."""

    def __init__(self, desk: Desk, table: CommandTable, *, run: Run, parse: Callable[[str], Typed | None]) -> None:
        self._desk = desk
        self._table = table
        self._run = run
        self._parse = parse

    async def ask_in_turn(self, ask: Ask, form: Form) -> Card:
        """Ask for the first field of a form, where the platform cannot open one."""
        await self._keep(ask, form.line, ())
        return _question(ask, form, 0)

    async def hear(self, ask: Ask, text: str) -> Card | None:
        """Take a message; None when it means nothing here.

        Raises:
            UserError: it is no good answer; the conversation stays open.
        """
        async with self._desk.store.reading() as unit:
            conversation = await unit.conversations.get(ask.person, ask.chat)
        if conversation is None or self._is_stale(conversation):
            return await take_unasked(ask, text, self._desk)
        if text.strip().casefold() in CANCEL:
            await self._close(ask)
            return Card((Note(ask.t("Nothing was changed.")),))
        typed = self._parse(conversation.line)
        if typed is None or typed.command == ADDING:
            return await hear_article(ask, text, conversation, typed, self._desk)
        return await self._answered(ask, text.strip(), conversation, typed)

    async def _answered(self, ask: Ask, said: str, conversation: Conversation, typed: Typed) -> Card | None:
        ask = replace(ask, command=typed.command, values=typed.values, page=1, reply=None)
        again = await self._run(replace(ask, abilities=replace(ask.abilities, forms=True)))
        fields = _fields(again.form) if again is not None and again.form else ()
        if again is None or again.form is None or len(conversation.parts) >= len(fields):
            await self._close(ask)
            return again
        parts = (*conversation.parts, said)
        if len(parts) < len(fields):
            await self._keep(ask, conversation.line, parts)
            return _question(ask, again.form, len(parts))
        given = {field.name: part for field, part in zip(fields, parts, strict=True) if _is_given(field, part)}
        await self._close(ask)  # the answer may open a conversation of its own
        card = await self._run(replace(ask, values={**typed.values, **given}))
        if card is None or not card.mistake:
            return card
        await self._keep(ask, conversation.line, ())
        if len(fields) == 1:
            return card
        first = _question(ask, again.form, 0)
        return replace(first, blocks=(*card.blocks, *first.blocks))

    def _is_stale(self, conversation: Conversation) -> bool:
        """Whether a reader has gone on to other things; what the newsroom was asked stays open for longer."""
        typed = self._parse(conversation.line)
        command = self._table.get(typed.command) if typed else None
        is_readers = command is not None and command.audience is Audience.EVERYONE
        return is_readers and self._desk.clock.now() - conversation.updated_at > READERS_LIFETIME

    async def _keep(self, ask: Ask, line: str, parts: tuple[str, ...]) -> None:
        now = self._desk.clock.now()
        async with self._desk.store.writing() as unit:
            await unit.conversations.save(Conversation(ask.person, ask.chat, line, now, parts))

    async def _close(self, ask: Ask) -> None:
        async with self._desk.store.writing() as unit:
            await unit.conversations.close(ask.person, ask.chat)


def _fields(form: Form) -> tuple[Field, ...]:
    return tuple(field for field in form.fields if not field.file)


def _is_given(field: Field, said: str) -> bool:
    return field.required or said != NOTHING


def _question(ask: Ask, form: Form, index: int) -> Card:
    t, fields = ask.t, _fields(form)
    field = fields[index]
    blocks: list[Block] = [Text(field.label, label=form.title if index == 0 else None)]
    if field.value:
        blocks.append(Text(field.value, label=t("Now")))
    how = t("Send your answer, or cancel.") if field.required else t("Send your answer, - to leave it, or cancel.")
    if not ask.direct:
        how = t("Reply to this message with your answer, or with cancel.")
    return Card((*blocks, Note(how)), asks=True)
