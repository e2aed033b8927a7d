"""What commands work with."""

from dataclasses import dataclass, field
from datetime import date
from zoneinfo import ZoneInfo

from bot.chat.cards.previews import Previews
from bot.chat.change_signal import Bell
from bot.chat.health import Watch
from bot.chat.owners import Access
from briefings.domain.drafting import Article, Draft
from briefings.domain.errors import UserError
from briefings.domain.policy import EditorialPolicy
from briefings.ports.clock import Clock
from briefings.ports.drafter import Drafter
from briefings.ports.intake import Files, Pages
from briefings.ports.store import Store
from briefings.services.speakers.speaker_directory import SpeakerDirectory


@dataclass(frozen=True, slots=True)
class Desk:
    """The core's ports and the operator's rules, joined once by the composition root and handed to every command.

    ``zone`` is where the newsroom's days begin; a new draft's summary has ``summary_sentences``. Without ``pages``
    and ``files``, articles come as text only, and without ``drafter`` not at all; ``previews`` are the ways in which a
    draft can be looked at. ``health`` tells how the parts of the program are doing. ``bell`` is rung when something
    was planned or owed, ``team_bell`` when the newsroom's people changed.
    """

    store: Store
    clock: Clock
    access: Access = field(default_factory=Access)
    zone: ZoneInfo = field(default_factory=lambda: ZoneInfo("UTC"))
    directory: SpeakerDirectory = field(default_factory=SpeakerDirectory)
    policy: EditorialPolicy = field(default_factory=EditorialPolicy)
    summary_sentences: int = 3
    pages: Pages | None = None
    files: Files | None = None
    drafter: Drafter | None = None
    previews: Previews = field(default_factory=dict)
    bell: Bell = field(default_factory=Bell)
    team_bell: Bell = field(default_factory=Bell)
    health: Watch = field(default_factory=Watch)

    def today(self) -> date:
        """The newsroom's present day."""
        return self.clock.now().astimezone(self.zone).date()

    async def draft(self, article: Article) -> Draft:
        """Read the draft of a briefing out of an article. Raises UserError where it cannot be read."""
        if self.drafter is None:
            raise UserError("Articles are not read here.")
        return await self.drafter.draft(article, sentences=self.summary_sentences)
