"""The chat in a real terminal: line editing, history, completion and colour."""

import re
from collections.abc import AsyncGenerator
from pathlib import Path

from prompt_toolkit import PromptSession
from prompt_toolkit.completion import CompleteEvent, Completer, Completion
from prompt_toolkit.document import Document
from prompt_toolkit.history import FileHistory, InMemoryHistory
from prompt_toolkit.key_binding import KeyBindings, KeyPressEvent
from prompt_toolkit.keys import Keys
from prompt_toolkit.patch_stdout import patch_stdout
from rich.console import Console
from rich.text import Text

from bot.chat.answering import Answering
from bot.chat.cards.cards import Card
from bot.chat.catalogue import Catalogue
from bot.chat.input.parsing import Typed, tokens_of
from bot.chat.table import OptionKind
from bot.console.asking import console_ask
from bot.console.render import beside_file, clean, file_lines, lay_out
from bot.console.session import LEAVING, Session, buttons_of, menu_titles

_STYLES = {
    "title": "bold",
    "section": "bold cyan",
    "label": "bold",
    "quote": "bright_white",
    "speaker": "cyan",
    "faint": "bright_black",
    "note": "yellow",
    "gone": "red strike",
    "come": "green",
}
_COMPLETED = {OptionKind.SPEAKER, OptionKind.TOPIC, OptionKind.CHOICE, OptionKind.ZONE, OptionKind.DAY}


async def chat_in_terminal(session: Session, *, history: Path | None) -> None:
    """Answer line by line until the person leaves with exit, Ctrl-D or Ctrl-C at an empty line."""
    t, console = session.t, Console(highlight=False, soft_wrap=False)

    async def progress(sentence: str) -> None:
        console.print(Text(clean(sentence), style=_STYLES["faint"]))

    session.progress = progress
    prompt: PromptSession[str] = PromptSession(
        history=_history(history),
        completer=TableCompleter(session.answering, t),
        complete_while_typing=True,
        key_bindings=_bindings(),
    )
    console.print(Text(t("Daybrief. /help lists what I can do; exit leaves."), style="bright_black"))
    while True:
        try:
            with patch_stdout():
                line = await prompt.prompt_async("› ")
        except KeyboardInterrupt:
            if prompt.default_buffer.text:
                continue
            return
        except EOFError:
            return
        if line.strip().lower() in LEAVING:
            return
        card = await session.answer(line)
        if card is not None:
            show(card, console)


def _history(path: Path | None) -> FileHistory | InMemoryHistory:
    if path is None:
        return InMemoryHistory()
    try:
        path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        path.touch(mode=0o600)
        path.touch(mode=0o600)
    except OSError:
        return InMemoryHistory()
    return FileHistory(str(path))


def _bindings() -> KeyBindings:
    """No mouse is listened to: what looks like its report is coloured text, typed or pasted, and would not parse."""
    bindings = KeyBindings()

    @bindings.add(Keys.Vt100MouseEvent)
    def leave_out(_event: KeyPressEvent) -> None:
        return

    return bindings


def show(card: Card, console: Console) -> None:
    """Print a card in colour with its buttons numbered below."""
    console.print()
    for line in lay_out(beside_file(card)):
        text = Text()
        for run in line:
            text.append(run.text, style=_STYLES.get(run.style, ""))
        console.print(_hanging(text, console))
    for written in file_lines(card):
        console.print(Text(written))
    titles = menu_titles(card)
    buttons = Text()
    for number, action in enumerate(buttons_of(card), 1):
        if number in titles:
            title = clean(titles[number])
            buttons.append(f"\n{title}\n" if buttons.plain else f"{title}\n", style="bright_black")
        buttons.append(f"[{number}]", style="magenta").append(f" {clean(action.label)}  ")
    if buttons.plain:
        console.print()
        console.print(buttons)
    console.print()


def _hanging(text: Text, console: Console) -> Text:
    """The text in lines of the terminal's width, each as far from the edge as what the first one says."""
    edge = re.match(r"(?:•? *)", text.plain)
    hang = edge.end() if edge and console.width > 40 else 0
    first, *others = text[hang:].wrap(console, console.width - hang) or [Text()]
    return Text("\n").join([text[:hang] + first, *(Text(" " * hang) + line for line in others)])


class TableCompleter(Completer):
    """Completes commands, and the options of a command, as every platform does."""

    def __init__(self, answering: Answering, t: Catalogue) -> None:
        self._answering = answering
        self._t = t

    def get_completions(self, document: Document, complete_event: CompleteEvent) -> list[Completion]:  # noqa: ARG002
        """Nothing without the event loop; see the asynchronous form."""
        return []

    async def get_completions_async(
        self, document: Document, complete_event: CompleteEvent
    ) -> AsyncGenerator[Completion, None]:
        """Yield the completions of the word at the cursor."""
        del complete_event
        line = document.text_before_cursor.lstrip()
        if " " not in line:
            typed = line.lstrip("/").lower()
            for name in self._answering.table.names():
                if name.startswith(typed):
                    yield Completion(f"/{name} ", start_position=-len(line), display=f"/{name}")
            return
        name, _, rest = line.lstrip("/").partition(" ")
        async for completion in self._options(name.lower(), rest):
            yield completion

    async def _options(self, name: str, rest: str) -> AsyncGenerator[Completion, None]:
        command = self._answering.table.get(name)
        word = "" if rest.endswith(" ") or not rest else tokens_of(rest)[-1].text
        if command is None or (rest.strip() and not word):
            return
        ask = console_ask(Typed(name), self._t)
        for option in command.options:
            if option.kind not in _COMPLETED or option.keyword:
                continue
            for choice in await self._answering.complete(ask, option.name, word):
                value = f'"{choice.value}"' if " " in choice.value else choice.value
                yield Completion(f"{value} ", start_position=-len(word), display=choice.label)
