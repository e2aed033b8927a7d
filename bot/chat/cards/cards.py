"""Cards: the platform-neutral answers that every platform renders.

All text is plain: no markup of any platform. A renderer escapes every leaf.
"""

from dataclasses import dataclass

from briefings.ports.courier import Shown

MAX_LINE_BYTES = 64
"""The longest action line, in bytes of UTF-8: Telegram's limit for callback data (core.telegram.org/bots/api)."""


@dataclass(frozen=True, slots=True)
class SourceLine:
    """Where an item comes from; ``day`` is written out for people already."""

    title: str
    publisher: str | None = None
    day: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Heading:
    """A headline (level 1) or a section's title (level 2); ``url`` makes it a link."""

    text: str
    level: int = 1
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; ``label`` stands bold before it."""

    text: str
    label: str | None = None


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of short lines."""

    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class QuoteBlock:
    """A quote with its speaker, never parted: a quote longer than a page repeats the speaker on every part.

    ``text`` has its quotation marks already: a renderer adds none. ``speaker`` is what readers see ("unattributed"
    already in words); ``context`` is the sentence around it, shown when asked for and with every fragment, which alone
    would state something; ``note`` is a mark such as "part 2 of 3".
    """

    text: str
    speaker: str
    role: str | None = None
    context: str | None = None
    source: SourceLine | None = None
    note: str | None = None


@dataclass(frozen=True, slots=True)
class FigureBlock:
    """A figure: the source's phrase, who claims it, the time it covers."""

    text: str
    claim: str | None = None
    window: str | None = None
    context: str | None = None
    source: SourceLine | None = None


@dataclass(frozen=True, slots=True)
class DateBlock:
    """A date: ``when`` is written out for people; ``what`` is the source's own words; ``note`` such as "past"."""

    when: str
    what: str
    note: str | None = None
    context: str | None = None
    source: SourceLine | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """A run of words in a comparison: both sides the same, or only in the old (``gone``) or the new (``come``)."""

    text: str
    kind: str = "same"


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two wordings, word by word, in one run of changes."""

    changes: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class Note:
    """A small remark: a hint, a warning, a cut."""

    text: str


Block = Heading | Text | Bullets | QuoteBlock | FigureBlock | DateBlock | Comparison | Note


@dataclass(frozen=True, slots=True)
class Action:
    """A button: pressing it runs the command ``line`` (without the slash) for the presser, whose rights are checked.

    With ``replaces`` the answer takes the place of the message that carries the button; else it is a new message.
    The line is the whole state, so a button works after any restart.
    """

    label: str
    line: str
    replaces: bool = True
    danger: bool = False

    def __post_init__(self) -> None:
        """Refuse a line that no platform could carry."""
        if len(self.line.encode()) > MAX_LINE_BYTES:
            raise ValueError(f"action line longer than {MAX_LINE_BYTES} bytes: {self.line!r}")


@dataclass(frozen=True, slots=True)
class Link:
    """A button that opens an address."""

    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Copy:
    """A button that copies a text where the platform has such a thing; at most 256 characters, else left out."""

    label: str
    text: str


@dataclass(frozen=True, slots=True)
class Menu:
    """One choice of several: a select on Discord, buttons on Telegram, a list in the terminal."""

    label: str
    choices: tuple[Action, ...]


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a form; ``name`` is the command's option that it fills."""

    name: str
    label: str
    required: bool = False
    long: bool = False
    file: bool = False
    value: str = ""


@dataclass(frozen=True, slots=True)
class Form:
    """Inputs (at most five) that together run the command ``line``: a modal on Discord, asked in turn elsewhere."""

    title: str
    line: str
    fields: tuple[Field, ...]


Button = Action | Link | Copy


@dataclass(frozen=True, slots=True)
class Document:
    """A file that comes with an answer: UTF-8 text under a plain name, at most 8 MB."""

    name: str
    data: bytes


@dataclass(frozen=True, slots=True)
class Card:
    """A command's whole answer.

    ``rows`` are the buttons as they should stand; ``shows`` names the briefings whose words it carries, for the
    receipts that corrections follow; ``mistake`` marks an answer to a person's mistake (exit code 1 on the command
    line); ``preview`` is the one address that may unfold into a link preview.
    ``again`` is the line that asks for the same, where it says more than what was typed, as after a reply.
    ``asks`` tells that the asker's next message is the answer to this one.
    ``mention`` is the numeric id of the one role to call, where a platform has roles (Discord).
    """

    blocks: tuple[Block, ...]
    rows: tuple[tuple[Button, ...], ...] = ()
    menus: tuple[Menu, ...] = ()
    form: Form | None = None
    shows: tuple[Shown, ...] = ()
    mistake: bool = False
    preview: str | None = None
    private: bool = False
    asks: bool = False
    again: str | None = None
    mention: str | None = None
    document: Document | None = None
