"""Offices beside a name that tell what it names: "Minister for Health X Y", "Harbour Rovers coach X Y"."""

import re

OFFICE_OF = re.compile(
    r"\b(?:[Mm]inister|[Ss]ecretary|[Cc]ommissioner|[Ss]pokes(?:man|woman|person)|[Cc]hancellor|[Dd]irector|[Hh]ead|[Tt]reasurer|TD|MP|[Ee]nvoy) "
    r"(?:of State )?(?:for|of) (?:the )?(?:[A-Z][\w’'-]*(?:, | and | & | )){0,4}\Z"
)
"""An office whose field the next words name: "Minister for Health and Sport X Y"."""
ITS_OFFICE = re.compile(
    r"[ \u00a0](?:[a-z-]{3,12}[ \u00a0])?(?:coach|manager|captain|skipper|striker|midfielder|defender|goalkeeper|keeper|winger|forward|guard|centre|center"
    r"|quarterback|pitcher|boss|chairman|chairwoman|chief|president|director|editor|analyst|analysts|economist|economists|professor|researcher|founder|co-founder"
    r"|owner|player|batsman|bowler|fan|fans|physicist|biologist|historian)[ \u00a0](?=[A-Z])"
)
"""An office in a team, a firm or a school, between its name and its holder's: "Harbour Rovers coach X"."""
