"""One card of each kind, as commands make them, for the golden files."""

from bot.chat.cards.cards import (
    Action,
    Bullets,
    Card,
    Change,
    Comparison,
    Copy,
    DateBlock,
    FigureBlock,
    Heading,
    Link,
    Menu,
    Note,
    QuoteBlock,
    SourceLine,
    Text,
)
from briefings.ports.courier import Shown

SOURCE = SourceLine(
    "Leader offers to go for a place in the alliance", "Example Times", "23 February 2025", "https://news.example/a_(1)"
)

CARDS = {
    "briefing": Card(
        (
            Heading("Leader offers to go for a place in the alliance", url="https://news.example/a_(1)"),
            Text("The offer came on the eve of the third anniversary."),
            Heading("The numbers", 2),
            FigureBlock("record 267 attack drones", "Ukraine's air force", "overnight from Saturday", source=SOURCE),
            Heading("Coming up", 2),
            DateBlock("Thursday 6 March", "special European summit in Brussels", "in 11 days", source=SOURCE),
            Note("This is a sample."),
        ),
        rows=(
            (Action("Quotes", "quotes 1"), Action("Figures", "figures 1"), Action("Dates", "dates 1")),
            (Link("Source", "https://news.example/a_(1)"), Copy("Copy", "text")),
        ),
        shows=(Shown("b1", 1),),
    ),
    "quotes": Card(
        (
            Heading("Zelensky"),
            QuoteBlock(
                "“If it is needed, I am ready. […] I can exchange it for NATO.”",
                "Volodymyr Zelensky",
                "Ukraine's president",
                "“If it is needed, I am ready,” he said on Sunday.",
                SOURCE,
                "part 1 of 2",
            ),
            QuoteBlock("“promising”", "unattributed"),
        ),
        rows=((Action("Next", "quote zelensky page 2"), Action("In a new message", "quote zelensky", replaces=False)),),
    ),
    "check": Card(
        (
            Text("This quote is altered.", "Altered"),
            Comparison((Change("I am"), Change("steady", "gone"), Change("ready", "come"), Change("to go."))),
        ),
    ),
    "speakers": Card(
        (Heading("Speakers"), Bullets(("Volodymyr Zelensky, 6 quotes", "Mark Rutte, 3 quotes", "1. *nobody*"))),
        menus=(Menu("Whose quotes?", (Action("Mark Rutte", "quote rutte"), Action("Nobody", "quote nobody"))),),
    ),
    "called": Card((Heading("Digest for Sunday 23 February"),), mention="4242"),
    "mistake": Card((Text("No speaker is called “@everyone <b>_x_”."),), mistake=True),
}
