"""Whether somebody really said it, over each of the three stores."""

import pytest

from briefings.domain.errors import UserError
from briefings.ports.store import Store
from briefings.services.archive.check_quote import Result, check_quotes
from briefings.services.speakers.speaker_directory import SpeakerDirectory
from tests.contract.drafting import published
from tests.fakes.clock import SettableClock
from tests.fakes.stories import offer

VERBATIM = [
    "I can exchange it for NATO.",
    "I can exchange it for NATO",
    "“I can exchange it for NATO.”",
    "'I can exchange it for NATO'",
    "i can exchange it for NATO!",
    "  I can\n exchange   it for NATO ",
    "offended",
]


PART = [
    "exchange it for NATO",
    "if you really need me to leave my post",
    '"If there is peace for Ukraine, if you really need me to leave my post, I am ready," [...] "I can exchange it"',
    "I am ready … I can exchange it for NATO",
    "I am ready. I can exchange it for NATO",
]


ALTERED = [
    "I can exchange it for nato.",
    "I can exchange it for NATO membership",
    "I can exchange it for NATOs",
    "I can exchange it for the NATO",
    "I can't exchange it for NATO",
    "I could exchange it for NATO",
    "If there is peace for Ukraine, if you really want me to leave my post, I am ready",
    "If there is peace for Ukraine if you really need me to leave my post, I am ready",
    "ofended",
]


NOT_FOUND = ["The moon is made of cheese", "I", "12345", "Зустріч", "exchange rates rose sharply in February"]


@pytest.mark.parametrize(
    ("text", "result"),
    [
        *((text, Result.VERBATIM) for text in VERBATIM),
        *((text, Result.PART) for text in PART),
        *((text, Result.ALTERED) for text in ALTERED),
        *((text, Result.NOT_FOUND) for text in NOT_FOUND if text != "I"),
    ],
)
async def test_a_quote_is_verbatim_altered_or_unknown(
    store: Store, clock: SettableClock, text: str, result: Result
) -> None:
    await published(store, clock, offer())
    (checked,) = (await check_quotes(text, store=store, clock=clock, directory=SpeakerDirectory())).checked
    assert checked.result is result
    if result is Result.ALTERED:
        assert checked.found is not None
        assert any(change.kind != "same" for change in checked.changes)


async def test_every_one_letter_change_is_altered(memory_store: Store, clock: SettableClock) -> None:
    await published(memory_store, clock, offer())
    said = "If there is peace for Ukraine, if you really need me to leave my post, I am ready"
    for at, letter in enumerate(said):
        if letter.isalpha() and at > 0:
            changed = f"{said[:at]}{'x' if letter != 'x' else 'y'}{said[at + 1 :]}"
            judged = await check_quotes(changed, store=memory_store, clock=clock, directory=SpeakerDirectory())
            (checked,) = judged.checked
            assert checked.result is Result.ALTERED, changed
            kinds = [change.kind for change in checked.changes]
            assert kinds.count("gone") == kinds.count("come") == 1, changed


async def test_each_quote_of_a_message_is_checked(store: Store, clock: SettableClock) -> None:
    await published(store, clock, offer())
    message = 'He said "I can exchange it for NATO" and, some claim, "I will never ever resign at all".'
    judged = await check_quotes(message, store=store, clock=clock, directory=SpeakerDirectory())
    assert [one.result for one in judged.checked] == [Result.VERBATIM, Result.NOT_FOUND]


@pytest.mark.parametrize("text", ["", "!!!", "x" * 4001])
async def test_what_cannot_be_checked_is_refused(store: Store, clock: SettableClock, text: str) -> None:
    with pytest.raises(UserError):
        await check_quotes(text, store=store, clock=clock, directory=SpeakerDirectory())
