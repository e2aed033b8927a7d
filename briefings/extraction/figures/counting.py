"""What a number counts: the noun phrase after it, found without a tagger by the shape of words."""

import re
from typing import NamedTuple

from briefings.extraction.figures.numbers import SMALL
from briefings.extraction.figures.patterns import one_of

_WORD = re.compile(
    r"(?P<gap>[ \u00a0])(?P<word>(?:[A-Z]\.){2,4}|[^\W\d_](?:[\w’'&.-]{0,30}\w)?)(?P<own>[’'](?=[ \u00a0]))?"
)
_ENDS = frozenset(
    "a an the this that these those his her its their our my your and or but nor so if as at by for from in into of off "
    "on onto out over per than through to toward towards under until unto up upon via with within without about after "
    "against along amid among amongst around before behind below beneath beside besides between beyond despite down "
    "during except inside like near outside past since throughout is are was were be been being am has have had having "
    "do does did doing will would shall should can could may might must not no who whom whose which what when where why "
    "how while because although though whether there here it he she they we you i him them us me said says told came "
    "went fell rose left got took made found won lost ran began became held kept led met paid put saw set sent shot "
    "heard sang sat knew drew flew grew broke drove rode sank sold taught wore woke wept bore bought brought built caught "
    "chose dealt drank dug fed felt fled forgot forgave gave hid hung meant rang said shook shone slept sought stole swam "
    "swore threw understood voted warned withdrew "
    "spent spoke stood struck swept thought wrote remain remained already also even just only still yet then now ago "
    "apart later earlier away together alone each apiece nationwide worldwide overall annually respectively instead "
    "too again ever never soon once both either neither all some any other's today yesterday tomorrow tonight voted "
    "died worth compared including according last next monday tuesday wednesday thursday friday saturday sunday".split()
)
_PLURALS = frozenset(
    "people men women children police troops personnel staff aircraft cattle sheep fish deer feet teeth mice geese oxen "
    "livestock salmon squid swine series species spacecraft folk offspring media data criteria bacteria phenomena alumni "
    "fungi crew crises analyses hypotheses oases theses youth clergy gentry infantry helicopters others seamen".split()
)
_PLURAL_ENDS = ("men", "women", "people", "children", "craft")
_NO_PLURALS = frozenset(
    "this his its was has is as us yes always perhaps news overseas across plus minus thus sometimes besides afterwards "
    "towards upwards less business process access congress press gas bus lens bias chaos campus virus census status "
    "bonus focus crisis basis analysis paris texas mars christmas politics economics athletics olympics physics".split()
)
_STATES = frozenset(
    "dead injured wounded missing killed hurt hospitalised hospitalized homeless detained displaced".split()
)
_SINGLES = frozenset(
    "person man woman child boy girl soldier officer civilian worker driver passenger student teacher policeman victim "
    "suspect baby infant teenager firefighter protester pedestrian cyclist rider death fatality case vote seat".split()
)


_PEOPLES = frozenset(
    "sudanese chinese japanese vietnamese portuguese lebanese taiwanese nepalese maltese congolese senegalese burmese "
    "british french irish dutch swiss english spanish scottish welsh turkish polish danish swedish finnish rohingya maori inuit yazidi hausa".split()
)
_MODEL = re.compile(
    r"(?P<gap>[ \u00a0])(?P<word>[0-9]{1,3}[A-Z][A-Z0-9]{0,5}|[0-9]{2,4}(?:-[0-9]{1,4})?)(?= [a-z]{3,20}s(?![a-z]))"
)
"""The number in the name of what is counted: "Boeing 737 jets", "Leopard 2A8 tanks"."""
_NUMBERED = re.compile(r"[ \u00a0](?:[^\W\d_][\w’'-]*[’']s? )?(?:[0-9]|" + one_of(SMALL) + r"(?![a-z]))")
"""Another number behind "of": "six of the eight judges"."""
_COMPOUND = re.compile(
    r"-(?:member|man|woman|men|person|people|strong|seat|seater|bed|bedroom|room|storey|story|storeyed|floor|page|nation|"
    r"country|judge|justice|vehicle|car|carriage|ship|vessel|team|club|school|bank|unit|item|question|vote|run|goal|try|"
    r"game|match|lap|hole|stage|part|volume|episode|track|child|family|crew|engine|berth|truck|lorry|player|rider|horse|"
    r"guest|student|pupil|soldier|officer|delegate|plane|aircraft|home|house|panel|tower|turbine|string|wicket|try|"
    r"hectare|acre|word|line|song|city|town|island|village|stop|station|lane|wheel|barrel|gun|missile)(?![a-z-])"
)


FORESEEN = re.compile(
    r" (?:[a-z]+ )?(?:analysts|economists|experts|investors|markets|traders|forecasters|pollsters|officials|organisers|organizers) (?:had |have )?"
    r"(?:expected|forecast|predicted|estimated|anticipated|projected|hoped)(?![a-z])"
)
"""Who foresaw a number, and what it does not count: "below the 449,080 analysts had expected"."""
_VERBS = frozenset(
    "puts gives shows finds suggests says makes takes gets goes comes brings leaves means seems keeps".split()
)
"""Verbs in the shape of a plural, which end what is counted: "a poll of 2,046 adults puts"."""


class Counted(NamedTuple):
    """The words that say what is counted: half-open code points from the first word to the head noun."""

    start: int
    end: int
    plural: bool


def counted_after(
    text: str, end: int, *, singular: bool = False, compounds: bool = True, limit: int = 6
) -> Counted | None:
    """The noun phrase that follows a number which ends at ``end``; ``singular`` after "one".

    Its head is the first plural noun, with the ``compounds`` that follow at once ("civil rights groups"); a state such as
    "dead" or "wounded" counts too when nothing follows. The words end at a preposition, a verb or a mark.
    """
    if text[end : end + 4] == " of " and (end := _past_determiner(text, end + 3)) < 0:
        return None
    start, head, state, named = end + 1, 0, 0, False
    for count in range(limit):
        match = _WORD.match(text, end) or (_MODEL.match(text, end) if named else None)
        if match is None:
            break
        named = match["word"][0].isupper() and match.re is _WORD
        word = match["word"].lower()
        if match.re is _MODEL:
            end = match.end()
            continue
        if word in _ENDS or (head and not (compounds and _goes_on(match["word"], word))):
            break
        end = match.end("word")
        if singular and word in _SINGLES:
            return Counted(start, end, plural=False)
        if is_plural(word) and not match["own"]:
            head = end
        elif count == 0 and (word in _STATES or (word in _PEOPLES and match["word"][0].isupper())):
            state = end
    if head:
        return Counted(start, head, plural=True)
    return Counted(start, state, plural=True) if state else None


def compound_after(text: str, end: int) -> Counted | None:
    """What a number counts inside a compound that goes on at ``end``: "-member panel", "-strong crowd"."""
    match = _COMPOUND.match(text, end)
    if match is None:
        return None
    noun = _WORD.match(text, match.end())
    if noun is None or noun["word"].lower() in _ENDS or noun["own"]:
        return Counted(end + 1, match.end(), plural=False)
    return Counted(end + 1, mass_end(text, noun.end("word")), plural=False)


def mass_end(text: str, end: int) -> int:
    """Where a noun phrase without a plural ends whose first word ends at ``end``: at most two words on, if it ends there."""
    last = end
    for _ in range(2):
        match = _WORD.match(text, last)
        word = match["word"].lower() if match else ""
        if match is None or word in _ENDS or word.endswith(("ed", "ly")):
            return last
        last = match.end("word")
    following = _WORD.match(text, last)
    return last if following is None or following["word"].lower() in _ENDS else end


def _past_determiner(text: str, end: int) -> int:
    """Where the noun may begin behind an "of" that ends at ``end``; -1 where another number stands there."""
    for word in (" the", " its", " their", " his", " her", " our", " those", " these"):
        if text.startswith(f"{word} ", end):
            end += len(word)
            break
    return -1 if _NUMBERED.match(text, end) else end


def _goes_on(written: str, word: str) -> bool:
    """Whether a word after a plural head still belongs to the name of the thing: another plural, in lower case."""
    return is_plural(word) and written[0].islower() and word not in _VERBS and word not in {"others", "data", "media"}


def is_plural(word: str) -> bool:
    """Whether a lower-case word has the shape of a plural noun."""
    if word in _PLURALS or word.endswith(_PLURAL_ENDS):
        return True
    return (
        len(word) > 2
        and word.endswith("s")
        and not word.endswith(("ss", "us", "is", "’s", "'s"))
        and word not in _NO_PLURALS
    )
