"""German and French articles: who speaks, what the numbers are worth, which days are meant."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefings.domain.drafting import Article, Draft
from briefings.extraction.extract import extract

_GERMAN = "Die Stadt hat es am Abend nicht mehr und der Rat ist für das neue Haus. "
_FRENCH = "La ville est dans le noir et les élus ne sont pas avec nous pour le moment. "


def german(text: str, published: date | None = None) -> Draft:
    draft = extract(Article(_GERMAN + text, published=published))
    assert (draft.language, draft.supported) == ("de", True)
    return draft


def french(text: str, published: date | None = None) -> Draft:
    draft = extract(Article(_FRENCH + text, published=published))
    assert (draft.language, draft.supported) == ("fr", True)
    return draft


def speakers(draft: Draft) -> list[str | None]:
    return [quote.speaker for quote in draft.quotes for _ in quote.excerpts]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("„Wir zahlen“, sagte Anna Berger.", ["Anna Berger"]),
        ("Anna Berger sagte: „Wir zahlen.“", ["Anna Berger"]),
        ("»Wir zahlen«, erklärte Ministerin Anna Berger am Montag.", ["Anna Berger"]),
        ("Laut der Juristin Anna Berger ist es „lückenhaft“.", ["Anna Berger"]),
        ("Nach Ansicht des Landwirts sagte der Bischof Karl Lindner: „Es ist spät.“", ["Karl Lindner"]),
        ("„Es ist spät“, klagt Landwirt Georg Huber. „Der Regen fehlt“, so der 58-Jährige.", ["Georg Huber"] * 2),
        ("Die Opferinitiative nannte es „beschämend“.", ["Opferinitiative"]),
        ("„Es ist spät“, sagte Anna Berger der Zeitung „Neue Woche“.", ["Anna Berger"]),
        ("Präsidentin Ursula von der Leyen sagte: „Es ist spät.“", ["Ursula von der Leyen"]),
        ("„Wir zahlen“, so CDU-Chef Karl Lindner.", ["Karl Lindner"]),
        ("Laut Außenministerin Anna Berger ist das „ein Irrweg“.", ["Anna Berger"]),
        ("Nach Angaben der Polizei war es „ein Unfall“.", ["Polizei"]),
        ("Dem Ministerium zufolge war es „ein Unfall“.", ["Ministerium"]),
        ("Am Montag sagte Karl Lindner, das sei „ein Irrweg“.", ["Karl Lindner"]),
        ("Karl Lindner nannte den Plan „einen Irrweg“.", ["Karl Lindner"]),
        ("Karl Lindner warf dem Rat „eine Lüge“ vor.", ["Karl Lindner"]),
        ("Wie Anna Berger mitteilte, sei das „ein Irrweg“.", ["Anna Berger"]),
        ("„Wir“, sagte Sachsens Chef Karl Lindner der Deutschen Presse-Agentur, „zahlen.“", ["Karl Lindner"] * 2),
        ("„Wir zahlen“, schrieb Ursula von der Leyen auf X.", ["Ursula von der Leyen"]),
        ("Anna Berger von den Grünen entgegnete: „Wir zahlen.“", ["Anna Berger"]),
        ("Anna Berger kam. „Wir zahlen“, sagte sie.", ["Anna Berger"]),
        ("Anna Berger kam mit Karl Lindner. „Wir zahlen“, sagte er.", ["Karl Lindner"]),
        ("„Wir zahlen“, sagte Karl Lindner. „Und zwar gern“, so der SPD-Politiker.", ["Karl Lindner"] * 2),
        ("„Wir zahlen“, teilte die Polizei mit.", ["Polizei"]),
        ("Der Vorsitzende des Verbands, Karl Lindner, sprach von einem „Irrweg“.", ["Karl Lindner"]),
        ("„Ich sah nur Rauch“, berichtet Anwohnerin Sabine Meier.", ["Sabine Meier"]),
    ],
)
def test_a_german_article_names_its_speakers(text: str, expected: list[str | None]) -> None:
    assert speakers(german(text)) == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("« Nous paierons », a dit Anne Roux.", ["Anne Roux"]),
        ("Anne Roux a déclaré lundi : « Nous paierons. »", ["Anne Roux"]),
        ("« Nous paierons », a estimé la ministre Anne Roux.", ["Anne Roux"]),
        ("Selon Paul Martin, c'est « une erreur ».", ["Paul Martin"]),
        ("D'après la police, c'était « un accident ».", ["police"]),
        ("Paul Martin dénonce « une erreur ».", ["Paul Martin"]),
        ("La ministre de la Santé, Anne Roux, parle d'« une erreur ».", ["Anne Roux"]),
        ("Le porte-parole de la ville, Paul Martin, a qualifié le plan d'« absurde ».", ["Paul Martin"]),
        ("Anne Roux arrive. « Nous paierons », ajoute-t-elle.", ["Anne Roux"]),
        ("Paul Martin arrive. « Nous paierons », a-t-il martelé.", ["Paul Martin"]),
        ("« Il faut », a expliqué Paul Martin, « que chacun paie. »", ["Paul Martin"] * 2),
        ("L'entreprise affirme qu'elle « coopère pleinement ».", ["entreprise"]),
        ("“Tout va bien”, raconte Anne Roux, une voisine.", ["Anne Roux"]),
        ("« Paris sera prête », assure la maire, Anne Roux.", ["Anne Roux"]),
    ],
)
def test_a_french_article_names_its_speakers(text: str, expected: list[str | None]) -> None:
    assert speakers(french(text)) == expected


@pytest.mark.parametrize(
    ("text", "phrase", "value", "unit"),
    [
        ("Das kostet rund 2,5 Milliarden Euro.", "rund 2,5 Milliarden Euro", "2500000000", "EUR"),
        ("Es fehlen 1.234 neue Wohnungen.", "1.234 neue Wohnungen", "1234", None),
        ("Die Preise stiegen um 3,5 Prozent.", "3,5 Prozent", "3.5", "%"),
        ("Mehr als 300 Menschen kamen.", "Mehr als 300 Menschen", "300", None),
        ("Der 45-Jährige schwieg.", "45-Jährige", "45", "years"),
        ("Zwei Polizisten wurden verletzt.", "Zwei Polizisten", "2", None),
        ("Es waren minus 7 oder eher 12 Grad.", "12 Grad", "12", "°"),
    ],
)
def test_german_numbers_are_worth_what_they_say(text: str, phrase: str, value: str, unit: str | None) -> None:
    figure = next(figure for figure in german(text).figures if figure.excerpt.text == phrase)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    ("text", "phrase", "value", "unit"),
    [
        ("Le plan coûte 1,5 milliard d'euros.", "1,5 milliard d'euros", "1500000000", "EUR"),
        ("Il manque 12 500 logements.", "12 500 logements", "12500", None),
        ("L'inflation atteint 2,3 %.", "2,3 %", "2.3", "%"),
        ("Plus de 300 personnes attendent.", "Plus de 300 personnes", "300", None),
        ("Paul Martin, 45 ans, se tait.", "45 ans", "45", "years"),
    ],
)
def test_french_numbers_are_worth_what_they_say(text: str, phrase: str, value: str, unit: str | None) -> None:
    figure = next(figure for figure in french(text).figures if figure.excerpt.text == phrase)
    assert (figure.value, figure.unit) == (Decimal(value), unit)


@pytest.mark.parametrize(
    "text", ["Die G7 tagte in Raum 12.", "Um 14 Uhr begann es.", "Der A380 flog.", "Artikel 5 gilt."]
)
def test_german_numbers_in_names_are_no_figures(text: str) -> None:
    assert german(text).figures == ()


@pytest.mark.parametrize("text", ["Le G20 se réunit.", "Il arrive à 14 heures.", "L'article 49 sert encore."])
def test_french_numbers_in_names_are_no_figures(text: str) -> None:
    assert french(text).figures == ()


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("Am 6. März 2025 tagt der Rat.", "6. März 2025", date(2025, 3, 6)),
        ("Am 6. März wird der Rat tagen.", "6. März", date(2025, 3, 6)),
        ("Karl Lindner sagte das am Freitag.", "Freitag", date(2025, 2, 21)),
        ("Der Rat wird am Montag tagen.", "Montag", date(2025, 2, 24)),
        ("Das geschah gestern.", "gestern", date(2025, 2, 22)),
    ],
)
def test_german_days_are_resolved(text: str, phrase: str, day: date) -> None:
    found = {event.excerpt.text: event.resolved for event in german(text, date(2025, 2, 23)).dates}
    assert found[phrase] == day


@pytest.mark.parametrize(
    ("text", "phrase", "day"),
    [
        ("Le conseil se réunit le 6 mars 2025.", "6 mars 2025", date(2025, 3, 6)),
        ("Le vote aura lieu le 1er mai.", "1er mai", date(2025, 5, 1)),
        ("Paul Martin a dit cela vendredi.", "vendredi", date(2025, 2, 21)),
        ("Le vote aura lieu demain.", "demain", date(2025, 2, 24)),
    ],
)
def test_french_days_are_resolved(text: str, phrase: str, day: date) -> None:
    found = {event.excerpt.text: event.resolved for event in french(text, date(2025, 2, 23)).dates}
    assert found[phrase] == day


def test_a_day_without_its_year_stays_open_when_the_article_has_none() -> None:
    (event,) = german("Am 6. März tagt der Rat.").dates
    assert event.resolved is None
    assert "not known" in event.why


def test_a_day_of_the_month_ends_no_german_sentence() -> None:
    assert "Am 6. März 2025 tagt der neue Rat der Stadt." in [
        sentence.text for sentence in german("Am 6. März 2025 tagt der neue Rat der Stadt.").summary
    ]


_PIECES = st.lists(
    st.sampled_from(
        "„ “ » « 3,5 1.234 Prozent Euro 6. März Montag sagte Anna Berger , . : Wir a dit le lundi ans % « er elle -t-il \n".split(
            " "
        )
    ),
    max_size=60,
).map(" ".join)


@settings(max_examples=100, deadline=None)
@given(st.sampled_from([_GERMAN, _FRENCH]), _PIECES)
def test_every_span_is_the_source_s_own_text(opening: str, text: str) -> None:
    article = opening + text
    draft = extract(Article(article))
    spans = [part for quote in draft.quotes for part in quote.excerpts]
    spans += [figure.excerpt for figure in draft.figures] + [event.excerpt for event in draft.dates]
    for span in spans:
        assert article[span.start : span.end] == span.text
    starts = [figure.excerpt.start for figure in draft.figures]
    assert starts == sorted(starts)
