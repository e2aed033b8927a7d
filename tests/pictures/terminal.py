"""Draw the terminal chat with real answers: ``python -m tests.pictures.terminal > page.html``, then a picture of it.

For example: ``chromium --headless --hide-scrollbars --force-device-scale-factor=2 --window-size=860,940
--screenshot=docs/images/terminal.png page.html``
"""

import asyncio
import sys
import tempfile
from io import StringIO

from rich.console import Console
from rich.terminal_theme import TerminalTheme
from rich.text import Text

from bot.bootstrap import opened_program, settings_from
from bot.chat.catalogue import Catalogue
from bot.cli.first_start import load_sample_once
from bot.console.session import Session
from bot.console.terminal import show

LINES = ("/quote zelensky nato", "/check I will exchange it for NATO.", "/figures")
WIDTH = 94
THEME = TerminalTheme(
    (30, 34, 42),
    (220, 223, 228),
    [
        (40, 44, 52), (224, 108, 117), (152, 195, 121), (229, 192, 123),
        (97, 175, 239), (198, 120, 221), (86, 182, 194), (220, 223, 228),
    ],
    [
        (128, 137, 153), (224, 108, 117), (152, 195, 121), (229, 192, 123),
        (97, 175, 239), (198, 120, 221), (86, 182, 194), (255, 255, 255),
    ],
)  # fmt: skip
PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ margin: 0; padding: 22px; background: #eceff4; }}
.window {{ border-radius: 10px; overflow: hidden; background: {background}; box-shadow: 0 10px 28px #0005; }}
.bar {{ background: #2b303b; padding: 9px 14px; color: #9aa3b2; font: 13px sans-serif; text-align: center; }}
.bar i {{ float: left; width: 12px; height: 12px; border-radius: 50%; margin-right: 8px; }}
pre {{ margin: 0; padding: 6px 18px 8px; color: {foreground};
       font: 13.5px/1.42 "DejaVu Sans Mono", Menlo, Consolas, monospace; }}
</style><div class="window"><div class="bar"><i style="background:#e06c75"></i><i style="background:#e5c07b"></i>
<i style="background:#98c379"></i>daybrief console</div><pre>{code}</pre></div>
"""


async def draw() -> str:
    console = Console(record=True, file=StringIO(), force_terminal=True, color_system="standard", width=WIDTH)
    with tempfile.TemporaryDirectory() as folder:
        async with opened_program(settings_from(f"sqlite:///{folder}/daybrief.db")) as program:
            await load_sample_once(program)
            session = Session(program.answering, Catalogue())
            for line in LINES:
                console.print(Text.assemble(("› ", "bright_black"), (line, "bold")))
                card = await session.answer(line)
                if card is not None:
                    show(card, console)
    return console.export_html(theme=THEME, inline_styles=True, code_format=PAGE)


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(draw()))
