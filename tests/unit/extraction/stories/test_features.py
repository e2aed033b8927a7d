"""What articles are compared by, in several languages and scripts."""

import pytest

from briefings.extraction.stories import Stories
from briefings.extraction.stories.features import MAX_CHARS, read_features


def terms(text: str) -> set[str]:
    return set(read_features(text).terms)


def test_function_words_are_passed_over_and_endings_cut() -> None:
    assert terms("the rivers were flooding and flooded it") == {"river", "flood"}


@pytest.mark.parametrize("written", ["1,200", "1.200", "1200"])
def test_a_number_is_one_however_its_thousands_are_parted(written: str) -> None:
    assert "#1200" in terms(f"About {written} people came.")


def test_names_count_double_and_the_beginning_more() -> None:
    found = read_features("Costa met fishermen. " + "and so on " * 60 + "Olsen met sailors.").terms
    assert found["^costa"] > found["fishermen"] > found["sailor"]
    assert found["^costa"] > found["^olsen"] > found["sailor"]


def test_a_possessive_is_the_name() -> None:
    assert terms("This is Costa's plan for the ferry") == terms("This is Costa’s plan for the ferry")
    assert "^costa" in terms("This is Costa’s plan for the ferry")


def test_german_nouns_do_not_count_as_names() -> None:
    german = "Die Regierung hat am Montag in der Hauptstadt den Haushalt für das Jahr beschlossen, sagte der Minister."
    found = read_features(german)
    assert found.terms["^regieru"] < found.terms["regieru"]
    assert not any(word.telling for word in found.words)


def test_a_long_text_is_read_to_its_bound() -> None:
    assert "end" not in terms("word " * (MAX_CHARS // 5) + " end")


@pytest.mark.parametrize(
    "text", ["a" * 50_000, "1," * 25_000, "1" + "," * 50_000, "東" * 50_000, "ं" * 50_000, "’a" * 25_000]
)
def test_hostile_runs_are_read_in_bounded_pieces(text: str) -> None:
    assert all(word.end - word.start <= 60 for word in read_features(text).words)


@pytest.mark.parametrize(
    ("one", "again", "other"),
    [
        (
            "Die Bürgermeisterin von Kiel, Ines Falk, hat nach dem Hochwasser an der Förde Hilfe zugesagt.",
            "Kiels Bürgermeisterin Ines Falk verspricht Hilfe: Das Hochwasser der Förde traf 300 Häuser.",
            "Die Lokführer in Bayern haben am Montag den Streik beendet, sagte die Gewerkschaft in München.",
        ),
        (
            "Мэр Одессы Ольга Ковач открыла новый мост через лиман после двух лет строительства.",
            "Новым мостом через лиман гордится мэр Ольга Ковач: строительство в Одессе заняло два года.",
            "Шахматист Лев Орлов выиграл турнир в Лиме и получил приз от президента федерации.",
        ),
        (
            "東京都知事は月曜日、隅田川の洪水で三百軒の住宅が浸水したと発表した。",
            "隅田川の洪水で浸水した住宅は三百軒、東京都知事が会見で説明。",
            "大阪の球団は新しい監督に元投手の田中氏を選んだ。",
        ),
        (
            "मुंबई की महापौर ने सोमवार को बाढ़ के बाद तीन सौ घरों के लिए राहत की घोषणा की।",
            "बाढ़ से तीन सौ घरों को नुकसान, मुंबई की महापौर ने राहत का वादा किया।",
            "क्रिकेट टीम ने कोलकाता में श्रृंखला जीत ली और कप्तान ने शतक लगाया।",
        ),
        (
            "أعلنت رئيسة بلدية الإسكندرية تقديم مساعدات بعد فيضان النهر وتضرر ثلاثمئة منزل.",
            "بعد فيضان النهر في الإسكندرية: رئيسة البلدية تعد بمساعدات لأصحاب ثلاثمئة منزل.",
            "فاز المنتخب الوطني بالمباراة النهائية في تونس بهدفين.",
        ),
    ],
    ids=["de", "ru", "ja", "hi", "ar"],
)
def test_other_languages_are_grouped(one: str, again: str, other: str) -> None:
    stories = Stories()
    placed = [stories.add(str(place), text).story for place, text in enumerate((one, other, again))]
    assert placed == [1, 2, 1]
