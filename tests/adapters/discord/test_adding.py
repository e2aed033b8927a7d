"""An editor gives an article through the form, as a text or as a file, and works on its draft by forms and buttons."""

from bot.chat.answering import Answering
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.owners import Access
from briefings.adapters.files.reading import WorkerFiles
from briefings.domain.people import Identity, Role
from tests.adapters.discord.conftest import ADA
from tests.adapters.discord.newsroom import make_answering, running
from tests.fakes.clock import SettableClock
from tests.fakes.discord_api.interactions import MODAL
from tests.fakes.discord_api.people import Person
from tests.fakes.discord_api.server import DiscordApi
from tests.fakes.discord_api.world import Channel
from tests.fakes.drafter import DraftsHere
from tests.fakes.memory.store import MemoryStore

ARTICLE = (
    "Harbour wall to be rebuilt\n\nThe harbour wall will be rebuilt from 9 March, harbour master Ines Duarte said.\n\n"
    '"We waited too long with this wall," Duarte told reporters. "Now it cannot wait."'
)


async def editors(person: Identity) -> frozenset[Role]:
    return frozenset({Role.EDITOR}) if person.user_id == str(ADA) else frozenset()


def empty_newsroom() -> Answering:
    access, files = Access(roles_of=editors), WorkerFiles.with_slots()
    desk = Desk(store=MemoryStore(), clock=SettableClock(), access=access, files=files, drafter=DraftsHere())
    return Answering(command_table(), desk)


async def test_the_form_has_five_fields_and_takes_a_text(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, empty_newsroom()):
        asked = await ada.slash(channel, "add")
        assert asked.answer_kind == MODAL
        assert asked.modal is not None
        assert [row["component"]["type"] for row in asked.modal["components"]] == [19, 4, 4, 4, 4]
        draft = await ada.submit(
            channel, asked.modal, article=ARTICLE, source_publisher="The Quay Gazette", source_date="2026-03-02"
        )
    assert "Harbour wall to be rebuilt" in draft.text()
    assert "Not known" not in draft.text()
    assert "Is that right?" not in draft.text()
    assert "9 March 2026" in draft.text()


async def test_the_form_takes_a_file(api: DiscordApi, ada: Person, channel: Channel) -> None:
    async with running(api, empty_newsroom()):
        asked = await ada.slash(channel, "add")
        assert asked.modal is not None
        draft = await ada.submit(channel, asked.modal, file=("wall.txt", ARTICLE.encode()), source_date="2 March 2026")
        strange = await ada.submit(channel, asked.modal, file=("wall.exe", b"MZ\x90\x00"))
        nothing = await ada.submit(channel, asked.modal)
    assert "9 March 2026" in draft.text()
    assert "no kind of file" in strange.text()
    assert "Open the form" in str(nothing.original)


async def test_a_reader_sends_a_forged_form_in_vain(api: DiscordApi, ada: Person, channel: Channel) -> None:
    eve = api.people.person(66, "Eve")
    async with running(api, empty_newsroom()):
        refused = await eve.slash(channel, "add")
        asked = await ada.slash(channel, "add")
        assert asked.modal is not None
        forged = await eve.submit(channel, asked.modal, article=ARTICLE)
    assert "Only an editor" in refused.text()
    assert "Only an editor" in forged.text()


async def test_a_button_opens_a_form_whose_answer_is_held_to_the_source(
    api: DiscordApi, ada: Person, channel: Channel
) -> None:
    async with running(api, empty_newsroom()):
        draft = await ada.slash(channel, "add", article=ARTICLE)
        assert draft.original is not None
        opened = await ada.press(draft.original, "Headline")
        assert opened.modal is not None
        assert opened.modal["components"][0]["component"]["value"] == "Harbour wall to be rebuilt"
        wrong = await ada.submit(channel, opened.modal, words="There are 99 walls")
        right = await ada.submit(channel, opened.modal, words="The wall is rebuilt")
        late = await ada.submit(channel, opened.modal, words="The wall stands again")
    assert "“99”" in wrong.text()
    assert "The wall is rebuilt" in right.text()
    assert "changed briefing 1 meanwhile" in late.text()


async def test_a_reader_reports_an_error_by_a_button(api: DiscordApi, ada: Person, channel: Channel) -> None:
    eve = api.people.person(66, "Eve")
    async with running(api, await make_answering(access=Access(roles_of=editors))):
        shown = await eve.slash(channel, "brief")
        assert shown.original is not None
        asked = await eve.press(shown.original, "Report an error")
        assert asked.modal is not None
        thanks = await eve.submit(channel, asked.modal, reason="It was March 7.")
        listed = await ada.slash(channel, "reports")
    assert "Thank you" in thanks.text()
    assert thanks.ephemeral
    assert "It was March 7." in listed.text()
