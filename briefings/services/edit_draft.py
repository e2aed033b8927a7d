"""Writes an editor's change of a briefing's content as a new numbered revision."""

from dataclasses import replace

from briefings.domain.briefing import Briefing, Content, Revision, Status
from briefings.domain.errors import UserError
from briefings.domain.gate import check_verbatim
from briefings.ports.clock import Clock
from briefings.ports.store import Store


async def edit_draft(
    briefing_id: str, content: Content, *, seen_revision: int, author: str, store: Store, clock: Clock
) -> Briefing:
    """Keep ``content`` as the next revision of a briefing that the editor saw at ``seen_revision``.

    What readers see stays the published revision until the next publication.

    Raises:
        UserError: no such briefing, it is withdrawn, or somebody else changed it meanwhile.
        NotVerbatimError: an item is not the source's own text.
    """
    async with store.writing() as unit:
        before = await unit.briefings.get(briefing_id)
        if before is None:
            raise UserError("That briefing does not exist.")
        if before.status is Status.WITHDRAWN:
            raise UserError("Briefing {number} is withdrawn and cannot be changed.", number=before.number)
        check_verbatim(content, before.source.text)
        after = with_revision(before, content, author=author, clock=clock)
        if before.revision.number != seen_revision or not await unit.briefings.save(after, seen_revision=seen_revision):
            raise UserError(
                "Somebody else changed briefing {number} meanwhile. Open it again to see how.", number=before.number
            )
    return after


def with_revision(before: Briefing, content: Content, *, author: str, clock: Clock) -> Briefing:
    """The briefing with one more revision."""
    now = clock.now()
    revision = Revision(before.revision.number + 1, content, author, now)
    return replace(before, revision=revision, updated_at=now)
