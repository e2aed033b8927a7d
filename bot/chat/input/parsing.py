"""Typed lines and button lines into a command and its options; reading them never fails, judging them comes later."""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field

from bot.chat.catalogue import Catalogue
from bot.chat.input.day_words import MOST_WORDS, names_days
from bot.chat.table import Command, CommandTable, Option, OptionKind

EXTRA = "…"
"""The value under which words are kept that fit no option; ``values.py`` makes a sentence of them."""

SHORTCUT = "~"
"""A line ``~token`` stands for a longer line that the store remembers; its token is the value ``token``."""

CONFIRMED = "!"
"""A line ``!yes key`` or ``!no key`` answers what waits for a confirmation; its values are ``said`` and ``key``."""

MOST_TOKENS = 64
"""A line has at most so many words and quoted runs of words; only an option that is taken as typed may go on."""

_SHOWN = 40
_NAME = re.compile(r"(/?)([a-z0-9_]{1,32})(?:@([\w.]+))?(?=\s|$)", re.IGNORECASE)
_SHORTCUT = re.compile(r"/?~([\w-]{1,40})(?:\s+page:(\d{1,4}))?\s*", re.IGNORECASE)
_CONFIRMED = re.compile(r"!(yes|no) ([0-9a-f]{16})")
_PAGE = re.compile(r"page:(\d{1,4})", re.IGNORECASE)
_TOKEN = re.compile(
    r"""(?P<bare>\w{1,32})[:=](?=\s|$)
      | (?:(?P<name>\w{1,32})[:=])?
        (?: "(?P<straight>(?:[^"]|""){0,4000}+)"(?=\s|$) | [“„](?P<curly>[^“”]{0,4000})[“”](?=\s|$)
          | «(?P<angle>[^«»]{0,4000})»(?=\s|$) | (?P<word>\S+) )""",
    re.VERBOSE,
)

_YES_OR_NO = frozenset({"yes", "no", "on", "off"})

_PICKY = frozenset({OptionKind.NUMBER, OptionKind.BRIEFING, OptionKind.DAY, OptionKind.CHOICE})
"""Kinds that can tell their own values; they are offered a word before the others are."""


@dataclass(frozen=True, slots=True)
class Typed:
    """A command line as it was read: the command's name, its options' values as typed, the page asked for."""

    command: str
    values: Mapping[str, object] = field(default_factory=dict)
    page: int = 1


@dataclass(frozen=True, slots=True)
class Token:
    """A word or a quoted run of words, with its name in ``name:value``.

    ``start`` is the offset where it starts, ``typed`` all of it as it was typed, marks and capitals included.
    """

    text: str
    start: int
    typed: str
    name: str | None = None
    quoted: bool = False

    @property
    def end(self) -> int:
        """The offset behind it."""
        return self.start + len(self.typed)


def parse_line(text: str, table: CommandTable, *, bot_names: Collection[str] = (), t: Catalogue) -> Typed | None:
    """Read a line; None when it is no command, or one for another bot.

    A known command needs no slash. A slash before an unknown name is a command all the same, so that the person can be
    told. ``bot_names`` are this bot's names on the platform (without "@"); empty means that any name is ours.
    """
    text = _unmarked(text)
    name = command_of(text, table, bot_names=bot_names)
    if name == SHORTCUT and (match := _SHORTCUT.fullmatch(text)):
        return Typed(SHORTCUT, {"token": match[1]}, int(match[2] or 1) or 1)
    if name == CONFIRMED and (match := _CONFIRMED.fullmatch(text)):
        return Typed(CONFIRMED, {"said": match[1], "key": match[2]})
    command, match = table.get(name) if name else None, _NAME.match(text)
    if name is None or command is None or match is None:
        return Typed(name) if name is not None else None
    return _Reader(command, t).read(text[match.end() :])


def command_of(text: str, table: CommandTable, *, bot_names: Collection[str] = ()) -> str | None:
    """The name of the command that a line asks for, told by its first word alone; None as for ``parse_line``."""
    text = _unmarked(text)
    if _SHORTCUT.fullmatch(text):
        return SHORTCUT
    if _CONFIRMED.fullmatch(text):
        return CONFIRMED
    match = _NAME.match(text)
    if match is None:
        return None
    slash, name, addressee = match[1], match[2].lower(), match[3]
    if addressee and bot_names and addressee.casefold() not in {bot.casefold() for bot in bot_names}:
        return None
    return name if slash or table.get(name) is not None else None


def _unmarked(text: str) -> str:
    return text.strip().lstrip("\u200b\u200e\u200f\u2060\ufeff")


def tokens_of(text: str) -> list[Token]:
    """Split at white space; matched quotation marks keep their words together and are left out.

    Within straight marks, two of them stand for one. At most ``MOST_TOKENS``; what is left of a longer line is the last
    one, cut short.
    """
    found: list[Token] = []
    for match in _TOKEN.finditer(text):
        if len(found) == MOST_TOKENS:
            rest = text[match.start() :][:_SHOWN]
            found.append(Token(rest, match.start(), rest))
            break
        if match["bare"]:
            found.append(Token("", match.start(), match[0], match["bare"].lower()))
            continue
        parts = (match["straight"], match["curly"], match["angle"], match["word"])
        quoted = match["word"] is None
        value = next(part for part in parts if part is not None)
        if match["straight"] is not None:
            value = value.replace('""', '"')
        found.append(Token(value, match.start(), match[0], match["name"].lower() if match["name"] else None, quoted))
    return found


class _Reader:
    """Puts the words of one line into one command's options.

    A name in quotation marks is whole: words behind it are no part of it. Words that fit nothing else go on with the
    text that was named before them: "publisher The Coast", "at 2025-03-06 07:30". Of a command with a verbatim option,
    everything from the first word that fits no option before it is that option's, as typed.
    """

    def __init__(self, command: Command, t: Catalogue) -> None:
        self._command = command
        self._t = t
        self._values: dict[str, str] = {}
        self._whole: set[str] = set()
        self._text = ""
        self._unclosed: tuple[Option, Token] | None = None
        self._page = 1
        self._verbatim = next((option for option in command.options if option.verbatim), None)

    def read(self, text: str) -> Typed:
        self._text, index = text, 0
        tokens = tokens_of(text)
        while index < len(tokens):
            if index == MOST_TOKENS and self._verbatim is None:
                self._values[EXTRA] = f"{tokens[index].text.strip()} …"
                break
            if self._verbatim is not None:
                taken = self._before_tail(tokens, index)
                if not taken:
                    self._values[self._verbatim.name] = self._tail(self._verbatim, tokens[index].start)
                    break
            else:
                taken = self._named(tokens, index) or self._keyword(tokens, index)
            index += taken or self._placed_or_kept(tokens, index)
        return Typed(self._command.name, dict(self._values), self._page)

    def _before_tail(self, tokens: list[Token], index: int) -> int:
        """Read an option that may stand before a verbatim one; 0 where the verbatim one begins.

        A name counts only as a button writes it, in small letters and with its value right behind the colon: people
        begin sentences with "Date: …".
        """
        token = tokens[index]
        if token.typed.startswith("page:") and (match := _PAGE.fullmatch(token.typed)):
            self._page = int(match[1]) or 1
            return 1
        named = next((o for o in self._command.options if token.text and token.typed.startswith(f"{o.name}:")), None)
        if named is not None and not named.verbatim and (not named.hidden or self._accepted(named, tokens, index)):
            self._put(named, token.text)
            return 1
        placed = None if named else self._placed(tokens, index)
        if placed is None:
            return 0
        option, count = placed
        self._put(option, " ".join(_as_typed(token) for token in tokens[index : index + count]))
        return count

    def _tail(self, option: Option, start: int) -> str:
        tail, name = self._text[start:].strip(), f"{option.name}:"
        return tail.removeprefix(name).strip() if re.match(r"\S", tail[len(name) : len(name) + 1]) else tail

    def _named(self, tokens: list[Token], index: int) -> int:
        """Read ``page:2``, ``topic:nato`` or ``topic: nato``."""
        token = tokens[index]
        if token.name is None:
            return 0
        if match := _PAGE.fullmatch(f"{token.name}:{token.text}"):
            self._page = int(match[1]) or 1
            return 1
        option = self._command.option(token.name)
        if option is None:
            return 0
        if token.text or index + 1 == len(tokens) or tokens[index + 1].name:
            self._put(option, token.text)
            self._unclosed = _goes_on(option, [token])
            return 1
        return 1 + self._take(option, tokens, index + 1)

    def _keyword(self, tokens: list[Token], index: int) -> int:
        """Read ``since 2025-02`` or a flag's name."""
        token = tokens[index]
        option = None if token.quoted or token.name else self._command.option(token.text.lower())
        if option is None:
            return 0
        if option.kind is OptionKind.FLAG:
            return 1 + self._flag(option, tokens[index + 1 : index + 2])
        if not option.keyword:
            return 0
        return 1 + self._take(option, tokens, index + 1)

    def _flag(self, option: Option, following: list[Token]) -> int:
        """Set a flag, or unset it by the word behind it: "silent", "silent on", "silent no"; counts that word."""
        said = [token.text for token in following if token.text.casefold() in _YES_OR_NO and not token.name]
        self._put(option, said[0] if said else "yes")
        return len(said)

    def _take(self, option: Option, tokens: list[Token], index: int) -> int:
        """Give an option its value from the tokens at ``index``; a day may be several words."""
        count = self._accepted(option, tokens, index) or min(1, len(tokens) - index)
        self._put(option, " ".join(_as_typed(token) for token in tokens[index : index + count]))
        self._unclosed = _goes_on(option, tokens[index : index + count])
        return count

    def _placed(self, tokens: list[Token], index: int) -> tuple[Option, int] | None:
        for option in sorted(self._command.options, key=lambda option: option.kind not in _PICKY):
            more = option.rest and not option.verbatim and option.name not in self._whole
            free = option.name not in self._values or more
            if option.keyword or option.verbatim or option.kind is OptionKind.FLAG or not free:
                continue
            if tokens[index].name and option.kind in _PICKY:
                continue
            if count := self._accepted(option, tokens, index):
                return option, count
        return None

    def _placed_or_kept(self, tokens: list[Token], index: int) -> int:
        placed, unclosed = self._placed(tokens, index), self._unclosed
        if placed is None and unclosed is not None:
            option, last = unclosed
            self._put(option, tokens[index].typed, joint=self._text[last.end : tokens[index].start])
            self._unclosed = option, tokens[index]
            return 1
        self._unclosed = None
        if placed is None:
            self._values[EXTRA] = " ".join(filter(None, (self._values.get(EXTRA), _as_typed(tokens[index]))))
            return 1
        option, count = placed
        words = " ".join(_as_typed(token) for token in tokens[index : index + count])
        self._put(option, words, joint=" " if option.rest else ", ")
        if option.kind is OptionKind.SPEAKER and tokens[index].quoted:
            self._whole.add(option.name)
        return count

    def _accepted(self, option: Option, tokens: list[Token], index: int) -> int:
        """How many tokens at ``index`` are a value of this option; 0 when it should be left to another."""
        if index >= len(tokens):
            return 0
        text = tokens[index].text
        if option.kind is OptionKind.DAY:
            for count in range(min(MOST_WORDS, len(tokens) - index), 0, -1):
                if names_days(" ".join(token.text for token in tokens[index : index + count]), t=self._t):
                    return count
            return 0
        if option.kind in {OptionKind.NUMBER, OptionKind.BRIEFING}:
            return int(re.fullmatch(r"#?\d{1,9}", text) is not None)
        if option.kind is OptionKind.CHOICE:
            return int(text.casefold() in option.choices)
        return int(option.kind is not OptionKind.FILE)

    def _put(self, option: Option, text: str, *, joint: str = ", ") -> None:
        before = self._values.get(option.name)
        self._values[option.name] = f"{before}{joint}{text}" if before else text


def _goes_on(option: Option, tokens: list[Token]) -> tuple[Option, Token] | None:
    """The option and the last word of its value, when words behind it may belong to it."""
    goes_on = option.kind is OptionKind.TEXT and not any(token.quoted for token in tokens)
    return (option, tokens[-1]) if goes_on and tokens else None


def _as_typed(token: Token) -> str:
    return token.text if token.quoted and not token.name else token.typed
