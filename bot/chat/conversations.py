"""Open conversations: the next part of an article, or the next answer to a form; they outlive a restart."""

from collections.abc import Awaitable, Callable
from dataclasses import replace
from datetime import timedelta

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Block, Card, Field, Form, Heading, Note, Text
from bot.chat.commands.add import ADDING, DONE, hear_article, is_article, take_unasked
from bot.chat.desk import Desk
from bot.chat.input.lines import button_line
from bot.chat.input.no_answer import check_answer, is_command, is_something_else
from bot.chat.input.parsing import CONFIRMED, Typed
from bot.chat.table import Audience, Command, CommandTable
from briefings.domain.conversations import CONVERSATION_LIFETIME, Conversation
from briefings.domain.errors import UserError

CANCEL = frozenset({"cancel", "/cancel"})
YES = frozenset({"yes", "y"})
NO = frozenset({"no", "n"})
SOON = timedelta(minutes=15)
"""How long an answer is waited for by which something is published, and one of a reader's."""

LATER = timedelta(hours=1)
"""How long any other answer is waited for."""

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
        conversation = await self._open_one(ask)
        typed = self._parse(conversation.line) if conversation else None
        command = self._table.get(typed.command) if typed else None
        if conversation is None or typed is None or command is None:
            return await take_unasked(ask, text, self._desk)
        said = text.strip()
        if said.casefold() in CANCEL:
            return await self._dropped(ask)
        if typed.command == ADDING:
            return await self._article(ask, text, conversation, typed, command)
        if is_something_else(ask):
            return await take_unasked(ask, text, self._desk)
        if is_command(said, command, self._table, self._parse):
            return None
        if self._is_late(conversation, command):
            return await self._too_late(ask, conversation)
        return await self._answered(ask, said, conversation, typed, command)

    async def confirmed(self, ask: Ask) -> Card | None:
        """Take the button under what is to be published.

        Raises:
            UserError: it belongs to something that is not open any more.
        """
        conversation = await self._open_one(ask)
        typed = self._parse(conversation.line) if conversation else None
        command = self._table.get(typed.command) if typed else None
        if conversation is None or typed is None or command is None or conversation.key != ask.values.get("key"):
            raise UserError("There is nothing to confirm here any more.")
        if self._is_late(conversation, command):
            return await self._too_late(ask, conversation)
        return await self._answered(ask, str(ask.values.get("said", "")), conversation, typed, command)

    async def _article(
        self, ask: Ask, text: str, conversation: Conversation, typed: Typed, command: Command
    ) -> Card | None:
        said = text.strip()
        if said.startswith("/") and said.casefold() not in DONE and self._parse(said) is not None:
            return None
        if self._is_late(conversation, command) and not (is_something_else(ask) or is_article(said)):
            return await self._too_late(ask, conversation)
        return await hear_article(ask, text, conversation, typed, self._desk)

    async def _answered(
        self, ask: Ask, said: str, conversation: Conversation, typed: Typed, command: Command
    ) -> Card | None:
        ask = replace(ask, command=typed.command, values=typed.values, page=1, reply=None)
        again = await self._run(replace(ask, abilities=replace(ask.abilities, forms=True)))
        if again is None or again.form is None:
            await self._close(ask)
            return again
        form, fields, parts = again.form, _fields(again.form), conversation.parts
        if len(parts) == len(fields):
            return await self._judged(ask, said, conversation, form)
        check_answer(said, fields[len(parts)])
        parts = (*parts, said)
        if len(parts) < len(fields) or (command.publishes and _given(form, parts)):
            kept = await self._keep(ask, conversation.line, parts)
            return _question(ask, form, len(parts)) if len(parts) < len(fields) else _to_confirm(ask, form, kept)
        return await self._ended(ask, form, parts)

    async def _judged(self, ask: Ask, said: str, conversation: Conversation, form: Form) -> Card | None:
        """Take a yes or a no to what is to be published; ask again for anything else."""
        if said.casefold() in {*YES, ask.t("yes").casefold()}:
            return await self._ended(ask, form, conversation.parts)
        if said.casefold() in {*NO, ask.t("no").casefold()}:
            return await self._dropped(ask)
        return _to_confirm(ask, form, conversation)

    async def _ended(self, ask: Ask, form: Form, parts: tuple[str, ...]) -> Card | None:
        """Run the command with its answers; where they are no good, ask for all of them again."""
        await self._close(ask)  # the answer may open a conversation of its own
        card = await self._run(replace(ask, values={**ask.values, **_given(form, parts)}))
        if card is None or not card.mistake:
            return card
        await self._keep(ask, form.line, ())
        if len(parts) == 1:
            return card
        first = _question(ask, form, 0)
        return replace(first, blocks=(*card.blocks, *first.blocks))

    def _is_late(self, conversation: Conversation, command: Command) -> bool:
        """Whether the person has gone on to other things."""
        lifetime = SOON if command.publishes or command.audience is Audience.EVERYONE else LATER
        if command.name == ADDING and conversation.parts:
            lifetime = CONVERSATION_LIFETIME
        return self._desk.clock.now() - conversation.updated_at > lifetime

    async def _too_late(self, ask: Ask, conversation: Conversation) -> Card:
        """Close what was open, and say so this once."""
        await self._close(ask)
        t, moment = ask.t, ask.t.moment(conversation.updated_at, self._desk.zone)
        told = Text(t("That comes too late for my question of {moment}. Nothing was changed.", moment=moment))
        line = await button_line(conversation.line, self._desk)
        return Card((told,), rows=((Action(t("Ask me again"), line),),))

    async def _dropped(self, ask: Ask) -> Card:
        await self._close(ask)
        return Card((Note(ask.t("Nothing was changed.")),))

    async def _open_one(self, ask: Ask) -> Conversation | None:
        async with self._desk.store.reading() as unit:
            return await unit.conversations.get(ask.person, ask.chat)

    async def _keep(self, ask: Ask, line: str, parts: tuple[str, ...]) -> Conversation:
        kept = Conversation(ask.person, ask.chat, line, self._desk.clock.now(), parts)
        async with self._desk.store.writing() as unit:
            await unit.conversations.save(kept)
        return kept

    async def _close(self, ask: Ask) -> None:
        async with self._desk.store.writing() as unit:
            await unit.conversations.close(ask.person, ask.chat)


def _fields(form: Form) -> tuple[Field, ...]:
    return tuple(field for field in form.fields if not field.file)


def _given(form: Form, parts: tuple[str, ...]) -> dict[str, object]:
    """The answers by the options that they are for, without those that were left."""
    answers = zip(_fields(form), parts, strict=True) if len(parts) == len(_fields(form)) else ()
    return {field.name: part for field, part in answers if field.required or part != NOTHING}


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


def _to_confirm(ask: Ask, form: Form, kept: Conversation) -> Card:
    """Show what is to be published, as it was answered, and ask whether it is meant."""
    t, answers = ask.t, _given(form, kept.parts)
    said = [Text(str(answers[f.name]), label=f.label) for f in _fields(form) if f.name in answers]
    how = Note(t("This goes out to readers. Type yes if you mean it, or cancel; I wait for 15 minutes."))
    buttons = (
        Action(t("Yes, I mean it"), f"{CONFIRMED}yes {kept.key}", danger=True),
        Action(t("No"), f"{CONFIRMED}no {kept.key}"),
    )
    return Card((Heading(form.title, level=2), *said, how), rows=(buttons,))
