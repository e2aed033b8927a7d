"""An article's title without the name of the site that a page adds to it."""

import re

_JOINT = re.compile(r"\s{1,3}[-–—|·:»]{1,2}\s{1,3}|\s\|\s?|\s?\|\s")
_LETTERS = re.compile(r"[^\W_]+")
_DOMAIN = re.compile(r"\.(?:com|org|net|co\.uk|info|in|de|fr)\Z", re.IGNORECASE)


def without_site(title: str, publisher: str | None) -> str:
    """The title without the publisher's name before or behind it; unchanged where it holds nothing else."""
    if not publisher:
        return title
    name = _letters(_DOMAIN.sub("", publisher))
    joints = list(_JOINT.finditer(title))
    if joints and _is_site(title[joints[-1].end() :], name):
        title = title[: joints[-1].start()]
    first = _JOINT.search(title)
    if first is not None and _is_site(title[: first.start()], name):
        title = title[first.end() :]
    return title.strip()


def _is_site(part: str, name: str) -> bool:
    words = _letters(_DOMAIN.sub("", part.strip()))
    return bool(words) and bool(name) and (words == name or (len(words) > 3 and (words in name or name in words)))


def _letters(text: str) -> str:
    return "".join(_LETTERS.findall(text.casefold())).removeprefix("the")
