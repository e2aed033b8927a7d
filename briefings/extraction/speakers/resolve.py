"""From the words that name a speaker to the speaker: full names, pronouns and descriptions."""

import re
from bisect import bisect_right
from collections.abc import Container, Iterator
from dataclasses import dataclass

from briefings.extraction.document import Document
from briefings.extraction.mentions import Mention, Mentions
from briefings.extraction.naming.words import NameWords, name_words
from briefings.extraction.regions import Region
from briefings.extraction.speakers.genders import Genders
from briefings.extraction.speakers.offices import BARE_OFFICES, PAST, holds_other_office, is_of, may_hold, same_office
from briefings.extraction.speakers.phrases import Source

_ARTICLE = re.compile(
    r"^(?:an?|the|its|one of the|one of|one|some|another|der|die|das|dem|den|eine?r?|le|la|les|une?|des|du)[ \u00a0](?=.)|^l['’](?=.)",
    re.IGNORECASE,
)
_BEFORE_NAME = re.compile(r"([^\W_]{1,60})[ \u00a0]{1,20}(?:[A-Z][\w.’'-]{0,60}[ \u00a0]{1,20}){0,4}$")
_NO_SUBJECT = frozenset(
    "with to of for by from against about on in at over under between and or than like including behind toward towards "
    "into upon as after before defeat beat telling told asked called elect mit von zu bei für gegen über nach vor zwischen und neben "
    "avec de à pour par contre sur chez entre et devant face".split()
)
_DESCRIBED = re.compile(r"(?:The|A|An|One)[ \u00a0](?P<who>[a-z]+)\b(?!['’])")
_DESCRIBED_GROUP = re.compile(r"(?:(?:The|A|An|Both|Two|Some|Many)[ \u00a0])?(?P<who>[A-Za-z][a-z]+)(?=[ \u00a0][a-z])")
_GROUPS = frozenset("couple pair family parents duo trio brothers sisters siblings twins group team club".split())
_POSSESSIVE = ("'s", "’s", "' ", "’ ")
_SENTENCES_BACK = 8
_PARTY_MEMBER = ("politiker", "politikerin")
"""How German papers call somebody of a party whom they have just named: "der SPD-Politiker"."""
_MANY = frozenset("crowd audience mob police policemen policewomen troops people children spokespeople".split())
_STRANGERS = frozenset(
    "official spokesman spokeswoman spokesperson source aide adviser advisor diplomat analyst expert user resident voter person member insider employee colleague neighbour neighbor friend staffer operative".split()
)
"""People who are described because nobody names them."""
_BY_AGE_OR_CHILDREN = re.compile(
    r"-(?:year-old|[Jj]ährige[rn]?)$|\b(?:mother|father|mum|mom|dad|parent)(?: of |-of-)[a-z]+$"
)
_GENDERS = {"he": "m", "she": "f", "er": "m", "sie": "f", "il": "m", "elle": "f"}


@dataclass(frozen=True, slots=True)
class Speaker:
    """Who speaks: ``name`` as shown, the mention where there is one, and how a pronoun or description was read."""

    name: str
    mention: Mention | None
    reading: str = ""


@dataclass(slots=True)
class _Last:
    """The speaker found last, and where the words stand that name them."""

    speaker: Speaker
    at: int
    gender: str | None

    def may_be(self, gender: str | None, roles: Container[str]) -> bool:
        """Whether "he" or "she" may stand for the speaker: a person, or one described as a person is."""
        if gender is not None and self.gender not in {gender, None}:
            return False
        if self.speaker.mention is not None:
            return self.speaker.mention.kind == "person"
        words = self.speaker.name.casefold().split()
        return any(word in roles and word not in _MANY and not word.endswith("s") for word in words)


class Resolver:
    """Reads sources in the order of the text and remembers who spoke last."""

    def __init__(self, document: Document, mentions: Mentions, regions: tuple[Region, ...]) -> None:
        self._document = document
        self._mentions = mentions
        self._words = name_words(mentions.language)
        self._starts = [region.outer_start for region in regions]
        self._ends = [region.outer_end for region in regions]
        self._last: _Last | None = None
        self._gender = Genders(document, mentions, self._is_quoted).of
        self._titled = [person for person in mentions.people if person.role]

    def resolve(self, source: Source, *, goes_on: bool = False) -> Speaker | None:
        """The speaker that ``source`` means, or None when a pronoun stays open.

        ``goes_on`` tells that the cue says somebody speaks on ("added"), who may be described by now.
        """
        if source.mention is not None:
            speaker: Speaker | None = Speaker(source.mention.name, source.mention)
        elif source.kind == "nominal":
            speaker = self._described(source, goes_on=goes_on)
        else:
            speaker = self._pronoun(source)
        if speaker is not None:
            gender = self._gender(speaker.mention) if speaker.mention else _role_gender(speaker.name, self._words)
            self._last = _Last(speaker, source.at, gender)
        return speaker

    def _described(self, source: Source, *, goes_on: bool) -> Speaker:
        phrase = _ARTICLE.sub("", source.phrase)
        if source.definite and self._titled:
            person = self._holder(phrase, source.at)
            if person is not None:
                return Speaker(person.name, person, f"“the {phrase}” = {person.name}")
        last = self._last.speaker if self._last else None
        goes_on = goes_on or phrase.casefold().endswith(_PARTY_MEMBER)
        if goes_on and source.definite and last and last.mention and last.mention.kind == "person":
            word = phrase.casefold().split()[-1]
            if word in self._words.roles and not word.endswith("s"):
                return Speaker(last.name, last.mention, f"“the {phrase}” goes on, {last.name} spoke last")
        return (self._varied(source, phrase) if source.definite else None) or Speaker(phrase, None)

    def _varied(self, source: Source, phrase: str) -> Speaker | None:
        """Who is meant by another word for somebody just named, as the press varies: "the 29-year-old", "the Leeds MP"."""
        words = phrase.split()
        head = words[-1].casefold()
        if head in _MANY or head in _STRANGERS or (head.endswith("s") and len(words) > 1) or len(words) > 3:
            return None
        known = head in self._words.roles
        of_people = words[0] in self._words.demonyms or words[0] in self._words.places
        office = head in BARE_OFFICES if len(words) == 1 else words[0] in PAST and known
        placed = known and len(words) > 1 and words[0][0].isupper()
        if not (office or placed or _BY_AGE_OR_CHILDREN.search(phrase) or (of_people and len(words) == 1)):
            return None
        person = self._last_person(source.at, _role_gender(phrase, self._words))
        if person and placed and not of_people and not may_hold(person, head):
            return None
        if person is None or len(self._in_office(head, source.at)) > 1:
            return None
        if office and holds_other_office(person, head, self._words):
            return None
        return Speaker(person.name, person, f"“the {phrase}” = {person.name}, named just before")

    def _last_person(self, at: int, gender: str | None) -> Mention | None:
        """The person who speaks or acts in the sentences right before, in this paragraph or the one before it."""
        paragraph = self._document.paragraph_at(at)
        above = max(0, paragraph.index - 1) if paragraph else 0
        low = self._document.paragraphs[above].start
        for start, end in self._sentences_before(at):
            if start < low:
                return None
            last = self._last
            if last and start <= last.at < end and last.speaker.mention and last.may_be(gender, self._words.roles):
                return last.speaker.mention
            subject = self._subject(start, end, gender, "person")
            if subject is not None:
                return subject
        return None

    def _holder(self, phrase: str, at: int) -> Mention | None:
        """The one person named before whose role the description repeats: "the senator", "the German chancellor"."""
        same = [person for person in self._titled if (person.role or "").casefold() == phrase.casefold()]
        if len(same) == 1 and same[0].spans[0][0] < at:
            return same[0]
        words = phrase.casefold().split()
        if words[-1] not in self._words.roles or " of " in phrase or " for " in phrase:
            return None
        holders = [
            person
            for person in self._in_office(words[-1], at)
            if all(is_of(word, (person.role or "").casefold()) for word in words[:-1])
        ]
        return holders[0] if len(holders) == 1 else None

    def _in_office(self, office: str, at: int) -> list[Mention]:
        """Who is named before ``at`` with that office, by any of its names."""
        names = same_office(office)
        return [
            person
            for person in self._titled
            if person.spans[0][0] < at and any(name in (person.role or "").casefold() for name in names)
        ]

    def _pronoun(self, source: Source) -> Speaker | None:
        gender = _GENDERS.get(source.phrase)
        if gender is None:
            return self._group(source) if source.phrase in {"it", "es", "they"} else None
        found: Mention | None = None
        for start, end in self._sentences_before(source.at):
            if self._last and start <= self._last.at < end and self._last.may_be(gender, self._words.roles):
                named = self._subject(start, min(end, self._last.at), gender, "person")
                if named is None or self._last.at < source.at:
                    return self._read(source, self._last.speaker.name, self._last.speaker.mention)
            subject = self._subject(start, end, gender, "person")
            if subject is not None:
                return self._read(source, subject.name, subject)
            found = found or self._anyone(start, end, gender)
        if found is None and self._last and self._last.may_be(gender, self._words.roles):
            return self._read(source, self._last.speaker.name, self._last.speaker.mention)
        if found is None:
            described = self._described_before(source.at, gender)
            return self._read(source, described, None) if described else None
        return self._read(source, found.name, found)

    def _described_before(self, at: int, gender: str) -> str | None:
        """Who opens the sentence before by a description alone: "The judge praised them. “…,” he said"."""
        for start, end in self._sentences_before(at):
            opening = _DESCRIBED.match(self._document.text, start, end)
            if opening is None:
                continue
            word = opening["who"]
            fits = word in self._words.roles and word not in _MANY and not word.endswith("s")
            return word if fits and _role_gender(word, self._words) in {gender, None} else None
        return None

    def _group(self, source: Source) -> Speaker | None:
        """What "it" or "they" stands for: the body, or the people, that spoke or opened the sentence before."""
        many = source.phrase == "they"
        last = self._last.speaker if self._last else None
        if many and last and last.mention is None and last.name.casefold().split()[-1].endswith("s"):
            return self._read(source, last.name, None)
        for number, (start, end) in enumerate(self._sentences_before(source.at)):
            opening = _DESCRIBED_GROUP.match(self._document.text, start, end)
            head = opening["who"].casefold() if opening else ""
            people = head in _GROUPS or (head.endswith("s") and head in self._words.roles)
            if opening and (people if many else head in self._words.body_nouns):
                return self._read(source, opening["who"], None)
            if number > 0:
                break
        return None if many else self._body(source)

    def _body(self, source: Source) -> Speaker | None:
        """What "it" stands for: the body that spoke or was spoken of last."""
        if self._last and (self._last.speaker.mention is None or self._last.speaker.mention.kind != "person"):
            return self._read(source, self._last.speaker.name, self._last.speaker.mention)
        for start, end in self._sentences_before(source.at):
            body = self._subject(start, end, None, "organisation")
            if body is not None:
                return self._read(source, body.name, body)
        return None

    def _read(self, source: Source, name: str, mention: Mention | None) -> Speaker:
        paragraph = self._document.paragraph_at(source.at)
        where = f", paragraph {paragraph.index + 1}" if paragraph else ""
        return Speaker(name, mention, f"“{source.phrase}” = {name}{where}")

    def _sentences_before(self, at: int) -> Iterator[tuple[int, int]]:
        """The part of the pronoun's own sentence before it, then the sentences before that, nearest first."""
        paragraph = self._document.paragraph_at(at)
        left = _SENTENCES_BACK
        index = paragraph.index if paragraph else -1
        while index >= 0 and left > 0:
            for start, end in reversed(self._document.paragraphs[index].sentences[:200]):
                if start >= at or left == 0:
                    continue
                if not self._is_quoted(start, min(end, at)):
                    left -= 1
                    yield start, min(end, at)
            index -= 1

    def _is_quoted(self, start: int, end: int) -> bool:
        index = bisect_right(self._starts, start) - 1
        return index >= 0 and self._ends[index] >= end

    def _outside(self, start: int, end: int, gender: str | None, kind: str) -> Iterator[tuple[int, int, Mention]]:
        for begin, stop, mention in self._mentions.within(start, end):
            fits = mention.kind == kind and (gender is None or self._gender(mention) in {gender, None})
            if fits and begin >= start and not self._is_quoted(begin, stop):
                yield begin, stop, mention

    def _subject(self, start: int, end: int, gender: str | None, kind: str) -> Mention | None:
        """The first name of the sentence that no preposition and no verb makes an object; else whose the opening noun is."""
        text = self._document.text
        owner: Mention | None = None
        for begin, stop, mention in self._outside(start, end, gender, kind):
            before = _BEFORE_NAME.search(text, max(start, begin - 60), begin)
            word = before.group(1).lower() if before else ""
            opens = before is not None and before.start(1) == start and word in {"and", "und"}
            if word in _NO_SUBJECT and not opens and not text.startswith("As for", max(start, begin - 7)):
                continue
            if not text.startswith(_POSSESSIVE, stop):
                return mention
            if begin == start:
                owner = mention
        return owner

    def _anyone(self, start: int, end: int, gender: str) -> Mention | None:
        return next((mention for _, _, mention in self._outside(start, end, gender, "person")), None)


def _role_gender(phrase: str, words: NameWords) -> str | None:
    for word in phrase.casefold().replace("-", " ").split():
        if word in words.masculine_roles:
            return "m"
        if word in words.feminine_roles:
            return "f"
    return None
