"""Years: "2026", "in 2019", "2015-16", "the 1990s", "the first quarter of 2025"."""

import re
from dataclasses import replace
from datetime import date

from briefings.domain.agenda import Precision
from briefings.extraction.dates.absolute import year_moment
from briefings.extraction.dates.moments import (
    Days,
    Moment,
    fixed,
    known,
    month_days,
    short_year,
    unresolved,
    year_days,
)
from briefings.extraction.dates.vocabulary import COUNTS

_YEAR = re.compile(
    r"(?P<year>1[5-9][0-9]{2}|20[0-9]{2})(?![0-9])(?:(?P<decade>['’]?s)(?![a-z])|(?P<mark>[-–/]| to | and )(?P<last>[0-9]{2,4})(?![0-9,]))?"
)
_COUNTED = re.compile(
    r"[ -](?:people|men|women|children|troops|soldiers|workers|jobs|homes|deaths|cases|migrants|refugees|protesters|students|"
    r"families|houses|voters|members|employees|km|kilomet|miles?|met(?:er|re)|feet|foot|pounds?|dollars|euros|tonnes|tons|kg|acres|"
    r"hectares|square|years|times|points|megawatt|mw|mm|calories|police|residents|rupees|shillings|naira|rand|delegates|units|"
    r"%|percent|per cent|gmt|utc|hrs|degrees|volts|words|pages|villages|schools|tickets|patients)"
)
_LEAD = re.compile(
    r"(?:^|\W)(?:in|since|until|till|by|of|during|from|before|after|early|late|mid|fiscal|fy|the|and|year|between|or|for|through|"
    r"throughout|to|than|circa|spring|summer|autumn|winter|fall|a|this|his|her|their|its|back in|around|with|on|at|was|is) ?\(?\Z"
)
_TIED = re.compile(r"[$€£₹#@/\\_=&+.:]|[0-9],|[a-z]-|[a-z0-9]\Z")
_CAPITAL = re.compile(r"(?:^|\W)[A-Z][\w’'.-]*[ \u00a0]\Z")
_QUARTER = re.compile(
    r"(?:(?P<which>first|second|third|fourth|last|final)[ -](?P<part>quarter|half)|(?P<short>q[1-4]|h[12]))"
    r"(?:(?: of|,)? (?P<year>20[0-9]{2}|19[0-9]{2})(?![0-9])| of (?P<seen>this|next|last) year(?![\w-])|(?![\w-]| of (?:the|a|that|this|his|her|their) (?!year|fiscal|financial)))"
)
_PART_NAMED = "the part of the year is named"
_QUARTERS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "last": 4, "final": 4}
_FOR_QUARTER = re.compile(r"(?:^|\W)(?:in|for|during|of|to|from|by|since|until|over) (?:the )?\Z")
_FIRST_MONTHS = re.compile(
    r"first (?P<count>[0-9]{1,2}|two|three|four|five|six|seven|eight|nine|ten|eleven) months of "
    r"(?:(?P<year>(?:19|20)[0-9]{2})(?![0-9])|(?P<which>the|this|last) year(?![\w-]))"
)
_FISCAL = re.compile(
    r"(?:fy ?|fiscal (?:year )?|financial year )(?:(?:19|20)[0-9]{2}|[0-9]{2})(?:[-–/](?:20)?[0-9]{2})?(?![0-9])"
)
_SHORT = re.compile(r"(?P<year>[0-9]{2})(?P<decade>s)?(?![\w%]|[.,:][0-9])")
_SHORT_LEAD = re.compile(r"(?:^|\W)(?:of|in|the|since|early|late|mid|to|by|until|season|class|from) ?[’'‘]\Z")
_EDGE = re.compile(r"(?:^|\W)(?P<words>early|late|mid|early in|late in|the end of|the start of|the beginning of)[ -]\Z")


def read_year(text: str, low: str, start: int) -> Moment | None:
    """The year, decade or run of years in digits at ``start``; None where the digits count something or are a name."""
    match = _YEAR.match(low, start)
    if match is None or (
        _TIED.search(low, max(0, start - 2), start) and not _EDGE.search(low, max(0, start - 7), start)
    ):
        return None
    year, end = int(match["year"]), match.start("mark") if match["mark"] else match.end()
    if match["decade"]:
        return year_moment(start, match.end(), year, year + 9, "the decade is named") if year % 10 == 0 else None
    last = _last(low, match, year)
    if last is not None:
        return year_moment(start, match.end(), year, last, "the years are named")
    if (low[end : end + 1] in {",", "."} and low[end + 1 : end + 2].isdigit()) or _COUNTED.match(low, end):
        return None
    if low[end : end + 1].isalpha() or (
        low[end : end + 1] in {"/", ":", "_", "-", "%"} and low[end + 1 : end + 2].isalnum()
    ):
        return None
    if not _LEAD.search(low, max(0, start - 12), start) and _CAPITAL.search(text, max(0, start - 24), start):
        return None
    return _edged(low, year_moment(start, end, year, year, "the year is named"), year)


def _edged(low: str, moment: Moment, year: int) -> Moment:
    """Take "early" or "late" before a year to it; the end of a year is its last month."""
    edge = _EDGE.search(low, max(0, moment.start - 18), moment.start)
    if edge is None:
        return moment
    if edge["words"] == "the end of":
        days = fixed(*month_days(year, 12), "the year's last month")
        return replace(moment, start=edge.start("words"), precision=Precision.MONTH, days=days)
    return replace(moment, start=edge.start("words"))


def read_fiscal(low: str, start: int) -> Moment | None:
    """A fiscal year: which months it holds differs from body to body, so it stays open."""
    match = _FISCAL.match(low, start)
    if match is None:
        return None
    return Moment(start, match.end(), Precision.YEAR, unresolved("fiscal years begin in different months"))


def read_short_year(low: str, start: int) -> Moment | None:
    """A year or decade of two digits behind an apostrophe: the latest such one before the article's next year."""
    match = _SHORT.match(low, start)
    if match is None or not _SHORT_LEAD.search(low, max(0, start - 10), start):
        return None
    years = 10 if match["decade"] else 1
    if years == 10 and match["year"][1] != "0":
        return None
    return Moment(start - 1, match.end(), Precision.YEAR, short_year(int(match["year"]), lambda y: year_days(y, years)))


def _last(low: str, match: re.Match[str], year: int) -> int | None:
    if not match["mark"] or len(match["last"]) == 3:
        return None
    if match["mark"] == " and " and not low.endswith("between ", 0, match.start()):
        return None
    if len(match["last"]) == 2 and match["mark"].startswith(" "):
        return None
    last = int(match["last"]) if len(match["last"]) == 4 else year // 100 * 100 + int(match["last"])
    return last if year < last < 2200 else None


def read_quarter(low: str, start: int) -> Moment | None:
    """A quarter or half of a named year ("the first quarter of 2025", "H2 2024"); without its year it stays open."""
    match = _QUARTER.match(low, start)
    if match is None:
        return None
    half = match["part"] == "half" or (match["short"] or "").startswith("h")
    number = int(match["short"][1]) if match["short"] else _QUARTERS[match["which"]]
    if match["year"] is None and match["seen"] is None:
        if half or not _FOR_QUARTER.search(low, max(0, start - 12), start):
            return None
        return Moment(start, match.end(), Precision.MONTH, unresolved("the text does not say of which year"))
    months = 6 if half else 3
    last = months * min(number, 12 // months)

    def part_of(year: int) -> tuple[date, date]:
        return month_days(year, last - months + 1)[0], month_days(year, last)[1]

    if match["year"]:
        return Moment(start, match.end(), Precision.MONTH, fixed(*part_of(int(match["year"])), _PART_NAMED))
    shift = {"next": 1, "last": -1}.get(match["seen"], 0)
    days = known(lambda day, _tense: Days(*part_of(day.year + shift), f"seen from {day.isoformat()}"))
    return Moment(start, match.end(), Precision.MONTH, days)


def read_first_months(low: str, start: int) -> Moment | None:
    """The first months of a year: "the first nine months of 2024", "the first two months of this year"."""
    match = _FIRST_MONTHS.match(low, start)
    if match is None:
        return None
    count = int(match["count"]) if match["count"].isdigit() else COUNTS[match["count"]]
    if not 2 <= count <= 11:
        return None
    if match["year"]:
        year = int(match["year"])
        days = fixed(month_days(year, 1)[0], month_days(year, count)[1], "the months and year are named")
    else:
        shift = -1 if match["which"] == "last" else 0
        days = known(lambda day, _tense: Days(
            *(month_days(day.year + shift, 1)[0], month_days(day.year + shift, count)[1]), f"seen from {day.isoformat()}"
        ))  # fmt: skip
    return Moment(start, match.end(), Precision.MONTH, days)


def named_event(start: int, end: int) -> Moment:
    """A feast or polling day whose date moves from year to year or from country to country."""
    return Moment(start, end, Precision.DAY, unresolved("the day of this event is not in the text"))
