"""Joins the occurrences of one name: surname to full name, two people of one surname, names met alone."""

import re
from dataclasses import dataclass, field

from briefings.extraction.naming.bodies import joined_end, linked_end
from briefings.extraction.naming.offices import ITS_OFFICE, OFFICE_OF
from briefings.extraction.naming.parts import Part, named_from, read_run
from briefings.extraction.naming.runs import RUN
from briefings.extraction.naming.words import NameWords

_ENDINGS = tuple(",.;:!?)\"”’'") + tuple(f"{stop}{mark}" for stop in ",.!?" for mark in "\"”’')")
"""Marks that may stand behind a word."""
_NEXT = re.compile(r"(?:['’]s)?,?[ \u00a0]([a-zß-öø-ÿ]+)")
_PAST_INSERTION = re.compile(
    r",[ \u00a0](?:which|who|whose|an?|the|its|one of|based|owned|known|for (?:its|his|her|their) part|in turn|meanwhile|however|too)\b[^.;:,\n\"“”]{0,80},[ \u00a0]"
    r"(?:also[ \u00a0])?([a-zß-öø-ÿ]+)"
)
_LINKS = frozenset("&at")
_APOSTROPHES = frozenset("'’")
_NICKNAME = re.compile(
    r"[ \u00a0][\"“‘'(](?P<name>[A-ZÀ-Þ][\w.’-]{1,15})(?:[ \u00a0][A-ZÀ-Þ][\w.’-]{0,15})?[\"”’')][ \u00a0]"
)
_MARKED = frozenset("\"“‘'(")
_ACCORDING = re.compile(r"[Aa]ccording to[ \u00a0]\Z")
_BEHIND_SPEECH = frozenset(f"{stop}{mark} " for stop in ",?!" for mark in "\"”’'")
"""What stands before a name that follows speech: "“…,” Hannity pressed"."""
_PAPERS = frozenset(
    "Guardian Times Telegraph Herald Tribune Observer Independent Mail Gazette Chronicle Globe Examiner Post Journal Economist "
    "Spectator Inquirer Advertiser Mercury Argus Scotsman Hindu Citizen".split()
)
_LEADS_FIELD = (" of ", " for ", " the ", " and ", " & ", ", ")
_SENTENCE_ENDS = ".!?:\n”\"’'"
_NAME_WORDS = 2
_SHORT = 3
"""Capitals up to this long are read as an acronym; longer ones may be somebody's surname shouted."""
_SPACES = str.maketrans("\u00a0", " ")


@dataclass(slots=True)
class Found:
    """One name in the making: ``name`` grows to the fullest form met."""

    name: str
    kind: str
    gender: str | None = None
    spans: list[tuple[int, int]] = field(default_factory=list)
    full: int = 0


class Registry:
    """Collects the runs of one text in order, then says who is who."""

    def __init__(self, text: str, words: NameWords) -> None:
        self._text = text
        self._words = words
        self._entries: dict[tuple[str, str], Found] = {}
        self._by_surname: dict[str, list[Found]] = {}
        self._by_token: dict[str, list[Found]] = {}
        self._singles: list[tuple[int, int, Part]] = []
        self._written: frozenset[str] = frozenset()
        self._small: dict[str, bool] = {}
        self._covered = 0

    def add(self, start: int, run: str) -> None:
        """Take the next run of the text."""
        if run in self._words.openers or run in self._words.calendar:
            return
        if start < self._covered:
            beyond = run[self._covered - start :].lstrip()
            if not beyond:
                return
            start, run = start + len(run) - len(beyond), beyond
        linked = linked_end(self._text, start, run, self._words) if self._may_link(start + len(run)) else start
        if linked > start:
            start += named_from(run, self._words)
            self._covered = linked
            self._enter(self._text[start:linked].translate(_SPACES), "organisation", start, linked)
            return
        after = start + len(run) + 1
        if self._text[after : after + 1] in _MARKED and self._is_nicknamed(start, run):
            return
        held = (
            " " in run
            and self._text.endswith(_LEADS_FIELD, max(0, start - 5), start)
            and OFFICE_OF.search(self._text, max(0, start - 70), start) is not None
        )
        for part in read_run(
            run, self._words, held=held, opens=run.count(" ") >= _NAME_WORDS and self._opens_sentence(start)
        ):
            self._take(start + part.start, start + part.end, part)

    def _may_link(self, end: int) -> bool:
        """Whether a small word or an apostrophe follows that may carry a body's name on."""
        following = self._text[end : end + 2]
        return following[-1:] in _LINKS or following[:1] in _APOSTROPHES

    def _is_nicknamed(self, start: int, run: str) -> bool:
        """Take a name around its nickname as one person's: Maria "Cora" Reyes."""
        end = start + len(run)
        nickname = _NICKNAME.match(self._text, end)
        following = RUN.match(self._text, nickname.end()) if nickname else None
        given = run.rsplit(" ", 1)[-1]
        if nickname is None or following is None or given in self._words.titles or self._words.is_ordinary(given):
            return False
        if " " in following.group() or self._words.is_ordinary(following.group()):
            return False
        begin = start + len(run) - len(given)
        part = Part(0, 0, f"{given} {following.group()}", "person", self._words.given.gender(given))
        person = self._person(part, begin, end)
        person.spans.append(following.span())
        self._by_token.setdefault(nickname["name"].casefold(), []).append(person)
        self._covered = following.end()
        return True

    def _opens_sentence(self, start: int) -> bool:
        """Whether nothing but a mark of the sentence before, or a line's beginning, stands before ``start``."""
        before = self._text[max(0, start - 3) : start].rstrip(" \u00a0")
        return not before or before[-1] in _SENTENCE_ENDS

    def _take(self, start: int, end: int, part: Part) -> None:
        if part.kind == "organisation" and len(part.name) > _SHORT and part.name.isupper() and " " not in part.name:
            self._singles.append((start, end, part))
        elif part.kind == "organisation" or (part.name in self._words.heads and self._is_head(end, part)):
            end = self._covered = joined_end(self._text, end, part.name, self._words)
            self._enter(self._text[start:end].translate(_SPACES), "organisation", start, end)
        elif part.kind == "place":
            self._enter(part.name, "place", start, end)
        elif part.kind == "thing":
            return
        elif " " not in part.name:
            behind_article = self._text[start - 3 : start - 1] == "he" and start >= _SHORT
            if behind_article and (self._is_paper(start) or self._is_known_paper(part.name, start)):
                self._enter(part.name, "organisation", start, end)
            else:
                self._singles.append((start, end, part))
        elif (owner := self._of_particle(part.name)) is not None:
            owner.spans.append((start, end))
        else:
            self._take_long(start, end, part)

    def _take_long(self, start: int, end: int, part: Part) -> None:
        """Take a name of several words that may be a person's or a body's."""
        team = part.kind == "unsure" and ITS_OFFICE.match(self._text, end) is not None
        if not team and (part.kind == "person" or self._is_personal(part.name, start, end)):
            self._person(part, start, end)
        elif not self._words.capital_nouns:
            self._enter(part.name, "organisation", start, end)

    def _speaks_at(self, start: int, end: int) -> bool:
        """Whether a verb of saying stands right before or right after the name."""
        before = self._text[max(0, start - 16) : start].rstrip().rpartition(" ")[2]
        following = _NEXT.match(self._text, end)
        if following is not None and self._text[max(0, start - 3) : start] in _BEHIND_SPEECH:
            return True
        if before == "to" and _ACCORDING.search(self._text, max(0, start - 20), start):
            return True
        return before in self._words.verbs or (following is not None and following.group(1) in self._words.verbs)

    def _is_paper(self, start: int) -> bool:
        """Whether "The" stands before a word in the middle of a sentence, as in "told The Nation": no person's name."""
        before = self._text[max(0, start - 7) : start]
        return before.endswith(" The ") and before[-6:-5].isalnum() and before[-6:-5].islower()

    def _is_known_paper(self, name: str, start: int) -> bool:
        """Whether it is a paper by its usual name behind "the": "the Guardian"."""
        return name in _PAPERS and self._text.startswith("the ", max(0, start - 4))

    def _of_particle(self, name: str) -> Found | None:
        """Whose surname it is when a particle opens it: "Van Rensburg" of "Pieter van Rensburg"."""
        if name.split(" ", 1)[0].lower() not in self._words.particles:
            return None
        people = self._by_surname.get(name.casefold(), ())
        return people[0] if len(people) == 1 else None

    def _is_head(self, end: int, part: Part) -> bool:
        """Whether a word alone opens a body's name: "Department" of "Department of Justice"."""
        return joined_end(self._text, end, part.name, self._words) > end

    def _is_personal(self, name: str, start: int, end: int) -> bool:
        tokens = name.split(" ")
        if self._words.capital_nouns:
            return len(tokens) == 2 and self._speaks_at(start, end)
        if len(tokens) > 4 or any(token.isupper() and len(token) > 2 and "." not in token for token in tokens):
            return name.isupper() and len(tokens) == 2
        before = self._text[max(0, start - 4) : start]
        if before.endswith(("the ", "The ")):
            return False
        return not any(self._is_written_small(token) for token in tokens)

    def _is_written_small(self, word: str) -> bool:
        """Whether the article also writes the word with a small first letter, so that it is no name."""
        known = self._small.get(word)
        if known is None:
            written = self._written = self._written or frozenset(self._text.split())
            small = word.lower()
            known = small in written or not written.isdisjoint([small + mark for mark in _ENDINGS])
            self._small[word] = known
        return known

    def _enter(self, name: str, kind: str, start: int, end: int) -> Found:
        entry = self._entries.get((kind, name))
        if entry is None:
            entry = self._entries[kind, name] = Found(name, kind)
        entry.spans.append((start, end))
        return entry

    def _person(self, part: Part, start: int, end: int) -> Found:
        tokens = [token for token in part.name.replace(",", "").split(" ") if token not in self._words.suffixes]
        key = f"{tokens[0]} {tokens[-1]}".casefold()
        entry = self._entries.get(("person", key))
        if entry is None:
            entry = self._entries["person", key] = Found(part.name, "person", part.gender)
            self._by_surname.setdefault(tokens[-1].casefold(), []).append(entry)
            for token in tokens:
                self._by_token.setdefault(token.casefold(), []).append(entry)
            for at in range(1, len(tokens) - 1):
                self._by_surname.setdefault(" ".join(tokens[at:]).casefold(), []).append(entry)
        elif len(part.name) > len(entry.name) and not part.name.isupper():
            entry.name = part.name
        entry.gender = entry.gender or part.gender
        entry.full += 1
        entry.spans.append((start, end))
        return entry

    def resolved(self) -> list[Found]:
        """Give every name met alone to whom it belongs, and return all in the order of their first occurrence."""
        alone: dict[str, list[tuple[int, int, Part]]] = {}
        for start, end, part in self._singles:
            owner = self._owner(part, start)
            if owner is not None:
                owner.spans.append((start, end))
            else:
                alone.setdefault(part.name, []).append((start, end, part))
        for name, met in alone.items():
            self._enter_alone(name, met)
        entries = list(self._entries.values())
        for entry in entries:
            entry.spans.sort()
        entries.sort(key=lambda entry: entry.spans[0])
        return entries

    def _owner(self, part: Part, start: int) -> Found | None:
        key = part.name.casefold()
        people = self._by_surname.get(key)
        if people is None:
            if part.name in self._words.places or part.name in self._words.demonyms:
                return None
            people = self._by_token.get(key, [])
            if len(people) != 1:
                return None
        if len(people) == 1:
            return people[0]
        if part.gender:
            people = [person for person in people if person.gender in {None, part.gender}] or people
        return max(people, key=lambda person: (self._is_near(person, start), person.full))

    def _is_near(self, person: Found, start: int) -> bool:
        """Whether the person's full name stands earlier in the same paragraph."""
        line = self._text.rfind("\n", max(0, start - 2000), start)
        return any(line < begin < start for begin, _ in person.spans)

    def _enter_alone(self, name: str, met: list[tuple[int, int, Part]]) -> None:
        if met[0][2].kind == "organisation":
            for start, end, _ in met:
                self._enter(name, "organisation", start, end)
            return
        titled = any(part.titled for _, _, part in met)
        if not titled and any(ITS_OFFICE.match(self._text, end) for _, end, _ in met[:8]):
            for start, end, _ in met:
                self._enter(name, "organisation", start, end)
            return
        if not titled and self._words.is_ordinary(name):
            return
        known = titled or name in self._words.given or self._speaks(met)
        if self._words.capital_nouns and not titled:
            return
        if not known and (self._is_written_small(name) or not self._is_name_like(met)):
            return
        gender = next((part.gender for _, _, part in met if part.gender), None) or self._words.given.gender(name)
        entry = self._entries.setdefault(("person", name.casefold()), Found(name, "person", gender))
        entry.spans.extend((start, end) for start, end, _ in met)

    def _speaks(self, met: list[tuple[int, int, Part]]) -> bool:
        return any(self._speaks_at(start, end) or self._speaks_past_insertion(end) for start, end, _ in met[:8])

    def _speaks_past_insertion(self, end: int) -> bool:
        """Whether a verb of saying follows an insertion behind the name: "X, which runs the buses, said"."""
        following = _PAST_INSERTION.match(self._text, end)
        return following is not None and (following[1] in self._words.verbs or following[1].endswith("ed"))

    def _is_name_like(self, met: list[tuple[int, int, Part]]) -> bool:
        """Whether a word met alone behaves as a name: more than once, or in the middle of a sentence with "who"."""
        return False if len(met) < 2 else any(self._text.startswith(("'s ", "’s "), end) for _, end, _ in met[:8])
