"""A newsroom in one store: its people write lines and read cards."""

from bot.bootstrap.previews import PREVIEWS
from bot.chat.abilities import Abilities
from bot.chat.answering import Answering
from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Card
from bot.chat.catalogue import Catalogue
from bot.chat.commands.listed import command_table
from bot.chat.desk import Desk
from bot.chat.input.parsing import Typed
from bot.chat.owners import Access
from bot.console.render import plain
from briefings.adapters.files.reading import WorkerFiles
from briefings.domain.people import ChatAddress, Identity, Platform, Role
from briefings.domain.policy import EditorialPolicy
from briefings.ports.drafter import Drafter
from briefings.ports.store import Store
from briefings.services.people.roles import find_roles
from tests.fakes.clock import SettableClock
from tests.fakes.drafter import DraftsHere
from tests.unit.chat.asking import HEARS

OWNER = Identity(Platform.TELEGRAM, "1")
ANA = Identity(Platform.TELEGRAM, "5")
BEN = Identity(Platform.DISCORD, "7")
READER = Identity(Platform.TELEGRAM, "9")
ARTICLE = """Harbour wall to be rebuilt

The harbour wall will be rebuilt from 9 March, harbour master Ines Duarte said on Monday.

"We waited too long with this wall," Duarte told reporters. "Now it cannot wait."

About 1,200 passengers a day will have to change at the station, the port authority said."""

DESCRIBED = '/describe 1 date 2026-03-02 publisher "Quay Gazette"'
"""What has to be known of the article before it is published."""


class Editors:
    """Answers lines of several people over one store."""

    def __init__(
        self,
        store: Store,
        clock: SettableClock,
        *,
        policy: EditorialPolicy | None = None,
        drafter: Drafter | None = None,
    ) -> None:
        async def roles(person: Identity) -> frozenset[Role]:
            return await find_roles(person, store=store)

        access = Access(owners=frozenset({OWNER}), roles_of=roles)
        self.desk = Desk(
            store=store,
            clock=clock,
            access=access,
            files=WorkerFiles.with_slots(),
            drafter=drafter or DraftsHere(),
            policy=policy or EditorialPolicy(),
            previews=PREVIEWS,
        )
        self.answering = Answering(command_table(), self.desk)

    def ask(self, person: Identity, typed: Typed, *, abilities: Abilities = HEARS) -> Ask:
        chat = ChatAddress(person.platform, person.user_id)
        return Ask(person, chat, typed.command, Catalogue(), typed.values, direct=True, abilities=abilities)

    async def card(self, person: Identity, line: str) -> Card:
        typed = self.answering.parse(line)
        assert typed is not None, line
        card = await self.answering.answer(self.ask(person, typed))
        assert card is not None
        return card

    async def says(self, person: Identity, line: str) -> str:
        return plain(await self.card(person, line))

    async def hears(self, person: Identity, text: str) -> str:
        card = await self.answering.hear(self.ask(person, Typed("")), text)
        return "" if card is None else plain(card)

    async def press(self, person: Identity, card: Card, label: str) -> Card:
        """Press a button, or choose from a menu."""
        buttons = [b for row in card.rows for b in row if isinstance(b, Action)]
        buttons += [choice for menu in card.menus for choice in menu.choices]
        return await self.card(person, next(b.line for b in buttons if b.label == label))


async def with_people(store: Store, clock: SettableClock) -> Editors:
    """An owner, the editor Ana and the reviewer Ben over an empty store."""
    made = Editors(store, clock)
    await made.says(OWNER, "/team add telegram:5 editor Ana")
    await made.says(OWNER, "/team add discord:7 reviewer Ben")
    return made
