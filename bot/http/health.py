"""How the program is doing, as /healthz tells it."""

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.chat.health import PartHealth


def health_report(parts: Sequence[PartHealth]) -> tuple[bool, dict[str, Any]]:
    """Whether all is well, and the page's JSON."""
    well = all(part.well for part in parts)
    return well, {"status": "ok" if well else "failing", "parts": [asdict(part) for part in parts]}
