"""A chat's digest plan as a card."""

from collections.abc import Callable, Sequence

from bot.chat.cards.cards import Action, Block, Bullets, Button, Card, Heading, Menu, Note, Text
from bot.chat.catalogue import Catalogue
from briefings.domain.subscriptions import AlertMode, PauseKind, PlanEntry, Style, Subscription, WhenEmpty
from briefings.domain.timing import EVERY_DAY

_WEEKDAYS = frozenset(range(5))
_NAMED = 8
"""So many of the topics and speakers that a plan follows are named in it."""


def plan_card(
    plan: Subscription | None,
    t: Catalogue,
    *,
    done: str | None = None,
    admin: bool = True,
    speakers: Sequence[str] = (),
    role_name: Callable[[str], str | None] = lambda _: None,
    here: str | None = None,
) -> Card:
    """Show a plan; ``done`` is what just happened, ``speakers`` the names of those it follows.

    ``role_name`` finds what the role that it calls is named; ``here`` is the topic or thread in which somebody asks.

    Buttons that change it are left out for people who may not.
    """
    blocks: list[Block] = [Heading(t("Digests in this chat"))]
    if done:
        blocks.append(Text(done))
    if plan is None or not plan.active:
        blocks.append(Text(t("No digest is planned here.")))
        if plan is None:
            blocks.append(Note(t("Begin with: /digest set 07:30 weekdays Europe/Kyiv")))
        else:
            blocks.append(_settings(plan, t, speakers, role_name, here))
            blocks.append(Note(t("Say when they come: /digest set 07:30 weekdays")))
        row: tuple[Button, ...] = (Action(t("Preview"), "digest test", replaces=False),)
        return Card(tuple(blocks), rows=(row, _first_times(t)) if admin else (row,))
    blocks.append(Bullets(tuple(_entry_line(entry, t) for entry in plan.active)))
    blocks.append(_settings(plan, t, speakers, role_name, here))
    if plan.address.platform.is_own:
        blocks.append(Note(t("Digests are printed here while this chat is open. /digest test shows one now.")))
    blocks.append(Text(next_line(plan, t), label=t("Next digest")))
    return Card(tuple(blocks), rows=_rows(plan, t, admin=admin), menus=_menus(t) if admin else ())


def _settings(
    plan: Subscription, t: Catalogue, speakers: Sequence[str], role_name: Callable[[str], str | None], here: str | None
) -> Bullets:
    settings = [(t("Time zone"), plan.zone.replace("_", " ")), *_taste(plan, speakers, t), *_place(plan, t, here)]
    if role := plan.taste.mention_role:
        settings.append((t("Calls the role"), role_name(role) or role))
    return Bullets(tuple(t("{label}: {text}", label=label, text=text) for label, text in settings))


def _first_times(t: Catalogue) -> tuple[Button, ...]:
    """Plans to begin with, in the newsroom's time zone until another is named."""
    return (
        Action(t("Weekdays at 07:30"), "digest set 07:30 weekdays"),
        Action(t("Every day at 08:00"), "digest set 08:00 daily"),
        Action(t("Every day at 18:00"), "digest set 18:00 daily"),
    )


def _entry_line(entry: PlanEntry, t: Catalogue) -> str:
    return t("{time} · {days}", time=f"{entry.at:%H:%M}", days=days_in_words(entry.days, t))


def days_in_words(days: frozenset[int], t: Catalogue) -> str:
    """Weekdays in words."""
    if days == EVERY_DAY:
        return t("every day")
    if days == _WEEKDAYS:
        return t("on weekdays")
    if days == EVERY_DAY - _WEEKDAYS:
        return t("at weekends")
    names = {number: name.capitalize() for name, number in reversed(list(t.weekdays().items())) if len(name) > 3}
    if len(left_out := EVERY_DAY - days) == 1:
        return t("every day except {day}", day=names[min(left_out)])
    return t.list([names[day] for day in sorted(days)])


def _taste(plan: Subscription, speakers: Sequence[str], t: Catalogue) -> list[tuple[str, str]]:
    taste = plan.taste
    styles = {Style.FULL: t("full"), Style.SHORT: t("short")}
    empty = {
        WhenEmpty.SKIP: t("send nothing"),
        WhenEmpty.LINE: t("say so in one line"),
        WhenEmpty.SEND: t("send the latest again"),
    }
    alerts = {AlertMode.OFF: t("off"), AlertMode.ON: t("on"), AlertMode.SILENT: t("on, silent in quiet hours")}
    about = [*taste.topics, *speakers]
    named = ", ".join(about[:_NAMED])
    if more := about[_NAMED:]:
        named = t.n("{named} and one more: /follow", "{named} and {n} more: /follow", len(more), named=named)
    lines = [
        (t("About"), named or t("everything")),
        (t("Style"), t("{style}, at most {n} briefings", style=styles[taste.style], n=taste.limit)),
        (t("Nothing new"), empty[taste.when_empty]),
        (t("Breaking news"), alerts[plan.alerts]),
    ]
    if plan.quiet:
        hours = f"{plan.quiet[0]:%H:%M}–{plan.quiet[1]:%H:%M}"
        lines.append((t("Quiet hours"), t("{hours}, digests come without a sound", hours=hours)))
    if plan.silent:
        lines.append((t("Sound"), t("silent")))
    return lines


def _place(plan: Subscription, t: Catalogue, here: str | None) -> list[tuple[str, str]]:
    """Where digests go, as far as it needs saying to somebody who asks in the topic or thread ``here``."""
    thread = plan.address.thread_id
    if thread is None:
        return [(t("Goes to"), t("the chat itself; for this topic: /digest set here"))] if here else []
    name = t("this one") if thread == here else thread
    return [
        (t("Goes to the topic"), t("{name}; to the chat itself when it closes", name=name) if plan.general else name)
    ]


def next_line(plan: Subscription, t: Catalogue) -> str:
    """Say in one line what comes next, or why nothing does."""
    pause, zone = plan.pause, plan.zone_info
    if pause is not None and pause.kind is PauseKind.UNREACHABLE:
        return t("none, because this chat could not be written to. {reason} Settings are kept.", reason=t(pause.reason))
    entry = plan.next_entry
    if not plan.active:
        return t("none, because no time is set.")
    if pause is not None and pause.until is None:
        return t("none, paused until somebody resumes it: /digest resume")
    if entry is None or entry.next_run_at is None:
        return t("none, because no time is set.")
    moment = t.appointment(entry.next_run_at, zone)
    if pause is not None and pause.until is not None and entry.next_run_at >= pause.until:
        until = t.weekday_and_day(pause.until.astimezone(zone).date())
        return t("{moment}; paused until {until}.", moment=moment, until=until)
    return moment


def _rows(plan: Subscription, t: Catalogue, *, admin: bool) -> tuple[tuple[Button, ...], ...]:
    look: tuple[Button, ...] = (
        Action(t("Preview"), "digest test", replaces=False),
        Action(t("Why?"), "why", replaces=False),
    )
    if not admin:
        return (look,)
    if plan.pause:
        return look, (Action(t("Resume"), "digest resume"),)
    calm = (Action(t("Call nobody"), "digest set mention:none"),) if plan.taste.mention_role else ()
    return look, (
        Action(t("Skip the next"), "digest skip"),
        Action(t("Pause"), "digest pause"),
        *calm,
        Action(t("Off"), "digest off", danger=True),
    )


def _menus(t: Catalogue) -> tuple[Menu, ...]:
    style = Menu(
        t("Style"),
        (Action(t("Full"), "digest set style:full"), Action(t("Short"), "digest set style:short")),
    )
    empty = Menu(
        t("When nothing is new"),
        (
            Action(t("Send nothing"), "digest set empty:skip"),
            Action(t("One line"), "digest set empty:line"),
            Action(t("The latest again"), "digest set empty:send"),
        ),
    )
    alerts = Menu(
        t("Breaking news"),
        (
            Action(t("Alerts on"), "digest set alerts:on"),
            Action(t("Silent at night"), "digest set alerts:silent"),
            Action(t("Alerts off"), "digest set alerts:off"),
        ),
    )
    return style, empty, alerts
