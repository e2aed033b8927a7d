"""/check says "verbatim" of a published quote as it stands only, and names all that it did not compare."""

import pytest
from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from briefings.domain.passages import Why
from briefings.domain.wordings import DOUBLE_MARKS, plain_words
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.archive.check_quote import Checked, Judgement, Result, check_quotes
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from tests.fakes.clock import SettableClock
from tests.fakes.memory.store import MemoryStore
from tests.fakes.newsroom import keep, make_briefing
from tests.fakes.stories import NOON
from tests.unit.chat.asking import words_for

ZELENSKY, PUTIN, ROLE = "Volodymyr Zelensky", "Vladimir Putin", "Olena Koval"
OFFER = "If there is peace for Ukraine, I am ready. I can exchange it for NATO."
SAID = [
    (ZELENSKY, OFFER),
    (PUTIN, "It is cold. It fell to -5 degrees and the ruble lost 1.5 percent."),
    (PUTIN, "-7 degrees is not cold, and .5 percent is nothing."),
    (ROLE, "Are you ready to rebuild the port?"),
    (ROLE, "I will not resign before the harbour opens again."),
    (ROLE, "Not one step back from what we agreed."),
    (ROLE, "They call it 'peace', and I call it a pause."),
    (None, "Nobody was told about the wall."),
    (ZELENSKY, "Yes. We will stay here."),
]


@pytest.fixture
async def archive(memory_store: MemoryStore) -> MemoryStore:
    await keep(memory_store, make_briefing(5, said=SAID, published_at=NOON))
    return memory_store


async def judged(text: str, store: Store, clock: Clock | None = None) -> Judgement:
    return await check_quotes(text, store=store, clock=clock or SettableClock(), directory=SpeakerDirectory())


async def one(text: str, store: Store) -> Checked:
    (checked,) = (await judged(text, store)).checked
    return checked


@pytest.mark.parametrize("speaker", ["Putin", "Vladimir Putin", "putin", "President Putin", "Putin said", "Merkel"])
@pytest.mark.parametrize("form", ['{}: "{}"', "{}: {}", "{}: “{}” 🇺🇦", "{}: «{}»", "{}:\n“{}”"])
async def test_the_words_of_somebody_else_are_not_verbatim(archive: Store, speaker: str, form: str) -> None:
    checked = await one(form.format(speaker, "I can exchange it for NATO"), archive)
    assert checked.result is Result.OTHER_SPEAKER
    assert checked.found is not None
    assert checked.found.quote.speaker == ZELENSKY


@pytest.mark.parametrize(
    "text",
    [
        "“I can exchange it for NATO” — Putin",
        "“I can exchange it for NATO.” (Putin)",
        "I can exchange it for NATO. — Vladimir Putin",
        "“I can exchange it for NATO,” Putin said.",
        "“I can exchange it for NATO,” said Putin.",
        "Putin said: “I can exchange it for NATO.”",
        "Yesterday Vladimir Putin said “I can exchange it for NATO.”",
        "Zelensky: “Nobody was told about the wall.”",
        "Petro Zelensky: “I can exchange it for NATO.”",
    ],
)
async def test_whoever_is_named_is_compared(archive: Store, text: str) -> None:
    assert (await one(text, archive)).result is Result.OTHER_SPEAKER


@pytest.mark.parametrize(
    "text",
    [
        "Zelensky: “I can exchange it for NATO.”",
        "zelensky: I can exchange it for NATO",
        "Volodymyr Zelensky said: “I can exchange it for NATO.”",
        "“I can exchange it for NATO,” Zelensky said.",
        "“I can exchange it for NATO” — President Zelensky",
        "I can exchange it for NATO. — Zelenskyy",
        "He said: “I can exchange it for NATO.”",
        "“I can exchange it for NATO.” – he",
        f"“{OFFER}”",
        OFFER,
        "“If there is peace for Ukraine, I am ready.” […] “I can exchange it for NATO.”",
        "❝I can exchange it for NATO❞",
        "”I can exchange it for NATO”",
        "'I can exchange it for NATO'",
        '"I can exchange it for NATO',
        "“They call it “peace”, and I call it a pause.”",
        "They call it ‘peace,’ and I call it a pause",
        "Koval: are you ready to rebuild the port?",
        "-7 degrees is not cold, and .5 percent is nothing",
        "It fell to −5 degrees and the ruble lost 1.5 percent.",
    ],
)
async def test_what_the_source_says_is_verbatim(archive: Store, text: str) -> None:
    assert (await one(text, archive)).result is Result.VERBATIM


@pytest.mark.parametrize(
    "text",
    [
        "It fell to 5 degrees and the ruble lost 1.5 percent.",
        "It fell to -5 degrees and the ruble lost 15 percent.",
        "It fell to +5 degrees and the ruble lost 1.5 percent.",
        "7 degrees is not cold, and .5 percent is nothing.",
        "“7 degrees is not cold, and .5 percent is nothing.”",
        "-7 degrees is not cold, and 5 percent is nothing.",
        "5 percent is nothing",
        "Are you ready to rebuild the port.",
        "Are you ready to rebuild the port",
        "“Are you ready to rebuild the port!”",
        "I can exchange it for NATO?",
        "I can ‘exchange’ it for NATO.",
        "I can “exchange” it for NATO.",
        "“I can “exchange” it for NATO.”",
        '"I can exchange it for "NATO""',
        "Zelensky: “I can “exchange it” for NATO.”",
        "They call it peace, and I call it a pause.",
        "I will resign before the harbour opens again.",
        "I will […] resign before the harbour opens again.",
        "resign before the harbour opens again",
        "“one step back from what we agreed”",
        "I can exchange it for nato",
    ],
)
async def test_what_is_altered_is_not_verbatim(archive: Store, text: str) -> None:
    assert (await one(text, archive)).result is Result.ALTERED


async def test_a_left_out_negation_is_shown(archive: Store) -> None:
    checked = await one("resign before the harbour opens again", archive)
    assert [(change.text, change.kind) for change in checked.changes] == [
        ("I will not", "come"),
        ("resign before the harbour opens again.", "same"),
    ]


@pytest.mark.parametrize(
    "text", ["exchange it for NATO", ".5 percent is nothing", "the ruble lost 1.5 percent", "We will stay here."]
)
async def test_a_part_is_called_a_part(archive: Store, text: str) -> None:
    assert (await one(text, archive)).result is Result.PART


@pytest.mark.parametrize("emoji", ["🇺🇦", " 🔥🔥", "❗️", " 👩‍👩‍👧", "🏴\U000e0067\U000e0062\U000e007f", "️", "1️⃣"[1:]])
@pytest.mark.parametrize("text", ["I can exchange it for NATO.", "I will exchange it for NATO.", "exchange it for"])
async def test_a_flag_or_emoji_at_an_end_changes_nothing(archive: Store, text: str, emoji: str) -> None:
    wanted = await one(text, archive)
    for changed in (text + emoji, emoji + text, f"“{text}{emoji}”", f"“{text}” {emoji}"):
        assert await one(changed, archive) == wanted, changed


@pytest.mark.parametrize(
    ("text", "results", "left"),
    [
        (
            "Zelensky told us “I can exchange it for NATO” and then left for Brussels",
            [Result.VERBATIM],
            [("told us", Why.OUTSIDE), ("and then left for Brussels", Why.OUTSIDE)],
        ),
        (
            "“I can exchange it for NATO” and “the rest is open",
            [Result.VERBATIM],
            [("and", Why.OUTSIDE), ("the rest is open", Why.UNCLOSED)],
        ),
        (
            "“I can exchange it for NATO” but 'never again' they say",
            [Result.VERBATIM],
            [("but", Why.OUTSIDE), ("never again", Why.SINGLE), ("they say", Why.OUTSIDE)],
        ),
        ("He says “I can exchange it for NATO", [Result.VERBATIM], [("He says", Why.OUTSIDE)]),
        (
            "“a one” “b two” “c three” “d four” “e five” “f six”",
            [Result.NOT_FOUND] * 5,
            [("f six", Why.TOO_MANY)],
        ),
        ("“I can exchange it for NATO” 🇺🇦 !", [Result.VERBATIM], []),
    ],
)
async def test_what_was_not_compared_is_named(
    archive: Store, text: str, results: list[Result], left: list[tuple[str, Why]]
) -> None:
    judgement = await judged(text, archive)
    assert [checked.result for checked in judgement.checked] == results
    assert [(piece.text, piece.why) for piece in judgement.left] == left


@given(st.text(st.sampled_from("ab \n\"'“”«».,:-–—…[]🇺🇦"), max_size=120))
@settings(deadline=None)
async def test_every_letter_of_a_message_is_checked_or_named(text: str) -> None:
    assume(any(char.isalnum() for char in text))
    judgement = await judged(text, MemoryStore())
    shown = " ".join([*(one.asked for one in judgement.checked), *(piece.text for piece in judgement.left)])
    assert sum(char.isalnum() for char in shown) >= sum(char.isalnum() for char in text)


words = st.text(st.sampled_from("abcdefgmnostyäøжій"), min_size=1, max_size=7)
_PIECE = st.tuples(words, st.sampled_from(["", "", "", "", ",", ".", "?", "!", ":", ";", " —", "…"]))
quotes = st.lists(_PIECE, min_size=2, max_size=14).map(lambda pieces: " ".join(word + mark for word, mark in pieces))


async def holding(text: str) -> MemoryStore:
    store = MemoryStore()
    await keep(store, make_briefing(5, said=[(ZELENSKY, text)], published_at=NOON))
    return store


@given(quotes, st.sampled_from(["“{}”", "{}", '"{}"', "Zelensky: “{}”", "Volodymyr Zelensky: {}", "{} 🇺🇦", "« {} »"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_a_published_quote_as_it_stands_is_verbatim(text: str, form: str) -> None:
    assert (await one(form.format(text), await holding(text))).result is Result.VERBATIM


@given(st.data(), quotes, words, st.sampled_from(["change", "delete", "insert"]))
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_one_word_changed_left_out_or_added_is_never_verbatim(
    data: st.DataObject, text: str, word: str, how: str
) -> None:
    several = text.split(" ")
    places = [place for place, one in enumerate(several) if any(char.isalnum() for char in one)]
    place = data.draw(st.sampled_from(places))
    bare = several[place].strip(".,?!:;…")
    if how == "delete":
        changed = [*several[:place], *several[place + 1 :]]
    elif how == "insert":
        changed = [*several[:place], word, *several[place:]]
    else:
        assume(bare.casefold() != word.casefold())
        changed = [*several[:place], several[place].replace(bare, word), *several[place + 1 :]]
    asked = " ".join(changed)
    assume(plain_words(asked) != plain_words(text))
    store = await holding(text)
    for form in ("{}", "“{}”", "Zelensky: “{}”"):
        judgement = await judged(form.format(asked), store)
        assert Result.VERBATIM not in [checked.result for checked in judgement.checked], form


@given(quotes, st.sampled_from(DOUBLE_MARKS), st.data())
@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
async def test_marks_put_around_some_words_are_never_verbatim(text: str, mark: str, data: st.DataObject) -> None:
    several = text.split(" ")
    begin = data.draw(st.integers(0, len(several) - 1))
    end = data.draw(st.integers(begin + 1, len(several)))
    assume(begin > 0 and end < len(several))
    assume(any(char.isalnum() for word in several[begin:end] for char in word))
    marked = [*several[:begin], f"{mark}{' '.join(several[begin:end])}{mark}", *several[end:]]
    judgement = await judged(" ".join(marked), await holding(text))
    assert Result.VERBATIM not in [checked.result for checked in judgement.checked]


@pytest.mark.parametrize(
    ("line", "heading", "words"),
    [
        ('/check Putin: "I can exchange it for NATO"', "Another speaker", f"said by {ZELENSKY}, not by “Putin”"),
        ("/check Putin: “Nobody was told about the wall.”", "Another speaker", "does not say that they are by “Putin”"),
        ("/check exchange it for NATO", "Part of a quote", "it says more"),
        ("/check I can exchange it for NATO", "Verbatim", ZELENSKY),
        ("/check “I can exchange it for NATO” and more", "Verbatim", "outside quotation marks: and more"),
        ("/check resign before the harbour opens again", "Altered", "[+I will not+]"),
    ],
)
async def test_the_card_says_so(archive: MemoryStore, line: str, heading: str, words: str) -> None:
    told = await words_for(Answering(command_table(), Desk(store=archive, clock=SettableClock())), line)
    assert told.startswith(heading)
    assert words in told
