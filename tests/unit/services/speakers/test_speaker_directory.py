"""The directory of speakers: what is renewed step by step is what would be made anew."""

import asyncio
from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from briefings.domain.speakers import Speaker
from briefings.services.speakers.find_speaker import find_speaker
from briefings.services.speakers.names import NameIndex
from briefings.services.speakers.speaker_directory import Directory

GIVEN = ("Volodymyr", "Olena", "Donald", "Ivanka", "Li", "Анна")
SURNAMES = ("Zelensky", "Zelenska", "Trump", "Wei", "Ковальчук", "Sandu")
ALIASES = (("Volodymyr Zelensky", "Зеленський"), ("Li Wei", "李伟"), ("Nobody Known", "Никто"))
QUERIES = ("zelensky", "Зеленський", "trump", "李伟", "wei", "sand", "anna", "xyzzy", "volodymyr zelenskyy nato")

names = st.builds(lambda one, other: f"{one} {other}".strip(), st.sampled_from(("", *GIVEN)), st.sampled_from(SURNAMES))
people = st.dictionaries(st.sampled_from("abcdef"), st.lists(names, min_size=1, max_size=3), max_size=6)


def speakers(named: dict[str, list[str]]) -> list[Speaker]:
    return [Speaker(key, spelt[0], tuple(dict.fromkeys(spelt[1:])), quotes=1) for key, spelt in named.items()]


@given(st.lists(people, min_size=1, max_size=4))
def test_a_renewed_directory_answers_as_a_new_one(steps: list[dict[str, list[str]]]) -> None:
    async def both() -> tuple[Directory, Directory]:
        grown = Directory()
        for version, named in enumerate(steps):
            grown = await grown.renewed(version, speakers(named), ALIASES)
        return grown, await Directory().renewed(0, speakers(steps[-1]), ALIASES)

    grown, fresh = asyncio.run(both())
    for query in QUERIES:
        assert find_speaker(query, grown) == find_speaker(query, fresh)


async def test_only_new_and_changed_names_are_prepared() -> None:
    kept, changed, gone = Speaker("a", "Ada Alm"), Speaker("b", "Bo"), Speaker("c", "Cy Cole")
    before = await Directory().renewed(1, (kept, changed, gone))
    after = await before.renewed(2, (kept, Speaker("b", "Bo Berg"), Speaker("d", "Di Dahl")))
    assert after.names.spellings("a") is before.names.spellings("a")
    assert [s.id for s in find_speaker("berg", after).speakers] == ["b"]
    assert [s.id for s in find_speaker("cole", before).speakers] == ["c"]
    assert not find_speaker("cole", after).speakers


async def test_others_go_ahead_while_many_names_are_prepared() -> None:
    turns = 0

    async def others() -> None:
        nonlocal turns
        while True:
            turns += 1
            await asyncio.sleep(0)

    task = asyncio.create_task(others())
    many = [Speaker(str(number), f"Given{number} Surname{number}") for number in range(640)]
    await Directory().renewed(1, many)
    task.cancel()
    assert turns >= 40


def test_a_copy_of_an_index_leaves_the_original_as_it_is() -> None:
    original = NameIndex({"a": ("Ada Alm",), "b": ("Bo Alm",)})
    other = original.copy()
    other.put("a", ())
    other.put("c", ("Cy Alm",))

    def bearing(index: NameIndex) -> Sequence[str]:
        return index.beginning("alm")

    assert (bearing(original), bearing(other)) == (["a", "b"], ["b", "c"])
