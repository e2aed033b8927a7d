"""Stories: each article that comes in joins one or opens one; what an editor has decided stays as it is."""

from collections import OrderedDict, defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from heapq import nsmallest

from briefings.extraction.stories.copies import Copies, Runs
from briefings.extraction.stories.decisions import Decisions
from briefings.extraction.stories.explain import shared_words
from briefings.extraction.stories.features import MAX_CHARS, read_features
from briefings.extraction.stories.neighbourhood import Unit, group, units_of
from briefings.extraction.stories.vectors import Vectors

WINDOW = timedelta(days=5)
MOST_HELD = 5_000

ALIKE = 0.15
"""The mean likeness that holds a story together."""

_NEAR = ALIKE / 2
"""The mean likeness to a new article that makes a story worth grouping anew with it."""
_MOST_NEAR = 4


@dataclass(frozen=True, slots=True)
class Placement:
    """Where an article was put, and why."""

    story: int
    copy_of: str | None
    """The article that it is a near-copy of; it may have been one itself."""
    shared: tuple[str, ...]
    """What it has in common with its story, most telling first; empty for the first of a story."""
    moved: Mapping[str, int]
    """The other articles that are in another story now, with that story."""


@dataclass(slots=True)
class _Article:
    day: date | None
    terms: dict[str, float]
    """What a copy would be compared by; empty for an article that is compared."""
    story: int
    original: str | None = None
    """The article whose place in the story this one shares, being a copy of it."""
    copies: list[str] = field(default_factory=list)


class Stories:
    """The articles of the last days, grouped.

    Articles come in about the order of their days. One that is older than the window is not compared with anything,
    and the newest day moves the window: keep days that lie ahead out of here.
    """

    def __init__(self, *, window: timedelta = WINDOW, most: int = MOST_HELD, first: int = 1) -> None:
        """Hold articles whose day is within ``window`` of the newest, ``most`` at a time; count stories from ``first``."""
        self._window, self._most, self._next = window, most, first
        self._articles: OrderedDict[str, _Article] = OrderedDict()
        self._by_day: dict[date, dict[str, None]] = {}
        self._newest: date | None = None
        self._members: defaultdict[int, dict[str, None]] = defaultdict(dict)
        self._vectors, self._copies, self._decisions = Vectors(), Copies(), Decisions()
        self._moved: dict[str, int] = {}

    def __len__(self) -> int:
        return len(self._articles)

    def __contains__(self, article: str) -> bool:
        return article in self._articles

    def story_of(self, article: str) -> int:
        """Return the story that a held article is in.

        Raises:
            KeyError: it is not held, or no longer.
        """
        return self._articles[article].story

    def add(self, article: str, text: str, title: str | None = None, day: date | None = None) -> Placement:
        """Place an article; without a ``day`` it counts as one of the newest day.

        Raises:
            ValueError: an article of that id is held already.
        """
        if article in self._articles:
            raise ValueError(f"The article {article!r} is held already.")
        self._moved = {}
        if not self._move_window(day):
            return Placement(self._open(), None, (), {})
        whole = (f"{title}\n{text}" if title else text)[:MAX_CHARS]
        features, runs = read_features(whole), Runs(whole)
        held = self._articles[article] = _Article(day or self._newest, features.terms, 0)
        if held.day:
            self._by_day.setdefault(held.day, {})[article] = None
        copy_of = self._copies.original(runs)
        self._copies.add(article, runs)
        if copy_of is None:
            self._compare(article)
            self._settle(article)
        else:
            self._follow(article, copy_of)
        self._moved.pop(article, None)
        weights = {} if copy_of else self._shared(article)
        shared = shared_words(whole, features.words, weights)
        while len(self._articles) > self._most:
            self._let_go(next(iter(self._articles)))
        return Placement(held.story, copy_of, shared, self._moved)

    def pin(self, article: str, story: int | None) -> Mapping[str, int]:
        """Put an article into a story, or into one of its own for None, for good; return all that moved and whereto.

        What was kept apart from it leaves that story; what is pinned there as well stays, and the older wish goes.

        Raises:
            KeyError: the article is not held.
        """
        self._moved = {}
        self._stand_alone(article)
        target = self._open() if story is None else story
        self._next = max(self._next, target + 1)
        pushed = sorted(self._decisions.pin(article, target) & self._members[target].keys())
        for other in pushed:
            self._leave(other)
        self._put(article, target)
        for other in pushed:
            self._settle(other)
        return self._moved

    def apart(self, article: str, other: str) -> Mapping[str, int]:
        """Keep two articles in different stories for good; return all that moved and whereto.

        ``article`` is the one that leaves a common story, unless only ``other`` is not pinned there.

        Raises:
            KeyError: one of them is not held.
            ValueError: they are one.
        """
        if article == other:
            raise ValueError("An article cannot be kept apart from itself.")
        self._moved = {}
        together = self.story_of(article) == self.story_of(other)
        for each in (article, other):
            self._stand_alone(each)
        leaver = self._decisions.keep_apart(article, other, together=together)
        if leaver is not None:
            self._leave(leaver)
            self._settle(leaver)
        return self._moved

    def _move_window(self, day: date | None) -> bool:
        """Let go what is too old beside ``day``; tell whether ``day`` itself is within the window."""
        if day is None:
            return True
        self._newest = newest = max(day, self._newest or day)
        for past in [past for past in self._by_day if newest - past > self._window]:
            for article in list(self._by_day[past]):
                self._let_go(article)
        return newest - day <= self._window

    def _let_go(self, article: str) -> None:
        """Hold an article no longer; the first of its copies takes its place."""
        held = self._articles[article]
        story, heir = held.story, held.copies[0] if held.copies else None
        if held.original is not None:
            self._articles[held.original].copies.remove(article)
        else:
            self._leave(article)
            self._vectors.remove(article)
        del self._articles[article]
        self._copies.remove(article)
        self._decisions.forget(article, heir)
        if held.day:
            del self._by_day[held.day][article]
            if not self._by_day[held.day]:
                del self._by_day[held.day]
        if heir is not None:
            self._inherit(heir, held.copies[1:], story)

    def _inherit(self, heir: str, copies: list[str], story: int) -> None:
        self._articles[heir].original, self._articles[heir].copies = None, copies
        for copy in copies:
            self._articles[copy].original = heir
        self._compare(heir)
        self._members[story][heir] = None

    def _follow(self, article: str, copy_of: str) -> None:
        """Put a copy beside its original, or beside the one that this is a copy of itself."""
        original = self._articles[copy_of].original or copy_of
        self._articles[original].copies.append(article)
        self._articles[article].original = original
        self._articles[article].story = self._articles[original].story

    def _stand_alone(self, article: str) -> None:
        """Make a copy a member of its story like any other, for it may have to part from its original."""
        held = self._articles[article]
        if held.original is not None:
            self._articles[held.original].copies.remove(article)
            held.original = None
            self._compare(article)
            self._members[held.story][article] = None

    def _compare(self, article: str) -> None:
        self._vectors.add(article, self._articles[article].terms)
        self._articles[article].terms = {}

    def _settle(self, article: str) -> None:
        """Group an article that is in no story, and the stories near to it, anew."""
        largest = max(map(len, self._members.values()), default=0)
        alike = self._vectors.alike(article, largest)
        sums: defaultdict[int, float] = defaultdict(float)
        for other, value in alike.items():
            sums[self._articles[other].story] += value
        sums.pop(0, None)
        means = {story: value / len(self._members[story]) for story, value in sums.items()}
        near = nsmallest(
            _MOST_NEAR, (story for story in means if means[story] >= _NEAR), lambda story: (-means[story], story)
        )
        if not near:
            self._put(article, self._open())
            return
        stories = {story: list(self._members[story]) for story in near}
        units = [Unit((article,), (article,)), *units_of(stories, self._decisions.pinned, alike)]
        groups = group(units, self._vectors.likeness, self._decisions.parted, ALIKE)
        self._rename(groups, stories)

    def _rename(self, groups: list[list[str]], stories: Mapping[int, list[str]]) -> None:
        """Give each group the story that an editor pinned it to, or else the one that most of it comes from."""
        names: dict[int, int] = {}
        for place, members in enumerate(groups):
            for story in {self._decisions.pinned[each] for each in members if each in self._decisions.pinned}:
                names[place] = story
        claims = sorted(
            (-len(set(members) & set(old)), story, place)
            for place, members in enumerate(groups)
            for story, old in stories.items()
            if not set(members).isdisjoint(old)
        )
        for _, story, place in claims:
            if place not in names and story not in names.values():
                names[place] = story
        for place, members in enumerate(groups):
            story = names[place] if place in names else self._open()
            for each in members:
                self._put(each, story)

    def _put(self, article: str, story: int) -> None:
        held = self._articles[article]
        if held.story == story:
            return
        self._leave(article)
        self._members[story][article] = None
        for each in (article, *held.copies):
            self._articles[each].story = self._moved[each] = story

    def _leave(self, article: str) -> None:
        held = self._articles[article]
        if held.story:
            del self._members[held.story][article]
            if not self._members[held.story]:
                del self._members[held.story]
        held.story = 0

    def _open(self) -> int:
        self._next += 1
        return self._next - 1

    def _shared(self, article: str) -> dict[str, float]:
        """How much each term of an article adds to its likeness with the rest of its story."""
        own, sums = self._vectors.weights(article), defaultdict[str, float](float)
        for other in self._members[self._articles[article].story]:
            if other != article:
                its = self._vectors.weights(other)
                for term in own.keys() & its.keys():
                    sums[term] += own[term] * its[term]
        return sums
