"""Quoted regions, what is speech, split quotes: cases by phenomenon, and the laws that hold for any text."""

import itertools

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.domain.quotes import OtherKind, OtherQuoted, Quote, QuoteKind
from briefings.extraction.document import read_document
from briefings.extraction.mentions import find_mentions
from briefings.extraction.quotes import find_quotes


def read(text: str) -> tuple[tuple[Quote, ...], tuple[OtherQuoted, ...]]:
    document = read_document(text)
    return find_quotes(document, find_mentions(document))


def spans(text: str) -> list[str]:
    return [excerpt.text for quote in read(text)[0] for excerpt in quote.excerpts]


MARKS = [
    ('"We will pay," Ada Lane said.', ["We will pay,"]),
    ("“We will pay,” Ada Lane said.", ["We will pay,"]),
    ('“We will pay," Ada Lane said.', ["We will pay,"]),
    ('"We will pay,” Ada Lane said.', ["We will pay,"]),
    ("„We will pay“, Ada Lane said.", ["We will pay"]),
    ("«We will pay», Ada Lane said.", ["We will pay"]),
    ("« We will pay », Ada Lane said.", ["We will pay"]),
    ("»We will pay«, Ada Lane said.", ["We will pay"]),
    ("“He told me ‘never’ and left,” Ada Lane said.", ["He told me ‘never’ and left,"]),
    ("\"He told me 'never' and left,\" Ada Lane said.", ["He told me 'never' and left,"]),
    ("'We will pay,' Ada Lane said.", ["We will pay,"]),
    ("‘We will pay,’ Ada Lane said on Monday.", ["We will pay,"]),
    ("'We won't pay,' Ada Lane said on Monday.", ["We won't pay,"]),
    ("‘We won’t pay,’ Ada Lane said on Monday.", ["We won’t pay,"]),
    ("'The miners' pay is safe,' Ada Lane said on Monday.", ["The miners' pay is safe,"]),
    ("‘He called it “mad”,’ Ada Lane said on Monday.", ["He called it “mad”,"]),
    ("The deal, Ada Lane said, was ‘dead’.", ["dead"]),
    (
        "A fair wind.\n\n“We will pay, and we will pay for all of it,” Ada Lane said.\n\n'Not so fast,' Ben Roe said.",
        ["We will pay, and we will pay for all of it,", "Not so fast,"],
    ),
    (
        "Ada Lane: 'Ships will sail today.'\n\n“We will pay, and we will pay for all of it,” Ada Lane said.",
        ["We will pay, and we will pay for all of it,"],
    ),
    ('A 6\'3" tall man left. "I saw him," Ada Lane said.', ["I saw him,"]),
    ('<a href="http://example.org">here</a> "We will pay," Ada Lane said.', ["We will pay,"]),
]


@pytest.mark.parametrize(("text", "expected"), MARKS)
def test_marks_of_every_style_are_paired(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


RUNNING_ON = [
    ('Ada Lane said: "We will pay.\n\n"We will not beg."', ["We will pay.", "We will not beg."]),
    ("Ada Lane said: “We will pay.\n\n“We will not beg,” she added.", ["We will pay.", "We will not beg,"]),
    ('Ada Lane welcomed him "at this hour.\n\n"It is late," she added.', ["at this hour.", "It is late,"]),
    ('One stray mark " here.\n\nAda Lane said "no".', ["no"]),
    ('A mark at the end "\n\nAda Lane said "no".', ["no"]),
]


@pytest.mark.parametrize(("text", "expected"), RUNNING_ON)
def test_a_quote_that_runs_on_ends_with_its_paragraph(text: str, expected: list[str]) -> None:
    assert spans(text) == expected


_DOUBLE = '"We shall see what the winter brings," Bob Stone said.\n\n'
SINGLE_BESIDE_DOUBLE = [
    (_DOUBLE + "Ada Lane called it 'an act of war' on Friday.", "an act of war"),
    (_DOUBLE + "Ada Lane said the move was ‘out of hand’ again.", "out of hand"),
    (_DOUBLE + "Ada Lane told the court: 'an honest mistake'.", "an honest mistake"),
]


@pytest.mark.parametrize(("text", "quoted"), SINGLE_BESIDE_DOUBLE)
def test_a_verb_of_saying_makes_speech_of_single_marks_beside_double_ones(text: str, quoted: str) -> None:
    assert quoted in spans(text)


NAMES_IN_SINGLE_MARKS = [
    (_DOUBLE + "They dubbed the boat the 'Sea Goat' for fun.", "Sea Goat"),
    (_DOUBLE + "She said the term 'open door' was old.", "open door"),
    (_DOUBLE + "The 'smart bins' of Selby are full.", "smart bins"),
    ("Ada Lane called it 'an act' of war\n\n" + _DOUBLE, "an act"),
]


@pytest.mark.parametrize(("text", "quoted"), NAMES_IN_SINGLE_MARKS)
def test_names_and_headlines_in_single_marks_are_no_speech(text: str, quoted: str) -> None:
    assert quoted not in spans(text)


NO_QUOTES = [
    "It's the people's choice, isn't it?",
    "The workers' union met in the '90s.",
    "Rock 'n' roll and the teachers' lounge.",
    "The dogs’ owners and the cats’ owners met.",
    "",
    "   \n\n  ",
    '"',
    "''",
    "“”",
]


@pytest.mark.parametrize("text", NO_QUOTES)
def test_apostrophes_and_empty_marks_are_no_quotes(text: str) -> None:
    assert read(text) == ((), ())


LINES: list[tuple[str, list[tuple[str, str | None]]]] = [
    (
        "Ada Lane wrote:\n\n> We will pay.\n>\n> We will not beg.",
        [("We will pay.", "Ada Lane"), ("We will not beg.", "Ada Lane")],
    ),
    ('Ada Lane wrote:\n\n> "We will pay," she told him.', [("We will pay,", "Ada Lane")]),
    ("> We will pay.\n> — Ada Lane", [("We will pay.", "Ada Lane")]),
    (
        "— Who will pay? asked Ada Lane.\n\n— Nobody, said Tom Reilly.\n\n— I knew it.",
        [("Who will pay?", "Ada Lane"), ("Nobody,", "Tom Reilly"), ("I knew it.", None)],
    ),
    ("We need:\n\n— Bread.\n\n— Butter.\n\n— Salt.", []),
    ("- Bread and butter.\n- Is it dear?", []),
]


@pytest.mark.parametrize(("text", "expected"), LINES)
def test_block_quotes_and_dialogues_are_speech_without_marks(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [(part.text, quote.speaker) for quote in read(text)[0] for part in quote.excerpts] == expected


OTHERS = [
    ('Senator Maria "Cora" Reyes said no.', "Cora", OtherKind.TERM),
    ('The "smart" bins of Selby cannot tell a bottle from a boot.', "smart", OtherKind.SCARE),
    ('On this week\'s edition of "First Light," Ada Lane spoke.', "First Light,", OtherKind.TITLE),
    ('Ada Lane visited NBC\'s "Today" to talk.', "Today", OtherKind.TITLE),
    ("Ada Lane won.\n\n'A new dawn'\n\n\"We will pay,\" she said.", "A new dawn", OtherKind.HEADING),
    ("‘Never again’\n\nAda Lane said: “We will pay for all of it.”", "Never again", OtherKind.HEADING),
    ('Ada Lane spoke on CNN\'s "State Of The Union" on Sunday.', "State Of The Union", OtherKind.TITLE),
    ('She hosts the podcast "Long Way Home" every week.', "Long Way Home", OtherKind.TITLE),
    ('He starred in the film "The Last Train" in May.', "The Last Train", OtherKind.TITLE),
    ('His memoir, "A Life At Sea," sold well.', "A Life At Sea,", OtherKind.TITLE),
    ('An article titled "why we lost" drew readers.', "why we lost", OtherKind.TITLE),
    ('Roads were closed. The so-called "ghost lanes" stayed empty.', "ghost lanes", OtherKind.TERM),
]


@pytest.mark.parametrize(("text", "quoted", "kind"), OTHERS)
def test_titles_headings_and_terms_are_no_speech(text: str, quoted: str, kind: OtherKind) -> None:
    quotes, others = read(text)
    assert [(other.excerpt.text, other.kind) for other in others] == [(quoted, kind)]
    assert quoted not in [quote.text for quote in quotes]


KINDS = [
    ('Ada Lane called it "mad".', QuoteKind.FRAGMENT),
    ('Ada Lane called it "a bad deal".', QuoteKind.FRAGMENT),
    ('Ada Lane called it "a very bad deal".', QuoteKind.FULL),
    ('"We will pay for this," Ada Lane said.', QuoteKind.FULL),
]


@pytest.mark.parametrize(("text", "kind"), KINDS)
def test_three_words_are_a_fragment(text: str, kind: QuoteKind) -> None:
    assert [quote.kind for quote in read(text)[0]] == [kind]


SPLIT = [
    ('"We will pay," Ada Lane said. "We will not beg."', [2]),
    ('"We will pay," said Ada Lane. "We will not beg."', [2]),
    ('"We will pay," Lane told reporters in Oslo, "and we will not beg." Ada Lane had arrived late.', [2]),
    ('"If they ask," Ada Lane told a London audience, "I am ready to go."', [2]),
    ('"We will pay," Ada Lane said. She called the plan "mad".', [1, 1]),
    ('"We will pay," Ada Lane said, adding that it was "right".', [1, 1]),
    ('"We will pay," Ada Lane said.\n\n"We will not beg."', [1, 1]),
    ('"We will pay," Ada Lane said. "We will not," Bob Stone said.', [1, 1]),
]


@pytest.mark.parametrize(("text", "parts"), SPLIT)
def test_only_a_split_quote_has_several_parts(text: str, parts: list[int]) -> None:
    assert [len(quote.excerpts) for quote in read(text)[0]] == parts


def test_the_sentence_holds_marks_and_attribution() -> None:
    quote = read('It rained. "We will pay," Ada Lane said. It snowed.')[0][0]
    assert quote.sentence.text == '"We will pay," Ada Lane said.'


def test_a_transcript_gives_each_turn_to_its_label() -> None:
    text = (
        "Ada Lane met the press.\n\nREPORTER: Will you pay for all this?\n\nLANE: We will pay in the spring.\n\n"
        "REPORTER: And if there is no money?\n\nLANE: Then we will wait."
    )
    assert [(quote.speaker, quote.excerpts[0].text) for quote in read(text)[0]] == [
        ("Reporter", "Will you pay for all this?"),
        ("Ada Lane", "We will pay in the spring."),
        ("Reporter", "And if there is no money?"),
        ("Ada Lane", "Then we will wait."),
    ]


def test_questions_and_answers_without_names_stay_unattributed() -> None:
    text = "Q: Will you pay for all this?\n\nA: We will pay in the spring.\n\nQ: And if there is no money?"
    assert [quote.speaker for quote in read(text)[0]] == [None, None, None]


TEXTS = st.text(
    alphabet=st.one_of(
        st.sampled_from("\"'“”‘’„«»—–-.,:;!? \n()abcdeAB\u00a0\u200b"),
        st.characters(),
    ),
    max_size=400,
)
WORDS = st.lists(
    st.sampled_from(
        '> — — said told Ada Lane Bob Stone he she it who , . : “ ” " the a spokesman for of and ‘ ’ ( ) — \n called saying'.split(
            " "
        )
    ),
    max_size=120,
).map(" ".join)


@settings(max_examples=150, deadline=None)
@given(st.one_of(TEXTS, WORDS))
def test_every_span_is_the_source_s_own_text_and_in_order(text: str) -> None:
    quotes, others = read(text)
    for excerpt in [part for quote in quotes for part in (*quote.excerpts, quote.sentence)] + [
        o.excerpt for o in others
    ]:
        assert 0 <= excerpt.start < excerpt.end <= len(text)
        assert text[excerpt.start : excerpt.end] == excerpt.text
    starts = [quote.excerpts[0].start for quote in quotes]
    assert starts == sorted(starts)
    assert [other.excerpt.start for other in others] == sorted(other.excerpt.start for other in others)


@settings(max_examples=100, deadline=None)
@given(st.one_of(TEXTS, WORDS))
def test_no_two_quoted_spans_overlap(text: str) -> None:
    quotes, others = read(text)
    found = sorted(
        [(part.start, part.end) for quote in quotes for part in quote.excerpts]
        + [(other.excerpt.start, other.excerpt.end) for other in others]
    )
    assert all(first[1] <= second[0] for first, second in itertools.pairwise(found))


@settings(max_examples=50, deadline=None)
@given(WORDS)
def test_the_same_text_reads_the_same_twice(text: str) -> None:
    assert read(text) == read(text)
