"""Passages in the registers of the press with what a duty editor needs of each, written before the rules were.

A figure is (phrase, unit, claimant); the claimant is None where the passage names nobody. ``NOISE`` are numbers that tell a
reader nothing as key figures. A date is (words, first day or "?", what happens in part), read on Wednesday 5 March 2025.
"""

from datetime import date

PUBLISHED = date(2025, 3, 5)

Gold = tuple[str, str | None, str | None]

FIGURES: tuple[tuple[str, tuple[Gold, ...]], ...] = (
    # Wire
    (
        "At least 31 people were killed when a ferry sank off Dormana, the coastguard said on Tuesday.",
        (("At least 31 people", None, "coastguard"),),
    ),
    (
        "Inflation eased to 4.1% in February from 4.6% a month earlier, the statistics office reported.",
        (("4.1%", "%", "statistics office"), ("from 4.6%", "%", "statistics office")),
    ),
    ("Unemployment fell from 81,000 down to 34,000 over the decade.", (("from 81,000 down to 34,000", None, None),)),
    (
        "The bank, which has debts of £4m, was put into administration.",
        (("debts of £4m", "GBP", None),),
    ),
    ("The new bonds pay 5% interest.", (("5% interest", "%", None),)),
    ("Halvik, a town with a population of 9,100, has no bridge.", (("population of 9,100", None, None),)),
    (
        "Officials put the cost of the repairs at €18 million.",
        (("€18 million", "EUR", "Officials"),),
    ),
    (
        "A further 2,400 soldiers will be sent, Defence Minister Ilse Brandt announced.",
        (("A further 2,400 soldiers", None, "Ilse Brandt"),),
    ),
    # Business
    (
        "Like-for-like sales were up 7.3% to £2.84bn in the 12 weeks to Christmas.",
        (("up 7.3%", "%", None), ("£2.84bn", "GBP", None)),
    ),
    ("The carmaker posted a loss of $310m, its first since 2009.", (("a loss of $310m", "USD", None),)),
    (
        "Pre-tax profit almost doubled to £61m, from £32m a year ago.",
        (("£61m", "GBP", None), ("from £32m", "GBP", None)),
    ),
    ("Shares in Orvane closed down 12% at 340p.", (("down 12%", "%", None), ("340p", "pence", None))),
    ("Price rises added 3% to revenue.", (("3% to revenue", "%", None),)),
    ("The retailer, chief executive Paul Greer said, will close 48 stores.", (("48 stores", None, "Paul Greer"),)),
    ("Rents climbed at an annual rate of 9.2%.", (("an annual rate of 9.2%", "%", None),)),
    ("Steel output rose by 210,000 tonnes a year.", (("210,000 tonnes a year", "tonnes", None),)),
    # Polls and statistics
    ("In a June poll by Lendt, 54% of voters backed the treaty.", (("54% of voters", "%", "Lendt"),)),
    (
        "Some 63 percent of nurses, according to the union, plan to quit.",
        (("Some 63 percent of nurses", "%", "union"),),
    ),
    ("Deaths on the roads dropped by a fifth last year, police figures show.", (("a fifth", "share", "police"),)),
    ("Two in five pupils miss breakfast, the charity Fairmeal found.", (("Two in five pupils", "share", "Fairmeal"),)),
    ("The ministry estimates that 1.2 million homes stand empty.", (("1.2 million homes", None, "ministry"),)),
    (
        "Nearly 700 complaints were received, the regulator quietly confirmed.",
        (("Nearly 700 complaints", None, "regulator"),),
    ),
    # Courts and crime
    ("He was jailed for 14 years.", (("14 years", "years", None),)),
    ("The court fined the firm €2.5m.", (("€2.5m", "EUR", None),)),
    (
        "Customs officers seized 640kg of cocaine worth £51m.",
        (("640kg of cocaine", "kg", None), ("£51m", "GBP", None)),
    ),
    # Disaster, weather, science
    (
        "More than 140 millimetres of rain fell on the valley in a day.",
        (("More than 140 millimetres of rain", "mm", None),),
    ),
    ("The blaze has destroyed 320 homes, said fire chief Rosa Quint.", (("320 homes", None, "Rosa Quint"),)),
    (
        "The quake had a magnitude of 6.4, the geological survey said.",
        (("a magnitude of 6.4", "magnitude", "geological survey"),),
    ),
    ("Researchers at Tollen University tracked 5,200 bees.", (("5,200 bees", None, None),)),
    # War
    (
        "Ukraine's air force said Russia had launched a record 267 drones overnight.",
        (("record 267 drones", None, "Ukraine's air force"),),
    ),
    ("Kallan claims to have captured 1,400 prisoners.", (("1,400 prisoners", None, "Kallan"),)),
    (
        "The general told reporters that his troops had lost 19 tanks, while rebels spoke of 60.",
        (("19 tanks", None, "general"),),
    ),
    # Politics and budget
    ("The bill would cut spending by $1.5 trillion over ten years.", (("$1.5 trillion", "USD", None),)),
    (
        "The government has set aside 90 billion euros for railways, Finance Minister Olav Renn told parliament.",
        (("90 billion euros", "EUR", "Olav Renn"),),
    ),
    ("Turnout was 71.3 per cent.", (("71.3 per cent", "%", None),)),
    ("“We lost 300 jobs in this town,” Mayor Dora Finch said.", (("300 jobs", None, "Dora Finch"),)),
    ("On X, @harbourpolice wrote that 17 drivers had been stopped.", (("17 drivers", None, "@harbourpolice"),)),
    (
        "Ticket sales reached 88,000, up from 61,000 in 2023.",
        (("88,000", None, None), ("up from 61,000", None, None)),
    ),
)

NOISE: tuple[str, ...] = (
    "Anna Voss, 44, has run the shop since the flood.",
    "The 52-year-old was released on bail.",
    "The parade marked the third anniversary of the uprising.",
    "It was the fifth consecutive month of rain.",
    "The airline ordered more 747 jets for its fleet.",
    "Services on the 12.20 trains were cancelled.",
    "Spot silver XAG1= eased.",
    "She drove her BMW 320 to the G20 summit on Route 66.",
    "The hearing starts at 9.30 a.m. in court 4.",
    "Her 21st birthday party was in room 12.",
)

DATES: tuple[tuple[str, tuple[tuple[str, str, str], ...]], ...] = (
    ("Talks start on Monday in Vienna.", (("Monday", "2025-03-10", "Talks start"),)),
    ("The strike begins Friday at dawn.", (("Friday", "2025-03-07", "The strike begins"),)),
    ("The trial opens on Tuesday.", (("Tuesday", "2025-03-11", "The trial opens"),)),
    ("Protests are planned for Saturday.", (("Saturday", "2025-03-08", "Protests are planned"),)),
    ("The election is on the first Sunday in May.", (("the first Sunday in May", "2025-05-04", "The election"),)),
    ("The tax rises by 2.5% on April 6.", (("April 6", "2025-04-06", "The tax rises by 2.5%"),)),
    ("The gallery reopens in the spring.", (("spring", "?", "The gallery reopens"),)),
    (
        "Results are due in the second quarter of 2025.",
        (("the second quarter of 2025", "2025-04-01", "Results are due"),),
    ),
    (
        "The bridge will open in the first half of 2026.",
        (("the first half of 2026", "2026-01-01", "The bridge will open"),),
    ),
    ("Shops will close on Easter Monday.", (("Easter Monday", "2025-04-21", "Shops will close"),)),
    ("The ceasefire ends on Good Friday.", (("Good Friday", "2025-04-18", "The ceasefire ends"),)),
    (
        "He was arrested in May over the April 2 call.",
        (("May", "2024-05-01", "He was arrested"), ("April 2", "2024-04-02", "call")),
    ),
    ("She was elected last November.", (("last November", "2024-11-01", "She was elected"),)),
    ("The pact was signed on December 12.", (("December 12", "2024-12-12", "The pact was signed"),)),
    ("The summit takes place on June 14 and 15.", (("June 14 and 15", "2025-06-14", "The summit takes place"),)),
    ("Parliament votes on Thursday.", (("Thursday", "2025-03-06", "Parliament votes"),)),
    ("Police stopped the march on Monday.", (("Monday", "2025-03-03", "Police stopped the march"),)),
    ("The factory shut on Friday.", (("Friday", "2025-02-28", "The factory shut"),)),
    ("The minister flies to Oslo on Sunday.", (("Sunday", "2025-03-09", "The minister flies to Oslo"),)),
    ("A hearing has been set for March 20.", (("March 20", "2025-03-20", "A hearing has been set"),)),
    ("The ban comes into force next Wednesday.", (("next Wednesday", "2025-03-12", "The ban comes into force"),)),
    (
        "The airline said on Monday it will cut flights from April 1.",
        (("Monday", "2025-03-03", "The airline said"), ("April 1", "2025-04-01", "cut flights")),
    ),
    ("Applications close at the end of March.", (("the end of March", "2025-03-31", "Applications close"),)),
    (
        "Exports fell in the fourth quarter of last year.",
        (("the fourth quarter of last year", "2024-10-01", "Exports fell"),),
    ),
)

NO_AGENDA: tuple[str, ...] = (
    "Doors close at 7 p.m. sharp.",
    "The union wants net zero by its 2050 target.",
    "The film is set in the 1990s.",
)
"""Passages whose times and years are no days that anybody waits for: found or not, readers do not see them."""
