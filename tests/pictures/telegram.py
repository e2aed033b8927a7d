"""Draw a real answer as Telegram shows it: ``python -m tests.pictures.telegram > page.html``, then a browser's picture.

For example: ``chromium --headless --hide-scrollbars --force-device-scale-factor=2 --window-size=560,1002
--screenshot=docs/images/telegram.png page.html``
"""

import asyncio
import sys
from html import escape

from bot.chat.cards.paging import cut
from bot.telegram.render import Page, fits, render
from tests.pictures.discord import newsroom
from tests.unit.chat.asking import READER, card_for

LINES = ("/quote zelensky nato", "/brief")
STYLE = """
body { margin: 0; padding: 18px; width: 524px; background: #c9dcc4;
       font: 15px/1.35 "Noto Sans", "DejaVu Sans", "Noto Color Emoji", sans-serif; }
.in, .out { white-space: pre-wrap; border-radius: 12px; padding: 8px 12px; margin: 0 0 4px; width: fit-content;
            box-shadow: 0 1px 1px #0002; overflow-wrap: anywhere; }
.out { background: #effdde; margin-left: auto; margin-bottom: 10px; color: #1c5c9c; }
.in { background: #fff; max-width: 440px; }
blockquote { margin: 3px 0; padding: 4px 10px; border-left: 3px solid #3a95d5; background: #3a95d51a;
             border-radius: 5px; }
blockquote + br { display: none; }
a { color: #1f7bc1; text-decoration: none; }
.keys { width: 464px; margin-bottom: 14px; }
.row { display: flex; gap: 4px; margin-bottom: 4px; }
.key { flex: 1; text-align: center; background: #6c8f6799; color: #fff; border-radius: 7px; padding: 7px 2px;
       font-size: 14px; }
"""


def bubble(asked: str, page: Page) -> str:
    """A question, its answer and the answer's buttons."""
    rows = page.buttons.inline_keyboard if page.buttons else ()
    keys = "".join(f'<div class="row">{"".join(_key(button.text) for button in row)}</div>' for row in rows)
    text = page.html.replace("</blockquote>\n", "</blockquote>").replace("\n<blockquote", "<blockquote")
    return f'<div class="out">{escape(asked)}</div><div class="in">{text}</div><div class="keys">{keys}</div>'


def _key(label: str) -> str:
    return f'<div class="key">{escape(label)}</div>'


async def draw() -> str:
    answering = await newsroom()
    bubbles = []
    for line in LINES:
        card = await card_for(answering, line)
        bubbles.append(bubble(line, render(cut(card, fits, t=READER.t)[0])))
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(bubbles)}'


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(draw()))
