"""Runs of capitalised words in a text: where names may stand."""

import re
from collections.abc import Iterator

CAPITAL = "A-ZÀ-ÖØ-ÞĀĂĄĆĈĊČĎĐĒĔĖĘĚĜĞĠĢĤĦĨĪĬĮİĴĶĹĻĽĿŁŃŅŇŊŌŎŐŒŔŖŘŚŜŞŠŢŤŦŨŪŬŮŰŲŴŶŸŹŻŽȘȚƏ"
_ABBREVIATED = (
    "(?:Mr|Mrs|Ms|Mx|Dr|Sens?|Reps?|Govs?|Gen|Lt|Col|Sgt|Capt|Cmdr|Adm|Maj|Cpl|Pvt|Brig|Rev|Prof|Hon|St|Jr|Sr|Engr|Barr|Cllr|Atty|Adv|Cde|Det|Insp|Supt"
    "|Corp|Inc|Ltd|Dept)\\."
)
_WORD = f"(?:(?=[A-Z][a-z]{{0,4}}\\.)(?:{_ABBREVIATED}|(?:[A-Z]\\.){{1,4}})|(?:(?:al|el|as|an|ad|ash|ur|ka|wa|ga)-)?[{CAPITAL}]\\w*(?:[’'](?=[{CAPITAL}])\\w+|-\\w+){{0,4}})"
_PARTICLE = "(?:de|la|van|von|der|den|bin|ibn|al|el|da|do|dos|del|di|du|le|ben|abu|bint|ul|ur|af|av|zu|ter|ten|ap)"
RUN = re.compile(
    f"(?<![\\w@#])(?:{_WORD})(?:[ \\u00a0](?:{_PARTICLE}[ \\u00a0]){{0,3}}{_WORD}|,[ \\u00a0](?=[JS]r\\.)[JS]r\\.){{0,7}}"
)
"""At most eight capitalised words with particles between them; initials and shortened titles keep their full stop."""
_CANDIDATE = re.compile(f"[{CAPITAL}]")
_BEFORE_CAPITAL = re.compile("(?<![\\w@#-])(?:al|el|as|an|ad|ash|ur|ka|wa|ga)-\\Z")


def find_runs(text: str, *, capital_nouns: bool = False) -> Iterator[tuple[int, str]]:
    """Every run with its start, parted at articles where all nouns have capitals: capitals are found first, since that is faster than to try the pattern everywhere."""
    done = 0
    for capital in _CANDIDATE.finditer(text):
        start = capital.start()
        if start < done:
            continue
        if start and text[start - 1] == "-":
            article = _BEFORE_CAPITAL.search(text, max(0, start - 4), start)
            start = article.start() if article else start
        run = RUN.match(text, start)
        if run is not None:
            done = run.end()
            if capital_nouns:
                yield from _between_articles(start, run.group())
            elif "." in run.group():
                yield from _between_sentences(start, run.group())
            else:
                yield start, run.group()


def _between_articles(start: int, run: str) -> Iterator[tuple[int, str]]:
    """What stands between "der", "von den" and the like, which open another noun but for "von der Leyen"."""
    begin = 0
    for article in _ARTICLE.finditer(run):
        led = article["led"] is not None
        if led and article["article"] == "der" and run[article.end() :].split(" ", 1)[0] in _VON_DER:
            continue
        yield start + begin, run[begin : article.start()]
        begin = article.end()
    yield start + begin, run[begin:]


def _between_sentences(start: int, run: str) -> Iterator[tuple[int, str]]:
    """What stands on either side of a full stop that also ends a sentence: "the U.S. He", "Smith Jr. But"."""
    opening = _NEXT_SENTENCE.search(run)
    if opening is None:
        yield start, run
        return
    yield start, run[: opening.start() + 1]
    yield start + opening.end(), run[opening.end() :]


_NEXT_SENTENCE = re.compile(
    "\\.[ \\u00a0](?=(?:He|She|It|They|We|You|His|Her|Its|Their|This|That|These|Those|The|But|And|Yet|So|In|On|At|If|As|When|While|After|Before|For|From|With"
    "|By|There|Then|What|Who|How|Why|Where|Not|No|Some|Many|Most|All|One|Both|An?|I)\\b(?!\\.))"
)
_ARTICLE = re.compile("[ \\u00a0](?:(?P<led>von|van|zu)[ \\u00a0])?(?P<article>der|den|dem|des)[ \\u00a0]")
_VON_DER = frozenset(
    "Leyen Bellen Heydt Groeben Schulenburg Goltz Lippe Decken Tann Vring Osten Heyden Marwitz".split()
)
