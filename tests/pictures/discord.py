"""Draw real answers as Discord shows them: ``python -m tests.pictures.discord > page.html``, then a browser's picture.

For example: ``chromium --headless --hide-scrollbars --force-device-scale-factor=2 --window-size=700,922
--screenshot=docs/images/discord.png page.html``. What is drawn is the payload that is sent, read back by the model of
Discord's markdown that the tests use.
"""

import asyncio
import sys
from dataclasses import replace
from datetime import UTC, datetime
from html import escape

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from bot.discord.controls import JSON
from bot.discord.render import one_page
from briefings.domain.briefing import SummaryPoint
from tests.adapters.discord.markdown_model import Line, Run, read
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.stories import OFFER, offer, span
from tests.unit.chat.asking import READER, card_for, publish_story

ASKED = (
    ("/quote zelensky words:nato", "quote", "speaker", "zelensky", "words", "nato"),
    ("/brief", "brief"),
)
POINTS = (
    "Russia launched a record 267 attack drones overnight, Kiev's air force said.",
    "Antonio Costa announced a special summit for March 6.",
)
STYLE = """
* { box-sizing: border-box; }
body { margin: 0; padding: 18px 20px 20px; background: #313338; color: #dbdee1;
       font: 15px/1.4 "Noto Sans", "DejaVu Sans", "Noto Color Emoji", sans-serif; }
.asked { display: flex; align-items: center; gap: 6px; margin: 0 0 3px 27px; padding-left: 30px; font-size: 13px;
         color: #b5bac1; position: relative; }
.asked::before { content: ""; position: absolute; left: 0; top: 9px; width: 26px; height: 14px;
                 border: 2px solid #4e5058; border-right: 0; border-bottom: 0; border-top-left-radius: 8px; }
.asked b { color: #f0b8c8; font-weight: 500; }
.asked code, .pill { background: #3c4270; color: #c9cdfb; border-radius: 4px; padding: 1px 5px; font: inherit; }
.answer { display: flex; gap: 14px; margin-bottom: 22px; }
.answer:last-child { margin-bottom: 0; }
.face { flex: 0 0 42px; height: 42px; border-radius: 50%; background: linear-gradient(135deg, #3a6ea5, #24456a);
        color: #fff; display: grid; place-items: center; font: 700 19px "Noto Serif", serif; }
.name { color: #fff; font-weight: 600; }
.tag { background: #5865f2; color: #fff; border-radius: 4px; font-size: 10.5px; font-weight: 600; padding: 1px 5px;
       margin: 0 5px; vertical-align: 1.5px; }
.time { color: #949ba4; font-size: 12px; }
.body { flex: 1; min-width: 0; }
.container { margin-top: 5px; max-width: 590px; background: #2b2d31; border: 1px solid #3a3c42; border-radius: 8px;
             border-left: 4px solid var(--accent); padding: 14px 16px 15px; display: grid; gap: 8px; }
.line, .item, .quote, .small { overflow-wrap: anywhere; }
h2 { font-size: 19px; line-height: 1.3; margin: 0; color: #f2f3f5; }
h3 { font-size: 16px; line-height: 1.3; margin: 2px 0 0; color: #f2f3f5; }
.quote { border-left: 4px solid #4e5058; border-radius: 3px; padding-left: 11px; margin: 1px 0 3px; }
.small { font-size: 12.5px; color: #949ba4; }
.item { padding-left: 19px; position: relative; }
.item::before { content: "•"; position: absolute; left: 6px; }
b { color: #f2f3f5; }
a { color: #00a8fc; text-decoration: none; }
hr { border: 0; border-top: 1px solid #43454c; margin: 3px 0; width: 100%; }
.row { display: flex; flex-wrap: wrap; gap: 8px; }
.button { background: #4e5058; color: #fff; border-radius: 8px; padding: 6px 15px; font-size: 14px; font-weight: 500; }
"""


def page_of(components: tuple[JSON, ...]) -> str:
    """The message as HTML."""
    return "".join(_part(part) for part in components)


def _part(part: JSON) -> str:
    inner = "".join(_part(one) for one in part.get("components", ()))
    match part["type"]:
        case 17:
            return f'<div class="container" style="--accent: #{part["accent_color"]:06x}">{inner}</div>'
        case 10:
            return f"<div>{''.join(_line(line) for line in read(part['content']))}</div>"
        case 14:
            return "<hr>"
        case 1:
            return f'<div class="row">{inner}</div>'
        case _:
            return f'<div class="button">{escape(part["label"])}</div>'


def _line(line: Line) -> str:
    words = "".join(_run(run) for run in line.runs)
    if line.kind == "heading":
        return f"<h{_level(line)}>{words}</h{_level(line)}>"
    return f'<div class="{line.kind}">{words}</div>'


def _level(line: Line) -> int:
    return 2 if any(run.url for run in line.runs) or "quote" in line.text else 3


def _run(run: Run) -> str:
    text = escape(run.text)
    if "strong" in run.marks:
        text = f"<b>{text}</b>"
    return f'<a href="#">{text}</a>' if run.url else text


def asked(name: str, *options: str) -> str:
    """The line above an answer that says who used what."""
    pairs = zip(options[::2], options[1::2], strict=True)
    given = " ".join(f'<span class="pill">{escape(option)}: {escape(value)}</span>' for option, value in pairs)
    return f'<div class="asked"><b>Ada</b> used <code>/{name}</code> {given}</div>'


async def newsroom() -> Answering:
    """The whole table over one published story."""
    clock = SettableClock(datetime(2025, 2, 24, 7, 30, tzinfo=UTC))
    desk = Desk(store=MemoryStore(), clock=clock, access=Access())
    story = offer()
    points = tuple(SummaryPoint.quoting(span(OFFER, words)) for words in POINTS)
    content = replace(story.content, summary=points)
    await publish_story(desk, replace(story, revision=replace(story.revision, content=content)))
    return Answering(command_table(), desk)


async def draw() -> str:
    answering, shown = await newsroom(), []
    for line, name, *options in ASKED:
        page = one_page(await card_for(answering, line, READER))
        assert page is not None
        head = '<span class="name">Daybrief</span><span class="tag">APP</span><span class="time">Today at 07:30</span>'
        body = f'<div class="body">{head}{page_of(page.components)}</div>'
        shown.append(f'{asked(name, *options)}<div class="answer"><div class="face">D</div>{body}</div>')
    return f'<!doctype html><meta charset="utf-8"><style>{STYLE}</style>{"".join(shown)}'


if __name__ == "__main__":
    sys.stdout.write(asyncio.run(draw()))
