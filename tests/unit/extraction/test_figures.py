"""Figures: value, unit, whole phrase; what is no figure; claimant and window."""

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.extraction.dates import find_dates
from briefings.extraction.document import read_document
from briefings.extraction.figures import find_figures
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes
from tests.unit.extraction.figures_gold import CASES, TRAPS
from tests.unit.extraction.figures_score import Gold, Score, read_figures

_PIECES = st.sampled_from(
    "one hundred million 5 12 3.5 1,000 ½ $ £ € Rs % percent percentage points to and between from - – half a dozen third "
    "of people soldiers years km C said police according March Monday 2025 , . : ( ) \n “ ” ' İ ß 🙂 ²".split(" ")
)
_NEWSLIKE = st.lists(_PIECES, max_size=40).map(" ".join) | st.lists(_PIECES, max_size=40).map("".join)


@pytest.mark.parametrize(("text", "gold"), CASES, ids=[text[:50] for text, _ in CASES])
def test_every_figure_of_a_sentence_is_read_whole(text: str, gold: tuple[Gold, ...]) -> None:
    score = Score()
    score.add(text, gold)
    assert (score.missed, score.extra, score.whole) == ([], [], len(gold))


@pytest.mark.parametrize("text", TRAPS)
def test_a_number_that_is_no_figure_is_left_alone(text: str) -> None:
    assert [figure.excerpt.text for figure in read_figures(text)] == []


@pytest.mark.parametrize(
    ("text", "claimant"),
    [
        ("Moscow launched 267 drones overnight, Kiev's air force said.", "Kiev's air force"),
        ("According to the World Bank, prices rose 4 percent.", "World Bank"),
        ("Prices rose 4 percent, according to the World Bank.", "World Bank"),
        ("Police said 12 people were hurt.", "Police"),
        ("“We lost 40 boats,” said Mayor Ana Ruiz.", "Ana Ruiz"),
        ("Ana Ruiz leads the town. Ruiz said 40 boats sank.", "Ana Ruiz"),
        ("A new study found 40 percent of reefs are dead.", "new study"),
        ("Of these, 40 boats sank, according to Ms. Ruiz.", "Ruiz"),
        ("The storm sank 40 boats.", None),
        ("Ada Lane chairs the port. She said 40 boats had sunk.", "Ada Lane"),
        ("The port's chief, Ada Lane, told MPs that 40 boats had sunk.", "Ada Lane"),
        ("The port, which is old, said 40 boats had sunk.", "port"),
        ("The port, which owns 40 boats, said it would close.", None),
        ("Organisers put the crowd at 80,000; police said they had no count.", "Organisers"),
        ("Officials fear 40 boats have sunk.", "Officials"),
        ("A spokesman, Col Ayo Bello, put the number of dead at 31.", "Ayo Bello"),
        ("The port lost 40 boats; the union said it was sad.", None),
        ("He said 40 boats sank.", None),
        ("Yet another said 40 boats sank.", None),
        ("Some 40 boats sank, Mayor Ayo Bello wrote on Telegram.", "Ayo Bello"),
        ("A trial of pumps showed 40 percent leak.", "trial of pumps"),
        ("Some 40 boats sank, said its director for the region, Ada Lane.", "Ada Lane"),
        ("Divers who searched for a week said 40 boats sank.", "Divers"),
        ("It hit 38.5C. Harbour Watch NSW said all boats sank.", None),
        ("After three years of talks, Ada Lane told MPs that the port would close.", None),
        ("With 40 boats sunk, Ada Lane said the port would close.", None),
        ("With 40 boats sunk, Ada Lane said.", "Ada Lane"),
        ("In all 40 boats sank, the port told reporters on Monday.", "port"),
        ("A survey of boats by Ipsos found 40 percent leak.", "survey of boats by Ipsos"),
        ("The WHO said all 40 boats sank.", "WHO"),
        ("Harbours stay a risk, said the WHO, which counted 40 boats.", "WHO"),
        ("The IMF now expects growth of 40 percent.", "IMF"),
        ("Toyota expects a loss of 40 percent.", "Toyota"),
        ("Rebels put it at 40 percent.", "Rebels"),
        ("The bank raised its forecast to 40 percent.", None),
        ("It sank, according to the navy, and left 40 boats adrift, the port said.", "port"),
        ("It sank, police said, and left 40 boats adrift.", "police"),
        ("Some 40 boats sank on Tuesday, said the town's mayor, Ada Lane.", "Ada Lane"),
        ("Harbour police spokesman Ayo Bello said 40 boats sank.", "Ayo Bello"),
        ("Finance Minister Meera Rao told MPs 40 boats sank.", "Meera Rao"),
    ],
)
def test_a_figure_names_who_claims_it(text: str, claimant: str | None) -> None:
    (figure,) = read_figures(text)
    assert figure.claimant == claimant


def test_a_figure_in_a_quote_is_claimed_by_its_speaker() -> None:
    text = "“We lost 40 boats. There are 300 boats left,” Ada Lane said. Rain fell on 12 towns."
    document = read_document(text)
    mentions = find_mentions(document)
    quotes, _ = find_quotes(document, mentions)
    figures = find_figures(document, mentions, (), quotes)
    assert [figure.claimant for figure in figures] == ["Ada Lane", "Ada Lane", None]
    assert figures[0].why.endswith("said in a quote of the claimant")


@pytest.mark.parametrize(
    ("text", "window"),
    [
        ("Moscow launched 267 drones overnight Saturday to Sunday.", "overnight Saturday to Sunday"),
        ("Output fell 3% in the first quarter.", "in the first quarter"),
        ("The state built 400 homes in 2023.", "in 2023"),
        ("The bank cut 300 jobs last year.", "last year"),
        ("Since January, 45 boats have sunk.", "Since January"),
        ("The club lost 45 boats.", None),
        ("Ada Byron said on Sunday that 12 boats were lost overnight.", "overnight"),
        ("Twelve boats were lost on Sunday, Ada Byron said.", "on Sunday"),
        ("As of Monday, 45 boats were missing.", "As of Monday"),
        ("The port lost 45 boats in the whole of 2024.", "in the whole of 2024"),
        ("The port will sell 45 boats by the end of the year.", "by the end of the year"),
        ("Rents stand at 5%, up from 4% a year earlier.", None),
        ("Their envoys had met a week earlier, the first talks in three years.", None),
        ("The chief, who came last month, said 45 boats were missing.", None),
        ("The port lost 45 boats, a day after a storm had come on Sunday.", None),
        ("It rained on Sunday; the port lost 45 boats.", None),
        ("The bank said last week that 45 boats were missing.", None),
    ],
)
def test_a_figure_says_which_time_it_covers(text: str, window: str | None) -> None:
    assert read_figures(text)[0].window == window


@pytest.mark.parametrize(
    ("text", "what", "qualifier"),
    [
        ("It was a record 267 attack drones.", "attack drones", "record"),
        ("More than 300 people came.", "people", "More than"),
        ("At least another 12 villagers fled.", "villagers", "At least another"),
        ("Tens of thousands of angry protesters came.", "angry protesters", None),
        ("The ship carried 500 or more cars.", "cars", "or more"),
        ("Three more villages fell.", "villages", "more"),
        ("A record crowd of 60,704 sang.", None, "record"),
        ("It made a record net profit of $3bn.", None, "record"),
    ],
)
def test_a_figure_says_what_it_counts_and_how_surely(text: str, what: str, qualifier: str | None) -> None:
    figure = read_figures(text)[0]
    assert figure.what == what
    assert (figure.qualifier or "").lower() == (qualifier or "").lower()


@pytest.mark.parametrize(
    ("text", "unit"),
    [
        ("Sydney in Australia paid $5m, or US$3m.", "AUD"),
        ("The firm paid $5m, or A$8m.", "USD"),
        ("Pakistan paid 500 rupees.", "PKR"),
        ("Egypt paid 500 pounds for it in Cairo, where it cost more.", "EGP"),
    ],
)
def test_a_shared_currency_is_told_by_the_articles_own_words(text: str, unit: str) -> None:
    assert read_figures(text)[0].unit == unit


def test_a_value_has_no_trailing_zeros_and_no_exponent() -> None:
    (figure,) = read_figures("It cost $1.30 billion.")
    assert str(figure.value) == str(Decimal(1300000000))


def test_words_of_a_date_are_no_figure() -> None:
    assert read_figures("They met on March 6 at 11 p.m. and two weeks ago.") == ()


@settings(max_examples=150, deadline=None)
@given(_NEWSLIKE | st.text(max_size=120))
def test_every_figure_is_a_span_of_the_text_in_order(text: str) -> None:
    document = read_document(text)
    dates = find_dates(document, None)
    figures = find_figures(document, find_mentions(document), dates)
    end = 0
    for figure in figures:
        excerpt = figure.excerpt
        assert end <= excerpt.start < excerpt.end <= len(text)
        assert text[excerpt.start : excerpt.end] == excerpt.text
        assert figure.sentence.text == text[figure.sentence.start : figure.sentence.end]
        assert figure.sentence.start <= excerpt.start
        assert excerpt.end <= figure.sentence.end
        assert (figure.value is None) != (figure.low is None)
        assert figure.why
        end = excerpt.end
