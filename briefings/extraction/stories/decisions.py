"""What editors have decided about stories, which grouping never undoes."""

from collections import defaultdict
from collections.abc import Iterable


class Decisions:
    """Which articles are pinned to which story, and which are kept apart."""

    def __init__(self) -> None:
        self.pinned: dict[str, int] = {}
        self._apart: defaultdict[str, set[str]] = defaultdict(set)

    def pin(self, article: str, story: int) -> set[str]:
        """Note a pin; return what is still kept apart from the article, as the newest decision counts."""
        for other in [other for other in self._apart.get(article, ()) if self.pinned.get(other) == story]:
            self._apart[article].discard(other)
            self._apart[other].discard(article)
        self.pinned[article] = story
        return set(self._apart.get(article, ()))

    def keep_apart(self, article: str, other: str, *, together: bool) -> str | None:
        """Note that two articles are kept apart; return which has to leave where they are together, its pin undone."""
        self._apart[article].add(other)
        self._apart[other].add(article)
        if not together:
            return None
        leaver = other if article in self.pinned and other not in self.pinned else article
        self.pinned.pop(leaver, None)
        return leaver

    def parted(self, ones: Iterable[str], others: Iterable[str]) -> bool:
        """Tell whether some of ``ones`` must not be in the story of some of ``others``."""
        if not self.pinned and not self._apart:
            return False
        theirs = set(others)
        stories = {self.pinned[other] for other in theirs if other in self.pinned}
        return any(
            (one in self.pinned and bool(stories - {self.pinned[one]}))
            or not theirs.isdisjoint(self._apart.get(one, ()))
            for one in ones
        )

    def forget(self, article: str, heir: str | None) -> None:
        """Drop what was decided about an article, or hand it on to ``heir``."""
        story = self.pinned.pop(article, None)
        for other in self._apart.pop(article, ()):
            self._apart[other].discard(article)
            if heir is not None:
                self.keep_apart(heir, other, together=False)
            elif not self._apart[other]:
                del self._apart[other]
        if heir is not None and story is not None:
            self.pinned[heir] = story
