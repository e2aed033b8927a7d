"""What every platform shares knows none of them: their differences are abilities that each declares."""

import ast
from pathlib import Path

from briefings.domain.people import Platform

ROOT = Path(__file__).parents[2]
SHARED = [path for room in ("bot/chat", "briefings") for path in (ROOT / room).rglob("*.py")]
DECLARING = ROOT / "briefings" / "domain" / "people.py"
NAMES = {platform.name for platform in Platform}


def named_platforms(code: str) -> list[int]:
    """The lines that single out one platform."""
    return [
        node.lineno
        for node in ast.walk(ast.parse(code))
        if isinstance(node, ast.Attribute) and node.attr in NAMES and ast.unparse(node.value).endswith("Platform")
    ]


def test_nothing_that_platforms_share_names_one() -> None:
    found = {
        path: lines for path in SHARED if (lines := named_platforms(path.read_text("utf-8"))) and path != DECLARING
    }
    assert found == {}


def test_a_branch_on_a_platform_is_found() -> None:
    assert named_platforms("def f(ask):\n    return ask.chat.platform is people.Platform.DISCORD") == [2]
