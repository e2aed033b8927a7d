"""/log, /report, /reports and /forgetme: who did what, and what readers say."""

from bot.chat.asking import Ask
from bot.chat.cards import Action, Bullets, Card, Field, Form, Heading, Note, Text
from bot.chat.catalogue import entry
from bot.chat.commands.table import Audience, Command, Option, OptionKind
from bot.chat.commands.team import NEWSROOM
from bot.chat.desk import Desk
from briefings.services.forget_reader import forget_reader
from briefings.services.report_error import open_reports, report_error, settle_report
from briefings.services.verify_log import read_log, verify_log

_AT_HAND = 4
"""Reports that have buttons: each takes a row of Discord's components."""


async def log(ask: Ask, desk: Desk) -> Card:
    """Show the newest entries of the audit log, and whether the chain is whole."""
    t = ask.t
    entries = await read_log(limit=20, briefing=ask.number("briefing"), store=desk.store)
    lines = tuple(
        f"{e.number} · {t.moment(e.at, desk.zone)} · {e.actor} · {e.act} · {e.subject} {e.detail}".rstrip()
        for e in entries
    )
    check = await verify_log(store=desk.store)
    if check.broken_at is None:
        state = t.n("The chain is whole: {n} entry.", "The chain is whole: {n} entries.", check.entries)
    else:
        state = t("The chain is broken at entry {number}: somebody changed the log.", number=check.broken_at)
    return Card((Heading(t("Audit log")), Bullets(lines) if lines else Note(t("Nothing was done yet.")), Note(state)))


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


async def forgetme(ask: Ask, desk: Desk) -> Card:
    """Erase what is kept of the asker."""
    private_chat = ask.chat if ask.direct else None
    rows = await forget_reader(ask.person, private_chat=private_chat, store=desk.store)
    erased = ask.t.n("Erased {n} entry about you.", "Erased {n} entries about you.", rows)
    sentence = erased if rows else ask.t("Nothing was kept of you.")
    return Card((Text(sentence), Note(ask.t("What an editor did stays in the audit log."))), private=True)


LOG = Command(
    name="log",
    help=entry("Who did what, chained so that no entry can be changed unseen."),
    example="/log 12",
    answer=log,
    options=(Option("briefing", OptionKind.NUMBER, entry("Of one briefing only.")),),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
REPORT = Command(
    name="report",
    help=entry("Tell the editors about an error."),
    example="/report 12 The summit is on Thursday.",
    answer=report,
    options=(
        Option("briefing", OptionKind.BRIEFING, entry("The briefing's number."), required=True),
        Option("reason", OptionKind.TEXT, entry("What is wrong."), rest=True),
    ),
)
REPORTS = Command(
    name="reports",
    help=entry("Errors that readers reported."),
    example="/reports settle 3",
    answer=reports,
    options=(Option("settle", OptionKind.NUMBER, entry("Close this report."), keyword=True),),
    audience=Audience.NEWSROOM,
    group=NEWSROOM,
)
FORGETME = Command(
    name="forgetme",
    help=entry("Erase what is kept of you."),
    example="/forgetme",
    answer=forgetme,
)
