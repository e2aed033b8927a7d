"""What a text's own head states: title, publisher, and the day it was published."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date

from briefings.extraction.document import Document, Paragraph
from briefings.extraction.headings import MAX_HEADING, ends_as_sentence

HEAD_PARAGRAPHS = 8
"""A head is looked for in so many paragraphs from the top, each of at most MAX_LINE characters."""

MAX_LINE = 300

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january januar janvier|feb february februar février|mar march märz mars|apr april avril|may mai|jun june juni juin"
            "|jul july juli juillet|aug august août|sep sept september septembre|oct october oktober octobre"
            "|nov november novembre|dec december dezember décembre"
        ).split("|"),
        1,
    )
    for name in names.split()
}
_MONTH = "(?:" + "|".join(sorted(_MONTHS, key=len, reverse=True)) + ")"
_YEAR = r"(?P<y>(?:19|20)\d\d)"
_DATES = (
    re.compile(r"\b(?P<y>(?:19|20)\d\d)-(?P<m>\d\d)-(?P<d>\d\d)(?!\d)"),
    re.compile(rf"\b(?P<d>\d{{1,2}})(?:st|nd|rd|th|er|\.)?(?: of)? (?P<m>{_MONTH})\b\.?,? {_YEAR}\b", re.IGNORECASE),
    re.compile(rf"\b(?P<m>{_MONTH})\b\.? (?P<d>\d{{1,2}})(?:st|nd|rd|th)?,? {_YEAR}\b", re.IGNORECASE),
    re.compile(r"\b(?P<y>(?:19|20)\d\d)[./](?P<m>\d{1,2})[./](?P<d>\d{1,2})(?!\d)"),
)
_NUMERIC = re.compile(r"\b(?P<a>\d{1,2})(?P<s>[./-])(?P<b>\d{1,2})(?P=s)(?P<y>(?:19|20)\d\d)\b")
_WORD = re.compile(r"[^\W\d_]+")
_LABEL = re.compile(
    r"(?P<label>title|headline|publisher|publication|source|outlet|date|published|published on|updated|last updated"
    r"|posted)\s?:\s+",
    re.IGNORECASE,
)
_DATE_WORDS = frozenset(
    "published updated posted issued modified first last date on at of the by am pm gmt utc est edt cet cest bst pst "
    "pdt ist msk h hrs time mon monday tue tues tuesday wed wednesday thu thur thurs thursday fri friday sat saturday "
    "sun sunday st nd rd th t z er le du à uhr um am lundi mardi mercredi jeudi vendredi samedi dimanche montag dienstag "
    "mittwoch donnerstag freitag samstag sonntag publié mis jour heures veröffentlicht aktualisiert stand".split()
)
_BYLINE = re.compile(r"by (?:our |[A-Z])|reporting by ", re.IGNORECASE)
_DATELINE = re.compile(
    r"(?P<place>[A-Z][A-Za-zÀ-ž.'’ /-]{1,40}?)(?:[,.](?P<day>[^()\n]{1,30}?))?\s?"
    r"(?:\((?P<agency>[A-Z][\w.& -]{1,30}|dpa|sda|apa|ots)\)|(?=[-–—:]))\s{0,2}(?:[-–—]{1,2}|:)\s"
)
_BARE_AGENCY = re.compile(r"\((?P<agency>[A-Z][\w.& -]{1,30})\)\s{0,2}(?:[-–—]{1,2}\s)?(?=[A-Z])")
_MARKDOWN = re.compile(r"#{1,6}\s+|[*_]{1,2}(?=\S)")
_FURNITURE = re.compile(
    r"(?:©|copyright\b|(?:by )?(?:our |the |a )?[\w ]{0,25}\b(?:bureau|staff|reporter|correspondent|web desk|news desk|agencies|newsroom)$"
    r"|share(?: (?:this|on)\b.*)?$|advertisement$|\d+ min(?:ute)?s? read)",
    re.IGNORECASE,
)
"""Lines of a head that name nobody in particular and no article."""
_STATES_DAY = re.compile(r"(?:first |last )?(?:posted|published|updated|issued|modified)\b", re.IGNORECASE)
_OTHER_WORDS = 4
_SUFFIX = re.compile(r"\s(?:\||–|—|-)\s(?P<publisher>[A-Z][\w.&' ]{1,30})$")
_OUTLET = re.compile(
    r"\b(?:News|Times|Post|Guardian|Telegraph|Herald|Tribune|Journal|Gazette|Independent|Observer|Daily|Today|Press|Agency|Broadcasting|BBC"
    r"|CNN|Reuters|AP|AFP|NPR|DW|Euronews|POLITICO|Politico|Bloomberg|Standard|Mirror|Express|Chronicle|Monitor|Review|Mail|Radio|TV|Online"
    r"|Jazeera|Monde|Hindu|Welle|France 24|Xinhua|TASS|Interfax|UPI|PTI|ANI|EFE|ANSA|ABC|CBS|NBC|CBC|Economist|Nation|Punch|Vanguard|Dawn"
    r"|Haaretz|Argus|Globe|Star|Sun|Echo|Courier|Bulletin|Examiner|Inquirer|Register|Sentinel|Advertiser)\b"
)
_OUTLET_LINE = re.compile(
    rf"(?!(?:Breaking|Latest|World|Local|Top|More|Sports?|Business|Related|Good|Bad|No|Fake) )(?:[A-Z][\w.&'-]* ){{0,3}}{_OUTLET.pattern}"
)
"""A line that is nothing but the name of a paper, a station or an agency."""


@dataclass(frozen=True, slots=True)
class Head:
    """What stands above the first full sentence; each part is None where the text does not state it.

    ``why`` says where the day was read. ``end`` is the offset where the article's own text begins; ``lines`` are the
    spans of the lines that only state a date, a byline or a label, which are no news.
    """

    title: str | None = None
    publisher: str | None = None
    published: date | None = None
    why: str = ""
    end: int = 0
    lines: tuple[tuple[int, int], ...] = ()


def read_head(document: Document) -> Head:
    """Read the head of the document; only a full date that can be read in one way counts as its day."""
    reader = _Reader(document.text)
    for paragraph in document.paragraphs[:HEAD_PARAGRAPHS]:
        if paragraph.end - paragraph.start > MAX_LINE:
            reader.read_body(paragraph)
            return reader.head()
        if not reader.read_line(paragraph):
            return reader.head()
    return reader.head() if len(document.paragraphs) > HEAD_PARAGRAPHS else replace(reader.head(), end=0)


def dates_in(line: str) -> Iterator[date]:
    """Every full calendar date of the line that can be read in one way and exists."""
    for pattern in _DATES:
        for match in pattern.finditer(line):
            month = match["m"].lower()
            found = _day(int(match["y"]), _MONTHS.get(month) or int(month), int(match["d"]))
            if found:
                yield found
    for match in _NUMERIC.finditer(line):
        first, second, year = int(match["a"]), int(match["b"]), int(match["y"])
        readings = {found for found in (_day(year, second, first), _day(year, first, second)) if found}
        if match["s"] == "." and _day(year, second, first):
            readings = {date(year, second, first)}
        if len(readings) == 1:
            yield readings.pop()


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


class _Reader:
    """Collects the head line by line."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._title: str | None = None
        self._publisher: str | None = None
        self._published: date | None = None
        self._why = ""
        self._end = 0
        self._lines: list[tuple[int, int]] = []

    def read_line(self, paragraph: Paragraph) -> bool:
        """Take a line of the head; False when the article's own text begins with it."""
        line = self._text[paragraph.start : paragraph.end]
        label = _LABEL.match(line)
        if label:
            self._labelled(label["label"].lower(), line[label.end() :], paragraph)
        elif _FURNITURE.match(line) and not ends_as_sentence(line) and next(dates_in(line), None) is None:
            self._lines.append((paragraph.start, paragraph.end))
        elif _BYLINE.match(line) and len(line) < 120 and line[-1] not in ".!?":
            self._note_day(line, f"byline: “{line[:60]}”")
            self._note_outlet(line, after_comma=True)
            self._lines.append((paragraph.start, paragraph.end))
        elif self._publisher is None and len(line) <= 40 and _OUTLET_LINE.fullmatch(line.strip("*_")):
            self._publisher = line.strip("*_")
            self._lines.append((paragraph.start, paragraph.end))
        elif self._is_date_line(line):
            self._note_day(line, f"date line: “{line[:60]}”")
            self._note_outlet(line, after_comma=False)
            self._lines.append((paragraph.start, paragraph.end))
        elif self._title is None and not self._reads_on(line):
            self._headline(line)
        elif self._reads_on(line):
            self.read_body(paragraph)
            return False
        self._end = paragraph.end
        return True

    def read_body(self, paragraph: Paragraph) -> None:
        """Read the dateline that opens the article's own text ("KYIV, Feb 23, 2025 (Reuters) -")."""
        opening = self._text[paragraph.start : min(paragraph.end, paragraph.start + 120)]
        match = _DATELINE.match(opening) or _BARE_AGENCY.match(opening)
        if match is None:
            return
        parts = match.groupdict()
        if parts["agency"] and self._publisher is None:
            self._publisher = parts["agency"].strip()
        if parts.get("day"):
            self._note_day(parts["day"], f"dateline: “{opening[: match.end()].strip()}”")
            self._lines.append((paragraph.start, paragraph.start + match.end()))

    def head(self) -> Head:
        """What was read."""
        return Head(self._title, self._publisher, self._published, self._why, self._end, tuple(self._lines))

    def _labelled(self, label: str, value: str, paragraph: Paragraph) -> None:
        if label in {"title", "headline"}:
            self._title = value.strip() or self._title
        elif label in {"publisher", "publication", "source", "outlet"}:
            self._publisher = value.strip()[:120] or self._publisher
        else:
            self._note_day(value, f"head: “{self._text[paragraph.start : paragraph.end][:60]}”")
        if label not in {"title", "headline"}:
            self._lines.append((paragraph.start, paragraph.end))

    def _note_outlet(self, line: str, *, after_comma: bool) -> None:
        """Take the paper that a byline ends with ("By X, BBC News") or a date line begins with ("The Guardian, 3 May …")."""
        parts = [part.strip(" *_|") for part in re.split(r",|\s[|–—·-]\s|;", line)]
        for part in parts[1:] if after_comma else parts[:1]:
            named = len(part) <= 30 and part[:1].isupper() and not any(map(str.isdigit, part))
            if self._publisher is None and named and _OUTLET.search(part):
                self._publisher = part

    def _headline(self, line: str) -> None:
        mark = _MARKDOWN.match(line)
        line = line[mark.end() :].rstrip("*_#") if mark else line
        suffix = _SUFFIX.search(line)
        if suffix and _OUTLET.search(suffix["publisher"]):
            self._publisher = self._publisher or suffix["publisher"].strip()
            line = line[: suffix.start()]
        self._title = line.strip()

    def _note_day(self, line: str, why: str) -> None:
        if self._published is None:
            self._published = next(dates_in(line), None)
            self._why = why if self._published else ""

    def _is_date_line(self, line: str) -> bool:
        """Tell whether the line states a day and nothing else; below the title it may name a place too."""
        if len(line) > 120 or line[-1] in "!?" or next(dates_in(line), None) is None:
            return False
        others = [word for word in _WORD.findall(line) if word.lower() not in _DATE_WORDS | _MONTHS.keys()]
        if _STATES_DAY.match(line) and len(others) <= _OTHER_WORDS:
            return True
        return not others or (self._end > 0 and len(others) <= 2 and all(word[0].isupper() for word in others))

    def _reads_on(self, line: str) -> bool:
        """Tell whether the line is running text: it ends like a sentence, or is too long for a title."""
        is_question = line[-1] in "?!" and self._end == 0 and len(line) < 120 and ". " not in line
        return len(line) > MAX_HEADING or (ends_as_sentence(line) and not is_question)
