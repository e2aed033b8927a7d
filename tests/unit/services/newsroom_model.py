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
    verdicts: dict[tuple[int, str], bool] = field(default_factory=dict)

    @property
    def newest(self) -> int:
        return len(self.authors)

    @property
    def is_correction(self) -> bool:
        return self.status == PUBLISHED and self.published != self.newest

    @property
    def writers(self) -> set[str]:
        """Who wrote what readers have not seen yet."""
        return set(self.authors[self.published or 0 :])

    def visible(self, now: datetime) -> bool:
        return self.status == PUBLISHED and (self.embargo is None or self.embargo <= now)

    def edit(self, person: str) -> None:
        self.authors.append(person)
        if self.status == IN_REVIEW:
            self.status = DRAFT

    def may_edit(self) -> bool:
        return self.status != WITHDRAWN

    def may_submit(self) -> bool:
        return self.status == DRAFT or self.is_correction

    def may_approve(self, person: str) -> bool:
        waits = self.status in {DRAFT, IN_REVIEW} or self.is_correction
        return waits and person not in self.writers

    def may_return(self) -> bool:
        return self.status == IN_REVIEW or self.is_correction

    def four_eyes(self, person: str) -> bool:
        """Whether two different people would stand behind the newest revision if this one published it."""
        approved = any(
            good and revision == self.newest and reviewer not in self.writers
            for (revision, reviewer), good in self.verdicts.items()
        )
        return approved or person not in self.writers

    def may_publish(self, person: str) -> bool:
        return self.status in {DRAFT, IN_REVIEW} and self.four_eyes(person)

    def publish(self, embargo: datetime | None) -> None:
        self.status, self.published, self.plan = PUBLISHED, self.newest, None
        self.embargo = embargo

    def may_correct(self, person: str) -> bool:
        return self.is_correction and self.four_eyes(person)

    def correct(self) -> None:
        self.authors.append(self.authors[-1])
        self.published = self.newest
