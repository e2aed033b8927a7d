"""What belongs to a figure beyond its number and noun: "debts of £4m", "5% interest", "up 7.3%", "from 81 down to 34"."""

import re

_HEAD = re.compile(
    r"(?<![\w-])(?P<head>(?:(?:annual|average|net|gross|total|pre-tax|record|full-year|quarterly|monthly|maximum|minimum|median"
    r"|combined|overall|new) )?(?!(?:out|instead|because|ahead|one|some|end|start|number|most|all|each|many|any|two|three|four"
    r"|five|six|both|half|part|east|west|north|south|short|made|consists?|and|dozens|hundreds|thousands|millions|billions|tens|case"
    r"|age|course|month|year|week|day|people|total|excess|region|worth|just|speak|spoke|kind|sort|tune|back)\b)[a-z]{4,20}) of (?:an? )?\Z"
)
_DIRECTION = re.compile(r"(?<![\w-])(?:(?:up|down)(?: from)?|from) \Z")
_TARGET = re.compile(
    r" (?P<way>down|up|back)? ?to (?P<more>(?:just |only |about |around |some |nearly |almost )?[£$€₹]?[0-9][0-9,.]*[0-9]?(?: ?(?:%|per ?cent"
    r"|million|billion|trillion|[mb]n?(?![a-z])))?)"
)
_PERCENT_NOUN = re.compile(
    r" (?:(?:pay|tax|price|annual|import|export|wage|rate|profit|budget|vote|market|voter) )?(?:interest|stake|share|rise|increase|fall"
    r"|drop|cut|decline|growth|discount|tax|tariffs?|duty|duties|levy|chance|majority|turnout|reduction|jump|gain|loss|margin"
    r"|rate|target|limit|threshold|swing|vote|surge|slump|hike|dip|return|yield|fee|premium|surcharge|support|approval"
    r"|unemployment|inflation)(?![\w-])(?: (?:in|on) (?!(?:the |a )?(?:[A-Z]|first|second|last|past|year|month|week))[a-z]{3,15}(?= |[.,;]))?"
    r"| (?:to|of|off) (?!the |a |an |its |his |her |their )[a-z]{4,15}(?=[.,;]|\Z)"
)
_RATE = re.compile(
    r" (?:a|an|per|each|every) (?:year|month|week|day|hour|minute|second|person|head|share|household|night|kilo|litre|tonne)(?![\w-]| (?:ago|earlier|before|later))"
)
_LOOK = 60


def with_complements(low: str, start: int, end: int, *, percent: bool, counted: bool, sentence: int) -> tuple[int, int]:
    """The span of a figure widened to what belongs to it; ``sentence`` is where its sentence begins."""
    left = max(sentence, start - _LOOK)
    behind_of = low.endswith(("of ", "of a ", "of an "), left, start)
    headed = behind_of and not counted and not low.startswith("magnitude", start)
    head = _HEAD.search(low, left, start) if headed else None
    directed = low.endswith(("up ", "down ", "from "), left, start)
    direction = _DIRECTION.search(low, max(left, start - 12), start) if directed else None
    if direction and counted and low.endswith("from ", 0, start):
        direction = None
    begin = head.start("head") if head else direction.start() if direction else start
    if percent:
        noun = _PERCENT_NOUN.match(low, end)
        end = noun.end() if noun else end
    rate = _RATE.match(low, end)
    return begin, rate.end() if rate else end


def fallen_to(low: str, start: int, end: int) -> int:
    """Where "from 81 down to 34" ends when its first number stands from ``start`` to ``end``; ``end`` when it does not."""
    if not low.endswith("from ", 0, start):
        return end
    target = _TARGET.match(low, end)
    return target.end("more") if target and target["way"] else end
