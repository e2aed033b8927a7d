"""Runs what compiles its patterns only when it is first used."""

from datetime import date

from briefings.domain.drafting import Article
from briefings.extraction.extract import extract

ARTICLES = (
    (
        "PARIS, 6 March 2025 - Two of the ministers said on Monday that 40 would come. “We shall meet,” Ana Novak "
        "said in the town hall, where they had been told of the plan. It is what they have wanted for two years."
    ),
    (
        "Der Minister sagte am Montag, dass 40 nicht kommen und die Reise erst am 6. März 2025 beginnt. „Wir sind "
        "auch nur ein Teil der Stadt“, sagte die Sprecherin Ana Novak, und das ist für die meisten eine gute Nachricht."
    ),
    (
        "Le ministre a dit lundi que 40 personnes ne sont pas venues et que le voyage commence le 6 mars 2025. « Nous "
        "sommes dans la ville », a dit Ana Novak, et c'est une bonne nouvelle pour les gens qui sont avec elle."
    ),
)


def wake() -> None:
    """Read an article in each language that has a grammar."""
    for text in ARTICLES:
        extract(Article(text, published=date(2025, 3, 1)))
