"""Runs a command: access, flood, rights and options are judged here for every platform; errors become sentences."""

import logging
import secrets
from collections.abc import Awaitable, Collection, Sequence
from dataclasses import dataclass, replace

from bot.chat.access.flood import Flood, Verdict
from bot.chat.access.invitation import is_let_in, refuse_once
from bot.chat.access.rights import check_rights, may_run
from bot.chat.asking import Ask
from bot.chat.cards.cards import Card, Note
from bot.chat.catalogue import Catalogue
from bot.chat.commands.suggestion import unknown_command
from bot.chat.conversations import Hearing
from bot.chat.desk import Desk
from bot.chat.input.completion import Choice, Completion
from bot.chat.input.inline import InlineResult, offer_quotes
from bot.chat.input.lines import button_line, write_line
from bot.chat.input.option_prompts import form_of_missing
from bot.chat.input.parsing import CONFIRMED, SHORTCUT, Typed, command_of, parse_line
from bot.chat.input.values import read_values
from bot.chat.table import Audience, Command, CommandTable
from briefings.domain.errors import DaybriefError, InDoubtError, TemporaryError
from briefings.domain.people import ChatAddress, Identity

_log = logging.getLogger(__name__)

CHOICES_A_MINUTE = 240
"""Completions a minute a person: one for each letter of somebody who types fast."""

INLINE_A_MINUTE = 60
"""Inline queries a minute a person; people's programs ask anew after every few letters, so one quote takes several."""


@dataclass(frozen=True, slots=True)
class _Refused:
    """What is said to somebody who is not answered; None where nothing is."""

    card: Card | None


class Answering:
    """The command table at work over one desk; one object serves every platform of the process."""

    def __init__(
        self, table: CommandTable, desk: Desk, *, flood: Flood | None = None, t: Catalogue | None = None
    ) -> None:
        self.table = table
        self._desk = desk
        self._flood = flood or Flood()
        self._typing = Flood(limit=INLINE_A_MINUTE)
        self._choosing = Flood(limit=CHOICES_A_MINUTE)
        self._completion = Completion(desk)
        self._t = t or Catalogue()
        self._hearing = Hearing(desk, table, run=self.answer, parse=self.parse)

    def parse(self, text: str, *, bot_names: Collection[str] = ()) -> Typed | None:
        """Read a typed line or a button's; None when it is no command or another bot's. Never raises.

        Words that begin with a known command's name are a command without any slash too; a chat where people talk to
        each other should ask only about lines that begin with one.
        """
        return parse_line(text, self.table, bot_names=bot_names, t=self._t)

    async def answer(self, ask: Ask) -> Card | None:
        """Answer one command; None means stay silent. Never raises but for what ends the process."""
        return await self._safely(ask, self._answer(ask))

    def command_of(self, text: str, *, bot_names: Collection[str] = ()) -> str | None:
        """The name of the command that a line asks for, by its first word alone; None as ``parse`` has it."""
        return command_of(text, self.table, bot_names=bot_names)

    async def answer_line(self, ask: Ask, text: str, *, bot_names: Collection[str] = ()) -> tuple[Ask, Card | None]:
        """Answer a line, of which nothing but the command's name is read before it is judged who may ask at all.

        Returns the question as it was read, and the answer as ``answer`` gives it.
        """
        asked = ask

        async def answered() -> Card | None:
            nonlocal asked
            if (refused := await self._refused(ask)) is not None:
                return refused.card
            typed = self.parse(text, bot_names=bot_names)
            if typed is None:
                return None
            asked = replace(ask, command=typed.command, values=typed.values, page=typed.page)
            return await self._run(asked)

        card = await self._safely(ask, answered())
        return asked, card

    async def hear(self, ask: Ask, text: str) -> Card | None:
        """Take a message that is no command: the next part of an open conversation; None when it means nothing here.

        Never raises but for what ends the process.
        """
        return await self._safely(ask, self._heard(ask, text))

    async def again(self, line: str, chat: ChatAddress) -> tuple[Card, int] | None:
        """Answer a reader's line once more, for a message that shows the answer: the card and the page that was shown.

        None where it has no answer (any more), or is no line of a reader's.
        """
        typed = self.parse(line)
        if typed is None:
            return None
        ask = Ask(Identity(chat.platform, ""), chat, typed.command, self._t, typed.values, typed.page)
        ask = await self._recalled(ask) if typed.command == SHORTCUT else ask
        command = self.table.get(ask.command)
        forgotten = typed.command == SHORTCUT and ask.command == "help"
        if command is None or command.audience is not Audience.EVERYONE or forgotten:
            return None
        try:
            values = read_values(command, ask.values, today=self._desk.today(), t=ask.t)
            card = await command.answer(replace(ask, values=values), self._desk)
        except DaybriefError:
            return None
        return None if card.mistake or card.form is not None or card.private else (card, typed.page)

    async def line_of(self, ask: Ask, card: Card) -> str:
        """The line that asks for this answer again, short enough for a button with a page behind it."""
        if card.again is not None:
            return card.again
        if ask.command == SHORTCUT:
            return f"{SHORTCUT}{ask.values.get('token', '')}"
        return await button_line(write_line(ask.command, ask.values, self.table), self._desk)

    async def prepare(self) -> None:
        """Get to know what can be completed, so that the first to type does not wait for it."""
        await self._completion.prepare()

    async def complete(self, ask: Ask, option: str, typed: str) -> list[Choice]:
        """At most 25 choices for an option of the asked command; none for people who may not run it."""
        command = self.table.get(ask.command)
        wanted = command.option(option) if command else None
        if command is None or wanted is None or not await self._is_welcome(ask, command):
            return []
        if self._choosing.judge(ask.person, self._desk.clock.now()) is not Verdict.ANSWER:
            return []
        return await self._completion.choices(wanted, typed, ask.t)

    async def inline(self, ask: Ask, text: str) -> Sequence[InlineResult]:
        """Quotes for words such as "zelensky nato"; none for people who were not let in or ask too often."""
        if not await is_let_in(ask, self._desk):
            return ()
        if self._typing.judge(ask.person, self._desk.clock.now()) is not Verdict.ANSWER:
            return ()
        return await offer_quotes(text, desk=self._desk, t=ask.t)

    async def may_run(self, ask: Ask, command: Command) -> bool:
        """Whether the asker may run a command now; for menus, which show people only what is theirs."""
        return await may_run(command.audience, ask, self._desk.access)

    async def _safely(self, ask: Ask, work: Awaitable[Card | None]) -> Card | None:
        try:
            return await work
        except DaybriefError as error:
            return self._mistake(ask, error)
        except Exception:  # noqa: BLE001 - the one place where a fault of ours becomes a reply instead of silence
            error_id = secrets.token_hex(4)
            _log.exception("A command failed", extra={"error_id": error_id, "command": ask.command})
            sentence = ask.t("Something went wrong here. Please tell the operator this number: {id}", id=error_id)
            return Card((Note(sentence),), mistake=True)

    async def _heard(self, ask: Ask, text: str) -> Card | None:
        return await self._hearing.hear(ask, text) if await is_let_in(ask, self._desk) else None

    async def is_private(self, ask: Ask) -> bool:
        """Whether the asker alone may see the answer: the newsroom's own words, outside of its chats.

        A refusal is nobody's secret: who may not run the command is told so where they asked.
        """
        if ask.direct or self._desk.access.is_room(ask.chat):
            return False
        ask = await self._recalled(ask) if ask.command == SHORTCUT else ask
        command = self.table.get(ask.command)
        return command is not None and command.private and await self._is_welcome(ask, command)

    async def _answer(self, ask: Ask) -> Card | None:
        refused = await self._refused(ask)
        return refused.card if refused is not None else await self._run(ask)

    async def _refused(self, ask: Ask) -> "_Refused | None":
        """Judge by flood control, then by invitations; None lets the asker through."""
        verdict = self._flood.judge(ask.person, self._desk.clock.now())
        if verdict is Verdict.SILENCE:
            return _Refused(None)
        if not await self._is_served(ask):
            return _Refused(await refuse_once(ask, self._desk))
        if verdict is Verdict.EXCUSE:
            excuse = Note(ask.t("That was a lot of commands. Please wait a minute and ask again."))
            return _Refused(Card((excuse,), mistake=True))
        return None

    async def _run(self, ask: Ask) -> Card | None:
        if ask.command == CONFIRMED:
            return await self._hearing.confirmed(ask)
        if ask.command == SHORTCUT:
            ask = await self._recalled(ask)
        command = self.table.get(ask.command)
        if command is None:
            return await unknown_command(ask, self.table, self._desk) if ask.direct else None
        await check_rights(command.audience, ask, self._desk.access)
        work = self._run_command(command, ask)
        if not command.private or not await self.is_private(ask):
            return await work
        card = await self._safely(ask, work)
        return card and replace(card, private=True)

    async def _run_command(self, command: Command, ask: Ask) -> Card:
        if (form := form_of_missing(command, ask, self.table)) is not None:
            card = Card((), form=form)
        else:
            replied, today = ask.reply is not None, self._desk.today()
            values = read_values(command, ask.values, today=today, t=ask.t, replied=replied)
            card = await command.answer(replace(ask, values=values), self._desk)
        return await self._hearing.ask_in_turn(ask, card.form) if card.form and not ask.abilities.forms else card

    async def _recalled(self, ask: Ask) -> Ask:
        async with self._desk.store.reading() as unit:
            line = await unit.shortcuts.recall(str(ask.values.get("token", "")))
        typed = self.parse(line) if line else None
        if typed is None or typed.command == SHORTCUT:
            return replace(ask, command="help", values={}, page=1)
        return replace(ask, command=typed.command, values=typed.values)

    async def _is_served(self, ask: Ask) -> bool:
        command = self.table.get(ask.command)
        return (command is not None and command.always) or await is_let_in(ask, self._desk)

    async def _is_welcome(self, ask: Ask, command: Command) -> bool:
        return await is_let_in(ask, self._desk) and await self.may_run(ask, command)

    def _mistake(self, ask: Ask, error: DaybriefError) -> Card:
        if isinstance(error, TemporaryError | InDoubtError):
            _log.info("A command has to be tried again", extra={"command": ask.command, "reason": str(error)})
        return Card((Note(ask.t.error(error)),), mistake=True)
