"""Dates seen from the day of publication: "yesterday", "last week", "next Tuesday", "two weeks ago"."""

import re
from datetime import date, timedelta

from briefings.domain.agenda import Precision
from briefings.extraction.dates.moments import (
    Days,
    Moment,
    Resolver,
    Tense,
    known,
    month_days,
    unresolved,
    week_days,
    year_days,
)
from briefings.extraction.dates.vocabulary import COUNTS, WEEKDAYS

_TODAY = re.compile(
    r"(?P<night>last night)|(?P<far>(?:the )?day (?P<side>before yesterday|after tomorrow))|(?P<word>today|yesterday|tomorrow|tonight)(?P<part> (?:morning|afternoon|evening|night))?"
    r"|(?P<this>this (?:morning|afternoon|evening))"
)
_SHIFTED = re.compile(
    r"(?P<in>in the |over the |during the |within the )?(?P<shift>last|next|this|this coming|this past|past) "
    r"(?P<unit>week|month|year|quarter|weekend|decade|summer|spring|autumn|winter|fall)(?![\w-]| before| after)"
)
_AFTER_NEXT = re.compile(r"(?P<unit>week|weekend|month|year) (?P<side>after next|before last)(?![\w-])")
_EDGE = re.compile(r"(?:^|\W)(?P<words>earlier|later|early|late) \Z")
_COUNT = r"(?P<count>[0-9]{1,3}|" + "|".join(sorted(COUNTS, key=len, reverse=True)) + ")"
_AGO = re.compile(
    rf"{_COUNT}[ -](?P<unit>day|week|fortnight|month|year|decade)s? (?P<ago>ago|from (?:now|today))(?![\w-])"
)
_IN = re.compile(
    rf"(?P<lead>in|within|in the next) (?P<at>){_COUNT} (?P<unit>day|week|fortnight|month)s?(?:['’]s? time)?(?![\w-])"
)
_WEEKDAY_LEFT = re.compile(
    r"(?:^|\W)(?P<words>(?P<shift>last|next|this coming|this past|coming|this|the (?:following|previous|next)|(?:every|each)|"
    r"a week (?:on|from))|late on|early on|late|early)[ ]\Z"
)
_WEEKDAY_RIGHT = re.compile(r"(?: (?P<part>morning|afternoon|evening|night|week|next|last)(?![\w-]))")
_NAMED = re.compile(
    r"(?:^|\W)(?:black|good|bloody|super|ash|cyber|giving|palm|easter|holy|maundy|shrove|whit|fat|sheffield|casual|ruby|"
    r"freaky|blue|the) \Z"
)
_PAPER = re.compile(
    r" (?:Times|Telegraph|Mirror|Express|Mail|Herald|Post|Independent|Tribune|Night (?:Football|Live|Raw)|World|Sun|School)"
)
_GRADES = {"day": Precision.DAY, "week": Precision.WEEK, "fortnight": Precision.WEEK, "month": Precision.MONTH,
           "year": Precision.YEAR, "decade": Precision.YEAR}  # fmt: skip


def read_today(low: str, start: int) -> Moment | None:
    """Read "today", "yesterday", "tomorrow", "tonight", "last night", "this morning"."""
    match = _TODAY.match(low, start)
    if match is None:
        return None
    if match["far"]:
        return Moment(start, match.end(), Precision.DAY, _days_off(2 if match["side"].startswith("after") else -2))
    shift = -1 if match["night"] else {"yesterday": -1, "tomorrow": 1}.get(match["word"] or "", 0)
    return Moment(start, match.end(), Precision.DAY, _days_off(shift))


def _days_off(shift: int) -> Resolver:
    return known(lambda day, _tense: Days(day + timedelta(shift), None, f"counted from {day.isoformat()}"))


def read_shifted(low: str, start: int, floor: int) -> Moment | None:
    """Read "last week", "this month", "next year", "in the next week", with "early" or "later" before it."""
    match = _SHIFTED.match(low, start)
    if match is None:
        return None
    shift = {"last": -1, "this past": -1, "past": -1, "next": 1, "this coming": 1}.get(match["shift"], 0)
    unit = match["unit"]
    if match["in"] or match["shift"] == "past":
        if unit in {"decade", "quarter", "summer", "spring", "autumn", "winter", "fall", "weekend"} or shift == 0:
            return None
        return Moment(start, match.end(), _GRADES.get(unit, Precision.DAY), _rolling(unit, shift))
    edge = _EDGE.search(low, max(floor, start - 10), start)
    begin = edge.start("words") if edge else start
    if unit in {"summer", "spring", "autumn", "winter", "fall"}:
        return Moment(begin, match.end(), Precision.MONTH, unresolved("the months of a season differ by place"))
    return Moment(begin, match.end(), _precision(unit), _calendar(unit, shift))


def read_after_next(low: str, start: int) -> Moment | None:
    """Read "the week after next" and "the year before last"."""
    match = _AFTER_NEXT.match(low, start)
    if match is None:
        return None
    begin = start - 4 if low.endswith("the ", 0, start) else start
    shift = 2 if match["side"] == "after next" else -2
    return Moment(begin, match.end(), _precision(match["unit"]), _calendar(match["unit"], shift))


def _precision(unit: str) -> Precision:
    if unit in {"week", "month", "year"}:
        return Precision(unit)
    return {"quarter": Precision.MONTH, "decade": Precision.YEAR}.get(unit, Precision.DAY)


def _rolling(unit: str, shift: int) -> Resolver:
    length = {"week": 7, "month": 30, "year": 365}[unit]

    def find(published: date, _: Tense) -> Days:
        if shift > 0:
            return Days(
                published + timedelta(1), published + timedelta(length), f"counted from {published.isoformat()}"
            )
        return Days(published - timedelta(length), published, f"counted back from {published.isoformat()}")

    return known(find)


def _calendar(unit: str, shift: int) -> Resolver:
    def find(published: date, tense: Tense) -> Days:
        why = f"the calendar {unit}, seen from {published.isoformat()}"
        if unit == "week":
            return Days(*week_days(published, shift, tense), why)
        if unit == "weekend":
            monday = published - timedelta(published.weekday())
            return Days(monday + timedelta(7 * shift + 5), monday + timedelta(7 * shift + 6), why)
        if unit == "month":
            return Days(*month_days(published.year, published.month + shift), why)
        if unit == "quarter":
            first = (published.month - 1) // 3 * 3 + 1 + 3 * shift
            return Days(month_days(published.year, first)[0], month_days(published.year, first + 2)[1], why)
        if unit == "decade":
            return Days(*year_days(published.year // 10 * 10 + 10 * shift, 10), why)
        return Days(*year_days(published.year + shift), why)

    return known(find)


def read_distance(low: str, start: int) -> Moment | None:
    """Read "two weeks ago", "three days from now"."""
    match = _AGO.match(low, start)
    if match is None:
        return None
    sign = -1 if match["ago"] == "ago" else 1
    return Moment(start, match.end(), _GRADES[match["unit"]], _away(match["unit"], sign * _number(match["count"])))


def read_within(low: str, start: int) -> Moment | None:
    """Read "in three days", "in two weeks": a date only where the sentence looks ahead, else a length of time."""
    match = _IN.match(low, start)
    if match is None or match["lead"] != "in":
        return None
    away = _away(match["unit"], _number(match["count"]))

    return Moment(start, match.end(), _GRADES[match["unit"]], away, ahead=True)


def _number(count: str) -> int:
    return int(count) if count.isdigit() else COUNTS[count]


def _away(unit: str, count: int) -> Resolver:
    def find(published: date, _: Tense) -> Days:
        why = f"counted from {published.isoformat()}"
        if unit in {"day", "week", "fortnight"}:
            return Days(published + timedelta(count * {"day": 1, "week": 7, "fortnight": 14}[unit]), None, why)
        if unit == "month":
            return Days(*month_days(published.year, published.month + count), why)
        return Days(*year_days(published.year + count * (10 if unit == "decade" else 1)), why)

    return known(find)


def read_weekday(text: str, low: str, start: int, end: int, floor: int) -> Moment | None:
    """A day of the week with what stands beside it: "next Tuesday", "late on Friday", "Sunday night"."""
    if not text[start].isupper() or _PAPER.match(text, end) or _NAMED.search(low, max(floor, start - 12), start):
        return None
    number = WEEKDAYS[low[start:end]]
    left = _WEEKDAY_LEFT.search(low, max(floor, start - 20), start)
    right = _WEEKDAY_RIGHT.match(low, end)
    shift = (left["shift"] or "") if left else ""
    if shift in {"every", "each"}:
        return None
    after = right["part"] if right else ""
    begin = left.start("words") if left else start
    stop = right.end() if right else end
    if shift.startswith("the "):
        return Moment(begin, stop, Precision.DAY, unresolved("the day is counted from another one"), weekday=None)
    if after in {"next", "last"}:
        shift = after
    extra = 7 if after == "week" or shift.startswith("a week") else 0
    plain = number if not shift and not extra else None
    return Moment(begin, stop, Precision.DAY, weekday_days(number, shift, extra), weekday=plain)


def weekday_days(number: int, shift: str, extra: int) -> Resolver:
    """A resolver for a weekday: the last one where the sentence looks back, the coming one where it looks ahead."""

    def find(published: date, tense: Tense) -> Days:
        ahead = (number - published.weekday()) % 7
        back = ahead - 7 if ahead else 0
        if shift in {"last", "this past"}:
            step, side = back or -7, "the last"
        elif shift in {"this coming", "coming"}:
            step, side = ahead or 7, "the coming"
        elif shift == "next":
            step, side = (ahead or 7) + (7 if 0 < ahead <= 6 - published.weekday() else 0), "the next"
        elif extra or tense is Tense.FUTURE or (shift == "this" and tense is Tense.OPEN):
            step, side = ahead + extra, "the coming"
        else:
            step, side = back, "the latest"
        return Days(published + timedelta(step), None, f"{side} such weekday, seen from {published.isoformat()}")

    return known(find)
