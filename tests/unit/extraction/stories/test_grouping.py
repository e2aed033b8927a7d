"""Articles on one event share a story, and an editor's decision stays; see ``articles.py`` for the events."""

from datetime import date, timedelta
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.extraction.stories import Placement, Stories
from tests.unit.extraction.stories.articles import EVENTS, HARBOUR_FIRE, MILL_FIRE, SUMMIT, TRIAL

ALL = {name: text for event in EVENTS for name, text in event.items()}
DAY = date(2025, 3, 6)
orders = st.permutations(sorted(ALL))


def told(names: list[str] | None = None) -> Stories:
    stories = Stories()
    for name in names or ALL:
        stories.add(name, ALL[name], day=DAY)
    return stories


def partition(stories: Stories, names: list[str] | None = None) -> set[frozenset[str]]:
    """Who is with whom, whatever the stories' numbers are."""
    groups: dict[int, set[str]] = {}
    for name in names or sorted(ALL):
        groups.setdefault(stories.story_of(name), set()).add(name)
    return {frozenset(group) for group in groups.values()}


def test_each_event_is_a_story() -> None:
    assert partition(told()) == {frozenset(event) for event in EVENTS}


@given(orders)
@settings(max_examples=60, deadline=None)
def test_the_order_of_arrival_does_not_matter_here(names: list[str]) -> None:
    assert partition(told(names)) == {frozenset(event) for event in EVENTS}


@given(orders)
@settings(max_examples=20, deadline=None)
def test_the_same_articles_give_the_same_placements(names: list[str]) -> None:
    def placements() -> list[Placement]:
        stories = Stories()
        return [stories.add(name, ALL[name], day=DAY) for name in names]

    assert placements() == placements()


@given(orders)
@settings(max_examples=30, deadline=None)
def test_what_moved_adds_up_to_where_everything_is(names: list[str]) -> None:
    stories, known = Stories(), dict[str, int]()
    for name in names:
        placement = stories.add(name, ALL[name], day=DAY)
        assert name not in placement.moved
        known |= {name: placement.story, **placement.moved}
    assert known == {name: stories.story_of(name) for name in names}


def test_a_placement_tells_what_is_shared() -> None:
    stories = told(["harbour fire 1", "summit 1"])
    placement = stories.add("again", ALL["harbour fire 2"], day=DAY)
    assert (placement.story, placement.copy_of) == (1, None)
    assert {"Port Ellery", "Nora Lind", "212"} <= set(placement.shared)
    assert stories.add("new", ALL["trial 1"], day=DAY).shared == ()


def test_common_words_explain_where_no_name_is_shared() -> None:
    stories = Stories()
    stories.add("a", "goats broke into the greenhouse and ate orchids")
    assert set(stories.add("b", "orchids eaten: goats in greenhouse").shared) == {"goats", "greenhouse", "orchids"}


@pytest.mark.parametrize("first", [1, 70])
def test_a_story_keeps_its_number(first: int) -> None:
    stories = Stories(first=first)
    placed = [stories.add(name, text, day=DAY).story for name, text in HARBOUR_FIRE.items()]
    assert placed == [first] * 3
    assert stories.add("other", ALL["summit 1"]).story == first + 1


def test_what_is_held_already_is_refused() -> None:
    with pytest.raises(ValueError, match="held already"):
        told().add("summit 1", "Text.")


def test_an_empty_article_stands_alone() -> None:
    stories = told()
    assert stories.add("empty", "").story not in {stories.story_of(name) for name in ALL}
    assert stories.add("empty too", "…").shared == ()


# Copies


def cut(text: str, share: float) -> str:
    words = text.split(" ")
    return " ".join(words[: int(share * len(words))])


@pytest.mark.parametrize(
    "edited",
    [
        "(Coast Agency) " + ALL["harbour fire 1"],
        ALL["harbour fire 1"].replace(",", ""),
        ALL["harbour fire 1"].upper(),
        cut(ALL["harbour fire 1"], 0.8),
        ALL["harbour fire 1"].replace("Nobody was hurt", "No one was harmed"),
        ALL["harbour fire 1"] + " Our reporter adds that the quay is closed and that trams turn round at the bridge.",
    ],
)
def test_a_cut_or_edited_article_is_a_copy(edited: str) -> None:
    stories = told()
    placement = stories.add("copy", edited, day=DAY)
    assert (placement.copy_of, placement.story) == ("harbour fire 1", stories.story_of("harbour fire 1"))
    assert placement.shared == ()


@pytest.mark.parametrize(
    "text",
    [
        cut(ALL["harbour fire 1"], 0.4),  # too little to tell
        cut(ALL["harbour fire 1"], 0.6) + ALL["summit 2"] + ALL["trial 2"],
        ALL["harbour fire 2"],
        "",
    ],
)
def test_what_shares_little_is_no_copy(text: str) -> None:
    stories = told(["harbour fire 1", "mill fire 1"])
    assert stories.add("other", text, day=DAY).copy_of is None


def test_copies_follow_their_original() -> None:
    stories = told()
    stories.add("copy", "(Agency) " + ALL["harbour fire 1"], day=DAY)
    stories.add("copy of it", "(Paper) (Agency) " + ALL["harbour fire 1"], day=DAY)
    moved = stories.pin("harbour fire 1", 40)
    assert moved == {"harbour fire 1": 40, "copy": 40, "copy of it": 40}
    assert stories.story_of("copy of it") == 40


def test_a_copy_takes_the_place_of_what_is_held_no_longer() -> None:
    stories = told(list(HARBOUR_FIRE))
    stories.add("copy", "(Agency) " + ALL["harbour fire 1"], day=DAY + timedelta(days=4))
    stories.add("new", ALL["trial 1"], day=DAY + timedelta(days=6))
    assert ("harbour fire 1" in stories, "copy" in stories) == (False, True)
    assert (
        stories.add("again", ALL["harbour fire 2"], day=DAY + timedelta(days=6)).story == stories.story_of("copy") == 1
    )


# Decisions


@given(orders, st.sampled_from(sorted(ALL)), st.integers(0, 8), st.integers(1, 12))
@settings(max_examples=60, deadline=None)
def test_a_pinned_article_never_moves(names: list[str], pinned: str, when: int, story: int) -> None:
    names.remove(pinned)
    stories = told([pinned, *names[:when]])
    stories.pin(pinned, story)
    for name in names[when:]:
        moved = stories.add(name, ALL[name], day=DAY).moved
        assert pinned not in moved
        assert stories.story_of(pinned) == story


@given(orders, st.sampled_from(list(permutations(HARBOUR_FIRE, 2))), st.integers(2, 9))
@settings(max_examples=60, deadline=None)
def test_what_is_kept_apart_stays_apart(names: list[str], pair: tuple[str, str], when: int) -> None:
    names = [*pair, *(name for name in names if name not in pair)]
    stories = told(names[:when])
    stories.apart(*pair)
    for name in names[when:]:
        assert stories.story_of(pair[0]) != stories.story_of(pair[1])
        stories.add(name, ALL[name], day=DAY)
    assert stories.story_of(pair[0]) != stories.story_of(pair[1])


def test_merged_stories_stay_one() -> None:
    stories = told([*MILL_FIRE, *SUMMIT])
    for name in [*MILL_FIRE, *SUMMIT]:
        stories.pin(name, 77)
    stories.add(
        "more", ALL["summit 1"].replace("Thursday", "Friday").replace("hopes", "waits") + ALL["trial 1"], day=DAY
    )
    assert {stories.story_of(name) for name in [*MILL_FIRE, *SUMMIT]} == {77}


def test_a_pin_opens_a_story_of_its_own() -> None:
    stories = told()
    moved = stories.pin("summit 1", None)
    assert moved == {"summit 1": stories.story_of("summit 1")}
    assert partition(stories, list(SUMMIT)) == {frozenset({name}) for name in SUMMIT}


def test_the_newest_decision_counts() -> None:
    stories = told()
    stories.apart("summit 1", "summit 2")
    stories.pin("summit 1", 90)
    stories.pin("summit 2", 90)
    assert {stories.story_of(name) for name in SUMMIT} == {90}
    stories.apart("summit 1", "summit 2")
    assert stories.story_of("summit 2") == 90 != stories.story_of("summit 1")


def test_pinning_pushes_out_what_is_kept_apart() -> None:
    stories = told()
    stories.apart("trial 1", "summit 1")
    moved = stories.pin("summit 1", stories.story_of("trial 1"))
    assert stories.story_of("trial 1") == moved["trial 1"] != stories.story_of("summit 1")


def test_a_copy_can_be_kept_apart_from_its_original() -> None:
    stories = told()
    stories.add("copy", "(Agency) " + ALL["harbour fire 1"], day=DAY)
    stories.apart("copy", "harbour fire 1")
    assert stories.story_of("copy") != stories.story_of("harbour fire 1") == stories.story_of("harbour fire 2")


def test_decisions_about_what_is_not_held_are_refused() -> None:
    stories = told()
    with pytest.raises(KeyError):
        stories.pin("nothing", 1)
    with pytest.raises(KeyError):
        stories.apart("summit 1", "nothing")
    with pytest.raises(ValueError, match="from itself"):
        stories.apart("summit 1", "summit 1")


# Bounds


@given(st.lists(st.tuples(st.sampled_from(sorted(ALL)), st.integers(-9, 9)), max_size=40), st.integers(1, 6))
@settings(max_examples=60, deadline=None)
def test_what_is_held_is_bounded(entries: list[tuple[str, int]], most: int) -> None:
    stories, newest = Stories(most=most), -9
    held = list[tuple[str, int]]()
    for place, (name, day) in enumerate(entries):
        stories.add(str(place), ALL[name], day=DAY + timedelta(days=day))
        newest = max(newest, day)
        if newest - day <= 5:
            held.append((str(place), day))
        held = [(key, when) for key, when in held if newest - when <= 5][-most:]
        assert len(stories) == len(held)
        assert all(key in stories for key, _ in held)


def test_what_is_older_than_the_window_stands_alone() -> None:
    stories = told()
    placement = stories.add("late", ALL["summit 1"], day=DAY - timedelta(days=6))
    assert placement.story == len(EVENTS) + 1
    assert "late" not in stories
    assert stories.add("in time", ALL["summit 1"], day=DAY - timedelta(days=5)).copy_of == "summit 1"


def test_a_large_story_stays_whole_and_takes_more() -> None:
    stories = Stories()
    words = "nora lind tobias brandt grain silo conveyor sparks neighbours inspectors quay blaze".split()
    for number in range(150):
        words.append(words.pop(number % 7))
        stories.add(str(number), " ".join(words))
    assert len({stories.story_of(str(number)) for number in range(150)}) == 1
    assert stories.add("other", TRIAL["trial 1"]).story != stories.story_of("0")
