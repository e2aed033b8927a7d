"""Cards as plain text: what a dash says."""

import pytest

from bot.chat.cards.cards import Card, FigureBlock
from bot.console.render import plain


@pytest.mark.parametrize(
    ("claim", "window", "below"),
    [
        ("the air force", None, "   — the air force"),
        ("the air force", "overnight", "   — the air force · overnight"),
        (None, "overnight", "   overnight"),
    ],
)
def test_only_who_says_so_stands_behind_a_dash(claim: str | None, window: str | None, below: str) -> None:
    assert plain(Card((FigureBlock("three boats", claim, window),))).splitlines() == ["• three boats", below]
