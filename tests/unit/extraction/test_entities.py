"""Whom and what an article names, under one name each."""

from briefings.domain.drafting import Article, Entities
from briefings.extraction.extract import extract

ARTICLE = (
    "Mayor Ada Lane of Oslo met Tom Reilly of the Harbour Police in Kyiv. Lane said the Harbour Police had failed. "
    "Ms Lane went back to Oslo, and Reilly stayed. Lane was tired."
)


def test_people_bodies_and_places_are_listed_by_how_often_they_are_named() -> None:
    entities = extract(Article(ARTICLE)).entities
    assert entities.people == ("Ada Lane", "Tom Reilly")
    assert entities.organisations == ("Harbour Police",)
    assert entities.places == ("Oslo", "Kyiv")


def test_the_same_people_have_the_same_names_in_another_article() -> None:
    first = extract(Article("Ada Lane spoke in Oslo. Lane left.")).entities
    second = extract(Article("In Oslo on Monday, Ms Ada Lane said little. Lane left.")).entities
    assert first == second


def test_german_entities_are_found_by_their_own_words() -> None:
    entities = extract(
        Article("Der Bundestag hat am Montag mit Anna Berger in Berlin über das Gesetz beraten.")
    ).entities
    assert entities == Entities(("Anna Berger",), ("Bundestag",), ("Berlin",))


def test_an_unknown_language_lists_nobody() -> None:
    assert (
        extract(Article("La alcaldesa Ana Ruiz dijo el lunes que el río ha crecido en Madrid.")).entities == Entities()
    )


def test_bodies_and_towns_have_one_name_in_every_article() -> None:
    first = extract(Article("The UN and the EU met in Kiev on Monday. NATO stayed away.")).entities
    second = extract(
        Article("The United Nations and the European Union met in Kyiv on Monday. NATO stayed away.")
    ).entities
    assert first == second
    assert first.organisations == ("United Nations", "European Union", "NATO")
    assert first.places == ("Kyiv",)


def test_an_acronym_is_the_body_whose_words_it_begins() -> None:
    entities = extract(
        Article("The Harbour Bank of Norway raised its rate. HBN chief Ada Lane said so. The HBN will meet again.")
    ).entities
    assert entities.organisations == ("Harbour Bank of Norway",)


def test_a_country_has_one_name_whatever_its_short_form() -> None:
    entities = extract(
        Article("The U.S. and the UK signed. Ada Lane flew from the United States to OSLO and Oslo.")
    ).entities
    assert entities.places[0] == "United States"
    assert "United Kingdom" in entities.places
    assert entities.organisations == ()
