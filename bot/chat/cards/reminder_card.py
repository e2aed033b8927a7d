"""Dates that a chat follows, as cards: the reminder itself, a date that has moved, and what can be followed."""

from datetime import date

from bot.chat.cards.cards import Action, Block, Bullets, Button, Card, DateBlock, Heading, Note, Text
from bot.chat.cards.wording import archived_date, day_in_words, source_line
from bot.chat.catalogue import Catalogue
from briefings.domain.agenda import Precision
from briefings.domain.archive import ArchivedDate
from briefings.domain.outgoing import MovedDate, Reminder
from briefings.domain.reminders import DatedReminder
from briefings.domain.timing import zone_or_utc
from briefings.ports.courier import Shown
from briefings.services.notices.remind import Following, key_of, what_happens

_BUTTONS = 8


def coming(dated: ArchivedDate, days_away: int, t: Catalogue) -> DateBlock:
    """A date ahead with how many days away it is, for the chat's own day."""
    return DateBlock(
        day_in_words(dated.event, t, year=False),
        what_happens(dated),
        note=_away_in_words(dated, days_away, t),
        source=source_line(dated.reference, t),
    )


def _away_in_words(dated: ArchivedDate, days: int, t: Catalogue) -> str:
    """How far a day is away; of a week, on some day of which it happens, how far its beginning is."""
    if dated.event.precision is Precision.WEEK:
        if days <= 0:
            return t("these days")
        return t("begins tomorrow") if days == 1 else t.n("begins in one day", "begins in {n} days", days)
    if days <= 0:
        return t("today") if days == 0 else t("under way")
    return t("tomorrow") if days == 1 else t.n("in one day", "in {n} days", days)


def reminder_card(reminder: Reminder, t: Catalogue) -> Card:
    """The one message that comes before a date."""
    return _about(reminder.date, (Heading(t("Reminder")), coming(reminder.date, reminder.days_away, t)), t)


def moved_card(moved: MovedDate, t: Catalogue) -> Card:
    """Tell that a date which the chat follows is on another day."""
    remind_at = t.appointment(moved.remind_at, zone_or_utc(moved.zone))
    note = t("It was {day} before. I remind you on {moment}.", day=t.weekday(moved.before), moment=remind_at)
    return _about(moved.dated, (Heading(t("A date has moved")), coming(moved.dated, moved.days_away, t), Note(note)), t)


def _about(dated: ArchivedDate, blocks: tuple[Block, ...], t: Catalogue) -> Card:
    reference = dated.reference
    button = Action(t("Briefing {number}", number=reference.number), f"brief {reference.number}", replaces=False)
    return Card(blocks, rows=((button,),), shows=(Shown(reference.briefing_id, reference.revision),))


def following_card(
    following: Following, t: Catalogue, *, admin: bool, done: str | None = None, set_now: DatedReminder | None = None
) -> Card:
    """What a chat follows, and the dates ahead that it may choose from, numbered; ``done`` is what just happened.

    Buttons that change anything are left out for people who may not.
    """
    blocks: list[Block] = [Heading(t("Reminders in this chat"))]
    if done:
        blocks.append(Text(done))
    if following.reminders:
        blocks.append(
            Bullets(tuple(_kept(n, reminder, following, t) for n, reminder in enumerate(following.reminders, 1)))
        )
    elif not done:
        blocks.append(Text(t("None is set.")))
    if set_now is None:
        blocks += _choices(following, t)
    rows = _rows(following, set_now, t) if admin else ()
    shows = tuple(dict.fromkeys(Shown(d.reference.briefing_id, d.reference.revision) for d in following.coming))
    return Card(tuple(blocks), rows=rows, shows=() if set_now else shows)


def _kept(number: int, reminder: DatedReminder, following: Following, t: Catalogue) -> str:
    dated = next((one for one in following.coming if key_of(one) == reminder.key), None)
    day = day_in_words(dated.event, t) if dated else t.weekday_and_day(reminder.day)
    moment = t.appointment(reminder.due_at, zone_or_utc(following.zone))
    return t("{number} · {moment}: {what} ({day})", number=number, moment=moment, what=reminder.what, day=day)


def _choices(following: Following, t: Catalogue) -> list[Block]:
    if not following.coming:
        return [Note(t("No date ahead is published that could be followed."))]
    blocks: list[Block] = [Heading(t("Ahead"), level=2)]
    blocks += [_numbered(number, dated, following.today, t) for number, dated in enumerate(following.coming, 1)]
    blocks.append(Note(t("Follow one by its number: /remind 1, /remind 1 2 days, /remind 1 3 hours at 12:00")))
    return blocks


def _numbered(number: int, dated: ArchivedDate, today: date, t: Catalogue) -> Block:
    block = archived_date(dated, t, today=today)
    return DateBlock(f"{number} · {block.when}", block.what, note=block.note, source=block.source)


def _rows(following: Following, set_now: DatedReminder | None, t: Catalogue) -> tuple[tuple[Button, ...], ...]:
    if set_now is not None:
        return _other_moments(set_now, t)
    followed = {reminder.key for reminder in following.reminders}
    buttons = [
        Action(t("Follow {n}", n=number), f"remind {_named(key_of(dated))}")
        for number, dated in enumerate(following.coming[:_BUTTONS], 1)
        if key_of(dated) not in followed
    ]
    rows: list[tuple[Button, ...]] = [tuple(buttons[at : at + 4]) for at in range(0, len(buttons), 4)]
    if following.reminders:
        rows.append((Action(t("Stop all"), "remind off all", danger=True),))
    return tuple(rows)


def _other_moments(reminder: DatedReminder, t: Catalogue) -> tuple[tuple[Button, ...], ...]:
    name = _named(reminder.key)
    return (
        (
            Action(t("On the day"), f"remind {name} 0 days"),
            Action(t("3 days before"), f"remind {name} 3 days"),
            Action(t("A week before"), f"remind {name} 7 days"),
        ),
        (Action(t("Stop it"), f"remind off {name}", danger=True), Action(t("All reminders"), "remind")),
    )


def _named(key: tuple[int, int]) -> str:
    return f"{key[0]}-{key[1]}"
