"""Random cards from the nastiest texts that sources and people write."""

import random
from collections.abc import Callable

from bot.chat.cards.cards import (
    Action,
    Block,
    Bullets,
    Button,
    Card,
    Change,
    Comparison,
    Copy,
    DateBlock,
    FigureBlock,
    Heading,
    Link,
    Menu,
    Note,
    QuoteBlock,
    SourceLine,
    Text,
)

PIECES = [
    "peace",
    "NATO",
    "267",
    "drones",
    "«мир»",
    "Зеленський",
    "שלום עולם",
    "مرحبا بالعالم",
    "e\u0301a\u0308\u0323",
    "👩‍👩‍👧‍👦",
    "🇺🇦",
    "😀",
    "<&_*[@everyone",
    "@everyone",
    "@here",
    "<@123456789012345678>",
    "<@&42>",
    "<#77>",
    "<:smile:99>",
    "<a:w:1>",
    "<t:1700000000:R>",
    "</brief:12>",
    "<id:browse>",
    "**bold**",
    "__under__",
    "_it_",
    "*it*",
    "~~gone~~",
    "~",
    "||spoiler||",
    "`code`",
    "```py\nx\n```",
    "# head",
    "## head",
    "-# small",
    "- item",
    "+ item",
    "* item",
    "1. one",
    "2) two",
    "> quote",
    ">>> long",
    "[a](https://evil.example)",
    "[x",
    "y]",
    "](",
    "\\",
    "\\\\*",
    "https://news.example/a_b_c?x=*y*",
    "http://x",
    "mailto:a@b.example",
    "steam://run",
    "¯\\_(ツ)_/¯",
    "\n",
    "\r\n",
    "\n\n",
    "\u2028",
    "\t",
    "  ",
    "\u202e evil",
    "\u2066x\u2069",
    "\x00",
    "\x07",
    "C++",
    "AT&T",
    "snake_case_name",
    "07:30",
    "3–4",
    "“inner”",
    "don't",
    "|",
    "||",
    "***",
    "___",
    "~~~",
    "`",
    "``",
    "#tag",
    "@name",
    "a@b.example",
    "<",
    ">",
    "&amp;",
    "supercalifragilisticexpialidocious" * 3,
]
URLS = [
    None,
    "https://news.example/story",
    "https://news.example/a_(b)*c*?q=[1]&x=é#f",
    "javascript:alert(1)",
    "http://[bad",
    "ftp://x.example",
    'https://x.example/a b<c>"d',
    "https://x.example/" + "a" * 600,
]


def random_card(dice: random.Random, *, longest: int = 60) -> Card:
    blocks = tuple(_block(dice, longest) for _ in range(dice.choice([1, 1, 2, 3, 5, 8])))
    rows = tuple(tuple(_button(dice) for _ in range(dice.randint(1, 6))) for _ in range(dice.choice([0, 0, 1, 2])))
    menus = tuple(_menu(dice) for _ in range(dice.choice([0, 0, 0, 1])))
    return Card(blocks, rows=rows, menus=menus, mistake=dice.random() < 0.1)


def _words(dice: random.Random, most: int, *, least: int = 1) -> str:
    joint = dice.choice([" ", " ", " ", ""])
    return joint.join(dice.choices(PIECES, k=dice.randint(least, max(least, most))))


def _maybe(dice: random.Random, most: int = 5) -> str | None:
    return _words(dice, most) if dice.random() < 0.5 else None


def _source(dice: random.Random) -> SourceLine | None:
    if dice.random() < 0.4:
        return None
    return SourceLine(_words(dice, 6), _maybe(dice), _maybe(dice), dice.choice(URLS))


def _block(dice: random.Random, longest: int) -> Block:
    makers: list[Callable[[], Block]] = [
        lambda: Heading(_words(dice, 6), dice.choice([1, 2, 3]), dice.choice(URLS)),
        lambda: Text(_words(dice, longest), _maybe(dice)),
        lambda: Bullets(tuple(_words(dice, 8) for _ in range(dice.randint(1, 8)))),
        lambda: QuoteBlock(
            _words(dice, longest), _words(dice, 3), _maybe(dice), _maybe(dice, 9), _source(dice), _maybe(dice, 2)
        ),
        lambda: FigureBlock(_words(dice, 5), _maybe(dice), _maybe(dice), _maybe(dice), _source(dice)),
        lambda: DateBlock(_words(dice, 3), _words(dice, 7), _maybe(dice), _maybe(dice), _source(dice)),
        lambda: Comparison(
            tuple(Change(_words(dice, 4), dice.choice(["same", "gone", "come"])) for _ in range(dice.randint(1, 6)))
        ),
        lambda: Note(_words(dice, 10)),
    ]
    return dice.choice(makers)()


def _button(dice: random.Random) -> Button:
    buttons: list[Button] = [
        Action(
            _words(dice, 4), f"brief {dice.randint(1, 99)}", replaces=dice.random() < 0.5, danger=dice.random() < 0.1
        ),
        Link(_words(dice, 3), dice.choice([u for u in URLS if u])),
        Copy(_words(dice, 3), "text"),
    ]
    return dice.choice(buttons)


def _menu(dice: random.Random) -> Menu:
    return Menu(_words(dice, 5), tuple(Action(_words(dice, 12), f"brief {n % 40}") for n in range(dice.randint(0, 60))))
