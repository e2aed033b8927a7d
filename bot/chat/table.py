"""What a command is; the commands themselves are one module each beside this one."""

from collections.abc import Awaitable, Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from bot.chat.asking import Ask
from bot.chat.cards.cards import Card
from bot.chat.desk import Desk


class OptionKind(StrEnum):
    """What an option takes; every platform knows how to ask for each."""

    TEXT = "text"
    SPEAKER = "speaker"
    TOPIC = "topic"
    DAY = "day"
    NUMBER = "number"
    BRIEFING = "briefing"
    CHOICE = "choice"
    FLAG = "flag"
    ZONE = "zone"
    ROLE = "role"
    FILE = "file"


class Audience(StrEnum):
    """Who may run a command; checked on the server side at every door, by numeric id."""

    EVERYONE = "everyone"
    CHAT_ADMIN = "chat admin"
    EDITOR = "editor"
    REVIEWER = "reviewer"
    NEWSROOM = "newsroom"
    OWNER = "owner"


@dataclass(frozen=True, slots=True)
class Option:
    """One thing that a command takes.

    ``help`` is a catalogue entry. ``keyword`` options are typed with their name before them (``since 2025-02``); the
    others by place, where a kind that can tell its own values (number, day, choice, flag) leaves other words to the
    next option. Every option can be named (``topic:nato``). A ``rest`` option takes all the words that are left; a
    ``verbatim`` one, the last of its command, takes everything from its first word on exactly as typed: marks,
    capitals and line breaks. An ``endless`` one may be as long as an article. A ``hidden`` one is filled by links and
    buttons and stays out of menus and help. For a required one that may be ``replied``, a message that was replied to
    stands in.
    """

    name: str
    kind: OptionKind
    help: str
    required: bool = False
    keyword: bool = False
    rest: bool = False
    choices: tuple[str, ...] = ()
    verbatim: bool = False
    endless: bool = False
    hidden: bool = False
    replied: bool = False

    def lacks(self, value: object, *, replied: bool) -> bool:
        """Whether this value leaves the option without what it needs."""
        return self.required and value in (None, "") and not (self.replied and replied)


@dataclass(frozen=True, slots=True)
class Act:
    """One of the things that a command does, for platforms that list each by itself (Discord's subcommands).

    ``value`` is what it puts into the command's first option, None where that is left out; ``options`` are the names of
    the others that matter to it.
    """

    name: str
    help: str
    value: str | None = None
    options: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Command:
    """A command, once for all platforms.

    ``name`` is lower case, at most 32 characters of ``a-z0-9_`` (Telegram's and Discord's common rule). ``help`` (one
    line, at most 100 characters: Discord's limit for a description) is a catalogue entry. ``hidden`` commands are run
    by buttons only and stay out of menus and help. ``acts``, where there are any, cover all that it does. The answer to
    a question that a ``publishes`` command asked back expires soon, and is confirmed before the command runs. A
    ``private`` command's answer belongs to the newsroom: outside a private chat and the review chats only the asker
    sees it, and menus hide the command from everybody else. An ``always`` command also serves people who were not
    let into an invite-only bot.
    """

    name: str
    help: str
    example: str
    answer: Callable[[Ask, Desk], Awaitable[Card]]
    options: tuple[Option, ...] = ()
    audience: Audience = Audience.EVERYONE
    group: str | None = None
    hidden: bool = False
    publishes: bool = False
    private: bool = False
    always: bool = False
    acts: tuple[Act, ...] = ()

    def option(self, name: str) -> Option | None:
        """The option of this name, or None."""
        return next((option for option in self.options if option.name == name), None)


class CommandTable:
    """Every command by its name, in the order in which people should meet them."""

    def __init__(self, commands: tuple[Command, ...]) -> None:
        self._commands = {command.name: command for command in commands}
        if len(self._commands) != len(commands):
            raise ValueError("two commands have one name")

    def __iter__(self) -> Iterator[Command]:
        return iter(self._commands.values())

    def get(self, name: str) -> Command | None:
        """The command of this name (lower case, no slash), or None."""
        return self._commands.get(name)

    def names(self) -> tuple[str, ...]:
        """The names that people may be told, in the table's order."""
        return tuple(command.name for command in self if not command.hidden)
