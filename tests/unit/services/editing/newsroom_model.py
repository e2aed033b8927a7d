"""What must be true of a newsroom under four eyes, kept beside the real one in the plainest way."""

from dataclasses import dataclass, field
from datetime import datetime

DRAFT, IN_REVIEW, PUBLISHED, WITHDRAWN = "draft", "in review", "published", "withdrawn"


@dataclass(slots=True)
class Story:
    """One briefing: the author of each revision by its number (from 1), and how far it has come."""

    headline: str
    items: int
    authors: list[str]
    status: str = DRAFT
    published: int | None = None
    embargo: datetime | None = None
    plan: tuple[datetime, int] | None = None
    verdicts: dict[str, bool] = field(default_factory=dict)
    note: tuple[str, bool] | None = None
    """What the newest revision says publicly, and whether it is material."""
    told: str | None = None
    """The public reason of a withdrawal."""

    @property
    def newest(self) -> int:
        return len(self.authors)

    @property
    def is_correction(self) -> bool:
        return self.status == PUBLISHED and self.published != self.newest

    @property
    def writers(self) -> set[str]:
        """Who wrote what readers have not seen yet."""
        if self.status == WITHDRAWN:
            return {self.authors[-1]}
        return set(self.authors[self.published or 0 :])

    def visible(self, now: datetime) -> bool:
        return self.status == PUBLISHED and (self.embargo is None or self.embargo <= now)

    def edit(self, person: str) -> None:
        self.authors.append(person)
        self.note, self.verdicts = None, {}
        if self.status == IN_REVIEW:
            self.status = DRAFT

    def may_edit(self) -> bool:
        return self.status != WITHDRAWN

    def may_submit(self) -> bool:
        return self.status == DRAFT or self.is_correction

    def may_approve(self, person: str) -> bool:
        waits = self.status in {DRAFT, IN_REVIEW} or self.is_correction or self.waits_for_a_note
        return waits and person not in self.writers

    def may_return(self) -> bool:
        waits = self.status == IN_REVIEW or self.is_correction or self.waits_for_a_note
        return waits or (self.status == DRAFT and self.is_approved)

    @property
    def waits_for_a_note(self) -> bool:
        """Whether it is withdrawn and somebody proposed why."""
        new = self.published != self.newest and self.note is not None and self.note[0] != self.told
        return self.status == WITHDRAWN and new

    @property
    def is_approved(self) -> bool:
        return True in self.verdicts.values()

    def judge(self, person: str, good: bool) -> None:
        """The latest word stands: contrary ones are gone."""
        self.verdicts = {other: known for other, known in self.verdicts.items() if known is good} | {person: good}
        if good and self.waits_for_a_note and self.note is not None:
            self.told = self.note[0]

    def four_eyes(self, person: str) -> bool:
        """Whether two different people would stand behind the newest revision if this one published it."""
        if False in self.verdicts.values():
            return False
        return any(reviewer not in self.writers for reviewer in self.verdicts) or person not in self.writers

    def may_publish(self, person: str) -> bool:
        return self.status in {DRAFT, IN_REVIEW} and self.four_eyes(person)

    def publish(self, embargo: datetime | None) -> None:
        self.status, self.published, self.plan = PUBLISHED, self.newest, None
        self.embargo = embargo

    def may_correct(self, person: str, note: tuple[str, bool]) -> bool:
        """A new note may always be proposed; one that is there goes out with four eyes."""
        return self.is_correction and (self.note != note or self.four_eyes(person))

    def correct(self, person: str, note: tuple[str, bool]) -> bool:
        """Propose the note, or publish with it; tells whether readers see it now."""
        if self.note != note:
            self.edit(person)
            self.note = note
            return False
        self.published = self.newest
        return True

    def withdraw(self, person: str, note: str) -> None:
        """At once; the reason waits for a second pair of eyes."""
        proposed = self.waits_for_a_note and self.note == (note, False)
        self.status = WITHDRAWN
        if note != self.told and not proposed:
            self.edit(person)
            self.note = (note, False)
