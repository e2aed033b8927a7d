"""The article that a first start shows, written for this project about events of February 2025."""

from dataclasses import dataclass
from datetime import date
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class Sample:
    """The article and what is known of it."""

    text: str
    title: str
    publisher: str
    published: date
    topics: tuple[str, ...]


def read_sample() -> Sample:
    """Read the article that ships; its first line is its title."""
    text = files("config.sample").joinpath("article.txt").read_text("utf-8")
    title = text.splitlines()[0]
    return Sample(text, title, "The Daybrief Sample", date(2025, 2, 23), ("Ukraine", "NATO"))
