"""Readers report errors; editors settle the reports."""

from collections.abc import Sequence

from briefings.domain.audit import Act, briefing_subject
from briefings.domain.errors import UserError
from briefings.domain.people import Identity
from briefings.domain.reports import MAX_REASON, REPORT_WINDOW, REPORTS_A_DAY, ErrorReport
from briefings.ports.clock import Clock
from briefings.ports.store import Store
from briefings.services.archive.published_briefing import published_briefing
from briefings.services.people.roles import person_key


async def report_error(number: int, reason: str, *, by: Identity, store: Store, clock: Clock) -> ErrorReport:
    """Put a reader's report of a published briefing into the editors' queue.

    Raises:
        UserError: no such published briefing, no reason, or too many reports of one reader.
    """
    reason = " ".join(reason.split())
    if not 0 < len(reason) <= MAX_REASON:
        raise UserError("Say in one to {most} characters what is wrong: /report {number} and the reason.",
                        most=MAX_REASON, number=number)  # fmt: skip
    now = clock.now()
    async with store.writing() as unit:
        await published_briefing(number, unit=unit, now=now)
        if await unit.reports.count(by, since=now - REPORT_WINDOW) >= REPORTS_A_DAY:
            raise UserError("You have reported {most} errors within a day. Please wait until tomorrow.",
                            most=REPORTS_A_DAY)  # fmt: skip
        return await unit.reports.add(briefing_number=number, reason=reason, reporter=by, at=now)


async def open_reports(*, store: Store) -> Sequence[ErrorReport]:
    """Reports that wait for an editor, oldest first."""
    async with store.reading() as unit:
        return await unit.reports.open()


async def settle_report(report_id: int, *, by: Identity, store: Store, clock: Clock) -> None:
    """Close a report. Raises UserError when it is not open."""
    async with store.writing() as unit:
        person = await person_key(by, unit=unit)
        reports = {report.id: report for report in await unit.reports.open(limit=10_000)}
        if report_id not in reports or not await unit.reports.settle(report_id, by=person, at=clock.now()):
            raise UserError("There is no open report {id}. /reports lists them.", id=report_id)
        subject = briefing_subject(reports[report_id].briefing_number)
        detail = f"report {report_id}"
        await unit.audit.append(at=clock.now(), actor=person, act=Act.RESOLVE, subject=subject, detail=detail)
