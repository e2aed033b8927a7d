"""The words of the calendar."""

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "january jan.", "february feb.", "march mar.", "april apr.", "may", "june jun.", "july jul.",
            "august aug.", "september sept. sep.", "october oct.", "november nov.", "december dec.",
        ),
        1,
    )
    for name in names.split()
}  # fmt: skip
MONTHS |= {name.rstrip("."): number for name, number in MONTHS.items()}
WEEKDAYS = {
    name: number for number, name in enumerate("monday tuesday wednesday thursday friday saturday sunday".split())
}
HOLIDAYS = {
    "christmas day": (12, 25), "christmas eve": (12, 24), "boxing day": (12, 26), "new year's eve": (12, 31),
    "new year’s eve": (12, 31), "new year's day": (1, 1), "new year’s day": (1, 1), "valentine's day": (2, 14),
    "valentine’s day": (2, 14), "halloween": (10, 31), "the fourth of july": (7, 4),
}  # fmt: skip
MOVABLE = (
    "election day", "inauguration day", "thanksgiving", "thanksgiving day",
    "budget day", "polling day", "eid al-fitr", "eid al-adha", "diwali", "black friday",
    "independence day", "labor day", "labour day", "memorial day", "republic day",
)  # fmt: skip
COUNTS = {
    word: number
    for number, word in enumerate(
        "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
        "eighteen nineteen twenty".split(),
        1,
    )
} | {"a": 1, "an": 1, "thirty": 30, "forty": 40, "fifty": 50, "a couple of": 2, "couple of": 2, "a dozen": 12}
UNITS = ("day", "week", "fortnight", "month", "year", "decade", "quarter", "weekend")
