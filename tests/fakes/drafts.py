"""A draft of an editor's, and the people around it."""

from dataclasses import replace
from datetime import timedelta

from briefings.domain.briefing import Briefing
from briefings.domain.people import Identity, Platform
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import item_key
from briefings.ports.store import Store
from tests.fakes.newsroom import keep, make_briefing

ANA = Identity(Platform.TELEGRAM, "5")
ANA_TOO = Identity(Platform.DISCORD, "55")
BEN = Identity(Platform.DISCORD, "7")
ALONE = EditorialPolicy()
FOUR_EYES = EditorialPolicy(four_eyes=True)
HOUR = timedelta(hours=1)


async def drafted(store: Store) -> Briefing:
    """A draft of Ana's with a quote, a quote by nobody, a figure and an open date."""
    briefing = make_briefing(
        1,
        said=[("Ada Byron", "We are ready for peace"), (None, "It is a scandal")],
        counted=[(267, "attack drones")],
        dated=[("Thursday", None)],
        published_at=None,
    )
    revision = replace(briefing.revision, author=str(ANA))
    briefing = replace(briefing, revision=revision)
    await keep(store, briefing)
    return briefing


def quote_keys(briefing: Briefing) -> list[str]:
    return [item_key(quote) for quote in briefing.content.quotes]
