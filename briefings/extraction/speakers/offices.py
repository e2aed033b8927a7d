"""Which office a description may mean when the press writes it in place of a name: "the senator", "the Leeds manager"."""

from briefings.extraction.mentions import Mention
from briefings.extraction.naming.words import NameWords

PAST = frozenset("former retired veteran traditional elder".split())
BARE_OFFICES = frozenset(
    "premier mayor senator congressman congresswoman lawmaker governor chairman chairwoman actor actress singer author writer director "
    "striker winger flanker fullback quarterback linebacker pitcher spinner seamer batter goalkeeper midfielder defender captain coach manager pastor professor teacher farmer driver engineer".split()
)
_COUNTRY = {
    "french": "france",
    "dutch": "netherl",
    "british": "brit",
    "danish": "denmark",
    "welsh": "wales",
    "american": "u.s.",
}
"""Peoples whose country begins with other letters."""
_SAME_OFFICE = {
    "senator": ("sen.", "senator"),
    "governor": ("gov.", "governor"),
    "congressman": ("rep.", "congressman"),
    "congresswoman": ("rep.", "congresswoman"),
    "representative": ("rep.", "representative"),
    "lawmaker": ("rep.", "sen.", "mp", "lawmaker", "congressman", "congresswoman", "senator"),
    "leader": ("president", "prime minister", "premier", "chancellor", "king", "leader", "chief"),
    "judge": ("judge", "justice"),
    "coach": ("coach", "manager"),
    "manager": ("manager", "coach"),
    "premier": ("premier", "prime minister"),
    "professor": ("prof.", "professor"),
    "general": ("gen.", "general"),
}


def same_office(office: str) -> tuple[str, ...]:
    """All words for the office that a role may hold in its place."""
    return _SAME_OFFICE.get(office, (office,))


def may_hold(person: Mention, office: str) -> bool:
    """Whether the person's role says the office, or none is told and no title would have told it ("Sen. X")."""
    if person.role:
        return office in person.role.casefold()
    return not any(name.endswith(".") for name in _SAME_OFFICE.get(office, ()))


def holds_other_office(person: Mention, office: str, words: NameWords) -> bool:
    """Whether the person's role tells another office than this one."""
    role = (person.role or "").casefold()
    same = any(name in role for name in same_office(office))
    return not same and any(word in words.roles for word in role.split())


def is_of(word: str, role: str) -> bool:
    """Whether a word of a description is in the role, a country for its people: "French" in "France's president"."""
    return word[:4] in role or _COUNTRY.get(word, word[:3] if word[-1:] in "nihce" else word[:4]) in role
