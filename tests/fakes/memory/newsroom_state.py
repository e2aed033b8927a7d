"""What the memory store keeps of the newsroom at work."""

from copy import copy
from dataclasses import dataclass, field, fields

from briefings.domain.audit import AuditEntry
from briefings.domain.conversations import Conversation
from briefings.domain.copies import CopyEdit
from briefings.domain.people import ChatAddress, Identity, Platform
from briefings.domain.publications import PlannedPublication
from briefings.domain.reports import ErrorReport
from briefings.domain.reviewing import Review
from briefings.domain.team import LinkCode, Member


@dataclass(slots=True)
class NewsroomState:
    """Dictionaries and lists of frozen values only, so that a copy of each is a copy of all."""

    members: dict[str, Member] = field(default_factory=dict)
    link_codes: dict[Identity, LinkCode] = field(default_factory=dict)
    audit: list[AuditEntry] = field(default_factory=list)
    conversations: dict[tuple[Identity, ChatAddress], Conversation] = field(default_factory=dict)
    kept_items: dict[str, frozenset[str]] = field(default_factory=dict)
    seen_revisions: dict[tuple[str, str], int] = field(default_factory=dict)
    reviews: dict[tuple[str, int, str], Review] = field(default_factory=dict)
    publications: dict[str, PlannedPublication] = field(default_factory=dict)
    reports: dict[int, ErrorReport] = field(default_factory=dict)
    key: str = ""
    copy_edits: dict[tuple[Platform, str, str, str], CopyEdit] = field(default_factory=dict)

    def __copy__(self) -> "NewsroomState":
        """Copy each field, so that the copy can be changed alone."""
        return NewsroomState(**{kept.name: copy(getattr(self, kept.name)) for kept in fields(self)})
