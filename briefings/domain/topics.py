"""Labels that briefings carry and chats follow."""

import re
import unicodedata
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Topic:
    """A label; ``slug`` is what people type and ``name`` what they see."""

    slug: str
    name: str
    briefings: int = 0


def slug_of(name: str) -> str:
    """Turn a topic's name into the word that people type: lower case, letters and digits joined by hyphens."""
    folded = "".join(c for c in unicodedata.normalize("NFKD", name) if not unicodedata.combining(c)).casefold()
    return re.sub(r"[^\w]+|_+", "-", folded).strip("-")[:64]
