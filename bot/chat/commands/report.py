"""/report and /reports: the errors that readers find, and the editors' queue of them."""

from bot.chat.asking import Ask
from bot.chat.cards.cards import Action, Bullets, Card, Field, Form, Heading, Note, Text
from bot.chat.catalogue import entry
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from bot.chat.table import Audience, Command, Option, OptionKind
from briefings.services.editing.report_error import open_reports, report_error, settle_report

_AT_HAND = 4
"""Reports that have buttons: each takes a row of Discord's components."""


async def report(ask: Ask, desk: Desk) -> Card:
    """Take a reader's report of an error; asked without a reason, ask for it."""
    number, reason = ask.given_number("briefing"), ask.text("reason")
    if reason is None:
        field = Field("reason", ask.t("What is wrong, and how do you know?"), required=True, long=True)
        form = Form(ask.t("Report an error in briefing {number}", number=number), f"report {number}", (field,))
        return Card((), form=form)
    await report_error(number, reason, by=ask.person, store=desk.store, clock=desk.clock)
    return Card((Text(ask.t("Thank you. The editors will look at briefing {number}.", number=number)),), private=True)


async def reports(ask: Ask, desk: Desk) -> Card:
    """List open reports, or settle one."""
    t, settled = ask.t, ask.number("settle")
    if settled is not None:
        await settle_report(settled, by=ask.person, store=desk.store, clock=desk.clock)
    found = await open_reports(store=desk.store)
    if not found:
        return Card((Note(t("No report is open.")),))
    lines = tuple(
        t("{id} · briefing {number}: {reason}", id=r.id, number=r.briefing_number, reason=r.reason) for r in found
    )
    rows = tuple(
        (
            Action(t("Settle {id}", id=r.id), f"reports settle:{r.id}"),
            Action(t("Review {number}", number=r.briefing_number), f"review {r.briefing_number}", replaces=False),
        )
        for r in found[:_AT_HAND]
    )
    note = Note(t("/reports settle {id} closes one.", id=found[0].id))
    return Card((Heading(t("Reported errors")), Bullets(lines), note), rows=rows)


REPORT = Command(
    name="report",
    help=entry("Tell the editors about an error."),
    example="/report 12 The summit is on Thursday.",
    answer=report,
    options=(
        Option("briefing", OptionKind.BRIEFING, entry("The briefing's number."), required=True),
        Option("reason", OptionKind.TEXT, entry("What is wrong."), rest=True, verbatim=True),
    ),
)
REPORTS = Command(
    name="reports",
    help=entry("Errors that readers reported."),
    example="/reports settle 3",
    answer=reports,
    options=(Option("settle", OptionKind.NUMBER, entry("Close this report."), keyword=True),),
    audience=Audience.NEWSROOM,
    private=True,
    group=NEWSROOM,
)
