"""What an import asks of single records: whole sources, a whole log, and an entry in it for all that readers see."""

from datetime import UTC, datetime

from briefings.domain.audit import Act, AuditEntry, Erasures, briefing_subject, follows
from briefings.domain.policy import EditorialPolicy
from briefings.domain.reviewing import Verdict
from briefings.domain.source import fingerprint, is_web_address
from briefings.ports.records import Record
from briefings.ports.store import Unit
from briefings.services.people.roles import keys_of

_MANY = 100_000
_SHOWN = {Act.PUBLISH, Act.CORRECT}
_CURE = "the setting DAYBRIEF_EDITORIAL_FOUR_EYES asks for somebody else's approval, and only without it this comes in"


class UnprovenError(ValueError):
    """A record claims what nothing in the file bears out; the sentence says what."""


def check_source(record: Record) -> None:
    """Refuse an article whose text is not the one that was read, or whose address is none of the web."""
    if not isinstance(record.get("text"), str) or fingerprint(record["text"]) != record.get("sha256"):
        raise UnprovenError("the text of the source was changed: it does not fit its “sha256”")
    if not (record.get("url") is None or (isinstance(record["url"], str) and is_web_address(record["url"]))):
        raise UnprovenError("“url” is no http or https address")


class Chain:
    """The audit log as it comes by."""

    def __init__(self) -> None:
        self._last: AuditEntry | None = None
        self._erasures = Erasures()

    def add(self, record: Record) -> None:
        """Refuse an entry that does not follow the one before."""
        try:
            at = datetime.strptime(record["at"], "%Y-%m-%dT%H:%M:%S.%fZ").replace(tzinfo=UTC)
            entry = AuditEntry(**{**record, "at": at})
        except (KeyError, TypeError, ValueError) as error:
            raise UnprovenError("it is no entry of an audit log") from error
        texts = (
            entry.actor,
            entry.act,
            entry.subject,
            entry.detail,
            entry.previous,
            entry.hash,
            entry.keys,
            entry.marks,
        )
        if not all(isinstance(text, str) for text in texts) or not follows(entry, self._last):
            raise UnprovenError("the audit log is broken here: somebody changed it")
        self._last = entry
        self._erasures.add(entry)

    def end(self) -> None:
        """Refuse a log of which something was erased without a word of it."""
        if self._erasures.untold is not None:
            raise UnprovenError("of the audit log was erased what it does not tell")


async def check_proven(kind: str, record: Record, *, policy: EditorialPolicy, unit: Unit) -> None:
    """Refuse a verdict, a planned publication or a publication that the log does not name.

    Under four eyes a publication needs two people here as well, as ``release`` does; the sample that ships is nobody's.
    A correction is approved with its public note, as one revision.
    """
    briefing, revision = await unit.briefings.get(str(record.get("briefing_id"))), record.get("revision")
    if briefing is None or not isinstance(revision, int):
        return
    entries = await unit.audit.latest(limit=_MANY, subject=briefing_subject(briefing.number))
    acts = [(entry.act, _revision_in(entry), entry.actor) for entry in entries]
    if kind == "review":
        wanted = (Act.APPROVE, revision, record.get("reviewer"))
        if record.get("verdict") == Verdict.APPROVED and wanted not in acts:
            raise UnprovenError(f"the audit log knows of no such approval of briefing {briefing.number}")
    elif not briefing.sample:
        shown = {Act.SCHEDULE} if kind == "planned_publication" else _SHOWN
        people = {actor for act, number, actor in acts if act in shown and number == revision}
        if not people:
            raise UnprovenError(f"the audit log does not say who published briefing {briefing.number}")
        people |= {actor for act, number, actor in acts if act is Act.APPROVE and number == revision}
        seen = max((number for act, number, _ in acts if act in _SHOWN and number < revision), default=0)
        if policy.four_eyes and people <= await keys_of(
            await _authors(briefing.id, seen, revision, unit=unit), owners=policy.owners, unit=unit
        ):
            raise UnprovenError(f"briefing {briefing.number} was published by its author alone; {_CURE}")


async def _authors(briefing_id: str, seen: int, revision: int, *, unit: Unit) -> set[str]:
    """Everybody who wrote what a publication showed first."""
    return {r.author for r in await unit.briefings.revisions(briefing_id) if seen < r.number <= revision}


def _revision_in(entry: AuditEntry) -> int:
    """The revision that an entry's detail begins with ("r3 …"), else 0."""
    word = entry.detail.partition(" ")[0]
    return int(word[1:]) if word[:1] == "r" and word[1:].isdecimal() else 0
