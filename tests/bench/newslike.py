"""News articles made up for measuring: as long, as quoted and as full of figures as real ones."""

import random

_PEOPLE = (
    "Ines Falk",
    "Otto Brand",
    "Mira Sand",
    "Paulo Reis",
    "Hana Novak",
    "Tarek Aziz Nour",
    "Lena Voss",
    "Ken Abara",
)
_ROLES = ("Mayor", "Foreign Minister", "spokeswoman", "union leader", "Chancellor", "Judge", "Senator", "coach")
_PLACES = ("Harbour City", "Ukraine", "Germany", "Brussels", "Lima", "New Zealand", "Kenya", "South Korea")
_SENTENCES = (
    '"{claim}," {role} {name} said on {day}.',
    '"{claim}," {name} told reporters in {place}. "{other}."',
    "{name}, who has led the council since {year}, said the plan was “{scare}”.",
    "The {body} reported {number} cases in {place} between {day} and Sunday, {percent} percent more than a year ago.",
    "{role} {name} will travel to {place} next week for a summit on {topic}.",
    "He added that “{claim}”, but gave no details.",
    "A budget of ${money} million was agreed on March 6, according to the {body}.",
    "At least {number} people had to leave their homes in {place} overnight, the {body} said.",
    "The talks in {place} ended without a result, and nobody knows when they will go on.",
    "“{claim}. {other},” she wrote in a post on X.",
)
_CLAIMS = (
    "We will not leave this table before there is a result",
    "Nobody has asked the people who live here",
    "That is the best news of the year",
    "I have seen this river rise three times in my life",
    "There is no money for another year of waiting",
)


def article(seed: int, *, paragraphs: int = 28) -> str:
    """An article of about 4,500 characters, the same for the same seed."""
    rnd = random.Random(seed)
    lines = [f"{rnd.choice(_PLACES)} waits for an answer", f"{rnd.choice(_PLACES).upper()} (Agency) — {_line(rnd)}"]
    lines += [" ".join(_line(rnd) for _ in range(rnd.choice((1, 1, 2)))) for _ in range(paragraphs)]
    return "\n\n".join(lines)


def _line(rnd: random.Random) -> str:
    return rnd.choice(_SENTENCES).format(
        claim=rnd.choice(_CLAIMS),
        other=rnd.choice(_CLAIMS),
        role=rnd.choice(_ROLES),
        name=rnd.choice(_PEOPLE),
        place=rnd.choice(_PLACES),
        day=rnd.choice(("Monday", "Tuesday", "Friday", "3 May")),
        body=rnd.choice(("fire brigade", "World Bank", "health ministry", "Kremlin", "United Nations")),
        topic=rnd.choice(("trade", "the war", "migration", "climate")),
        scare=rnd.choice(("a joke", "dead", "much needed", "an insult")),
        number=f"{rnd.randint(12, 90_000):,}",
        percent=rnd.randint(2, 80),
        money=rnd.randint(2, 900),
        year=rnd.randint(1990, 2024),
    )
