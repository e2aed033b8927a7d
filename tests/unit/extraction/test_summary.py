"""A summary is made of the article's own sentences: lead, coverage, novelty, nothing left dangling."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefings.extraction.document import read_document
from briefings.extraction.summary import Summary, summarise

ARTICLE = """River floods the old town of Harbour City

HARBOUR CITY (Coast Agency) — The Blue River burst its banks on Monday and flooded 300 houses in the old town.

Mayor Ines Falk ordered the evacuation of the old town and asked the army for 200 soldiers.

She thanked the neighbours who had carried sandbags all night.

"We have never seen the river like this in my life," Falk said.

What comes next

But the rain will go on until Thursday, the weather service warned.

The Blue River flooded the old town of Harbour City on Monday and burst its banks.

Engineers fear that the dam above Harbour City could break if the river rises by another metre.

Read more: the worst floods of the century."""


def summary_of(text: str, sentences: int = 3, skip_until: int = 0) -> Summary:
    return summarise(read_document(text), sentences=sentences, skip_until=skip_until)


def sentences(text: str, count: int = 3) -> list[str]:
    return [excerpt.text for excerpt in summary_of(text, sentences=count).sentences]


def test_three_sentences_by_default_in_the_order_of_the_text() -> None:
    found = summary_of(ARTICLE).sentences
    assert len(found) == 3
    assert list(found) == sorted(found)
    assert all(ARTICLE[e.start : e.end] == e.text for e in found)


def test_the_lead_comes_first_and_without_its_dateline() -> None:
    assert sentences(ARTICLE)[0].startswith("The Blue River burst its banks")


def test_the_news_line_is_the_lead() -> None:
    news = summary_of(ARTICLE).news
    assert news is not None
    assert news.text == sentences(ARTICLE)[0]


def test_a_summary_stops_where_the_next_sentence_makes_it_too_long() -> None:
    words = "harbour dredging permit council salmon engineers ferry lighthouse granite quota subsidy tariff".split()
    long = [f"The {a} board told the {b} office on Friday that " + " ".join(f"{a}{b}{n}" for n in range(30)) + "."
            for a, b in zip(words, reversed(words), strict=True)]  # fmt: skip
    assert len(sentences("\n\n".join(long))) == 2


def test_a_sentence_that_says_mostly_what_was_said_is_left_out() -> None:
    lead = "The council of Harbour City voted on Monday to close the old bridge over the Blue River."
    again = "The council voted to close the old bridge in Harbour City."
    other = "Drivers will take a detour of nine miles through the hills until a new one is built."
    third = "Merchants fear that shoppers from the far bank will stay away this winter."
    assert sentences(f"{lead}\n\n{again}\n\n{other}\n\n{third}") == [lead, other, third]


@pytest.mark.parametrize("count", [1, 2, 3, 5, 20])
def test_the_number_of_sentences_is_a_setting(count: int) -> None:
    assert len(sentences(ARTICLE, count)) <= count
    assert len(sentences(ARTICLE, 1)) == 1


def test_headings_and_furniture_are_no_sentences() -> None:
    everything = " ".join(sentences(ARTICLE, 20))
    for line in ("River floods the old town", "What comes next", "Read more"):
        assert line not in everything


def test_the_same_thing_is_not_said_twice() -> None:
    assert sum("burst its banks" in sentence for sentence in sentences(ARTICLE, 20)) == 1


@pytest.mark.parametrize(
    "opening",
    [
        "He left at once.",
        "She left the room and the city at once.",
        "They called it a success for the whole region.",
        "But the talks went on until the morning.",
        "However, the talks went on until the morning.",
        "Meanwhile, the talks went on until the morning.",
        "This surprised the diplomats in the room very much.",
        "As a result, the diplomats left the city at once.",
        "After that, the diplomats left the city at once.",
        "Speaking later, he called the talks a success for all.",
    ],
)
def test_a_dangling_sentence_does_not_stand_without_its_neighbour(opening: str) -> None:
    filler = "Ministers of nine countries met in Geneva on Tuesday for talks about a fishing treaty."
    other = "The delegates of two island states have not signed any treaty since the spring of last year."
    text = f"{filler}\n\n{other}\n\n{'Small words of no weight were said by several of those there. ' * 2}\n\n{opening}"
    for count in (1, 2, 3, 4):
        found = sentences(text, count)
        assert opening not in found or found[found.index(opening) - 1].startswith("Small words")


@pytest.mark.parametrize(
    "line",
    [
        "By Jane Doe in Geneva.",
        "Reporting by Jane Doe and John Roe; editing by Ann Poe.",
        "Additional reporting by Jane Doe in Geneva.",
        "Photo: Jane Doe/Coast Agency.",
        "Click here to subscribe to our daily newsletter.",
        "Sign up for our newsletter about fishing and treaties.",
        "Follow us for more stories about fishing and treaties.",
        "Scroll down for video of the fishing treaty talks.",
        "© 2025 Coast Agency and the fishing treaty writers.",
        "Advertisement: fishing gear for the whole treaty family.",
        "This story has been updated with the fishing treaty talks.",
        "Updated 23 February with details of the fishing treaty.",
    ],
)
def test_bylines_captions_and_calls_are_left_out(line: str) -> None:
    lead = "Ministers met in Geneva on Tuesday for talks about a fishing treaty."
    text = f"{lead}\n\n{line}\n\nNobody signed the treaty on that day."
    assert line not in sentences(text, 5)


@pytest.mark.parametrize(
    "opening", ["GENEVA — ", "GENEVA, Switzerland - ", "(AFP) ", "Geneva (AP) — ", "GENEVA, Feb 23 (Reuters) - "]
)
def test_a_dateline_is_no_part_of_the_sentence(opening: str) -> None:
    lead = "Ministers met in Geneva on Tuesday for talks about a fishing treaty."
    assert sentences(opening + lead, 1) == [lead]


def test_direct_speech_alone_is_no_summary() -> None:
    text = 'Ministers met in Geneva on Tuesday. "We will sign this treaty before the winter comes." Nobody knows when.'
    quoted = [(text.index("We will"), text.index('."') + 1)]
    document = read_document(text)
    assert not any("We will" in e.text for e in summarise(document, sentences=5, quoted=quoted).sentences)


def test_captions_run_together_yield_to_sentences() -> None:
    caption = " ".join(f"Diplomat Number{i} smiles beside the river in Geneva" for i in range(12)) + "."
    lead = "Ministers met in Geneva on Tuesday for talks about fishing."
    text = f"{lead}\n\n{caption}\n\nThe treaty limits fishing in the north.\n\nIt took years."
    assert caption not in sentences(text)


def test_tokenised_text_is_cut_at_a_spaced_closing_mark() -> None:
    text = "Ministers met in Geneva for talks about ‘fishing. ' The treaty limits what nine fleets may catch."
    assert sentences(text, 2) == [
        "Ministers met in Geneva for talks about ‘fishing.",
        "The treaty limits what nine fleets may catch.",
    ]


@pytest.mark.parametrize("text", ["", "Word", "KIEV", "No end here", "?", "“”", "One two three."])
def test_little_text_gives_little(text: str) -> None:
    assert len(summary_of(text).sentences) <= 1


@given(st.text(max_size=600), st.integers(1, 6), st.integers(0, 50))
def test_every_sentence_is_verbatim_ordered_and_behind_the_head(text: str, count: int, skip: int) -> None:
    found = summary_of(text, sentences=count, skip_until=skip)
    assert len(found.sentences) <= count
    assert all(0 <= e.start < e.end <= len(text) and text[e.start : e.end] == e.text for e in found.sentences)
    assert all(a.end <= b.start for a, b in zip(found.sentences, found.sentences[1:], strict=False))
    assert found.news is None or found.news in found.sentences
    assert found == summary_of(text, sentences=count, skip_until=skip)


LEDE = "The council of Marlow closed the old bridge to lorries after a beam cracked."


@pytest.mark.parametrize(
    "glued",
    [
        "MARLOW (Reuters) - ",
        "PORT ELLA, Vt. – ",
        "NEW MARLOW: ",
        "Marlow, DC, United States: ",
        "Marlow.Net - ",
        "By Ann Lowe ",
        "By Ann Lowe and Bo Starr For The Echo ",
        "Published: 10:12 EST, 12 March 2014 | Updated: 11:02 EST, 12 March 2014 ",
        "(Photo: Bo Starr/Echo) ",
    ],
)
def test_furniture_is_cut_and_the_lede_stays(glued: str) -> None:
    text = f"{glued}{LEDE} Drivers now go through the village of Hurley instead."
    assert sentences(text)[0] == LEDE


@pytest.mark.parametrize(
    "empty",
    [
        "A spokesman for the council declined to comment.",
        "The builder did not immediately respond to a request for comment.",
        "Who pays for all of it?",
    ],
)
def test_what_says_nothing_is_passed_over(empty: str) -> None:
    text = f"{LEDE} {empty} Drivers now go through the village of Hurley instead."
    assert sentences(text) == [LEDE, "Drivers now go through the village of Hurley instead."]


def test_a_sentence_around_a_quoted_slogan_stays_whole() -> None:
    text = (
        "The city's “Walk. Do not drive.” campaign has cost a fortune so far. Few people have changed how they travel."
    )
    assert sentences(text)[0] == "The city's “Walk. Do not drive.” campaign has cost a fortune so far."


def test_the_first_sentence_may_start_with_a_pronoun() -> None:
    text = "Their savings gone, thirty sailors came home to Marlow on Friday. The ship was sold in Hurley last month."
    assert sentences(text)[0].startswith("Their savings gone")


def test_a_sentence_that_opens_with_speech_and_holds_little_else_is_passed_over() -> None:
    speech = "It was bound to happen one day and now it has,"
    text = f'{LEDE} "{speech}" said farmer Jo Hale. Drivers now go through the village of Hurley instead.'
    start = text.index(speech)
    found = summarise(read_document(text), quoted=((start, start + len(speech)),))
    assert [e.text for e in found.sentences] == [LEDE, "Drivers now go through the village of Hurley instead."]
