import json
from typing import Any

from rdflib import RDF, Graph, URIRef
from rdflib.namespace import SDO

from onrecord.export.jsonld import claim_reviews, jsonld
from onrecord.records import SCHEMA, Act, Article, ReaderInfo, Record, Span, Statement
from tests.export.specimen import specimen

#: rdflib knows every term of schema.org.
TERMS: Any = SDO


def graph(document: dict[str, Any]) -> Graph:
    """The document as RDF; every type and property is one of schema.org's."""
    assert document["@context"] == "https://schema.org"
    local = {**document, "@context": {"@vocab": str(SDO)}}
    made = Graph().parse(data=json.dumps(local), format="json-ld")
    for _, predicate, value in made:
        assert predicate == RDF.type or predicate in TERMS, predicate
        assert predicate != RDF.type or value in TERMS, value
    return made


def node(document: dict[str, Any], entry: str) -> dict[str, Any]:
    (found,) = (n for n in document["@graph"] if n["@id"].endswith(f":{entry}"))
    return dict(found)


def test_words_in_quotation_marks_are_a_quotation_by_their_speaker() -> None:
    document = jsonld(specimen())
    made = graph(document)
    said = node(document, "s2")
    quotation = URIRef(said["@id"])
    assert made.value(quotation, RDF.type) == SDO.Quotation
    speaker = made.value(quotation, SDO.spokenByCharacter)
    assert str(made.value(speaker, SDO.name)) == "Ilse Tarrant"
    assert str(made.value(quotation, SDO.isPartOf)) == "https://courier.example/strait"
    assert node(document, "s1")["dateCreated"] == "2022-01-07"
    assert node(document, "s1")["audience"] == [{"@type": "PeopleAudience", "name": "reporters"}]


def test_what_the_article_words_itself_is_a_claim() -> None:
    text = "He said that it was raining."
    said = Statement("s1", "indirect", None, None, (Span(8, 27, text[8:27]),))
    document = jsonld(Record(SCHEMA, ReaderInfo("1", "m"), Article.of(text), (), (said,)))
    assert (URIRef(node(document, "s1")["@id"]), RDF.type, SDO.Claim) in graph(document)


def test_a_link_leads_to_the_very_words() -> None:
    document = jsonld(specimen())
    page = "https://courier.example/strait#:~:"
    assert node(document, "s2")["url"] == page + "text=%E2%80%9CWe%20reject%20this%2C%E2%80%9D"
    # A piece each, and a longer one by its ends.
    assert node(document, "s3")["url"].count("text=") == 2
    assert node(document, "s1")["url"].startswith(page + "text=that%20sanctions%20on%20Varnia,")


def test_an_article_without_an_address_has_a_name_and_no_link() -> None:
    document = jsonld(Record(SCHEMA, ReaderInfo("1", "m"), Article.of("Words.")))
    (article,) = document["@graph"]
    assert article["@id"].startswith("urn:onrecord:")
    assert "url" not in article


def test_only_what_is_said_to_be_so_awaits_a_review() -> None:
    text = "“It is open,” she said. “Open it,” he said."
    spans = [Span(0, 13, text[:13]), Span(24, 34, text[24:34])]
    acts = [Act("state", "assertive", None, 0.9), Act("demand", "directive", "REQUEST", 0.9)]
    statements = tuple(
        Statement(f"s{n}", "direct", None, None, (span,), act=act)
        for n, (span, act) in enumerate(zip(spans, acts, strict=True), start=1)
    )
    record = Record(
        SCHEMA, ReaderInfo("1", "m"), Article.of(text, published="2022-01-08"), (), statements
    )
    (review,) = claim_reviews(record)
    made = graph(review)
    assert review["claimReviewed"] == "“It is open,”"
    assert review["itemReviewed"]["datePublished"] == "2022-01-08"
    # Null is not said: a skeleton claims no verdict and no reviewer.
    assert [review[name] for name in ("author", "url", "datePublished", "reviewRating")] == [
        None
    ] * 4
    assert not list(made.objects(None, SDO.reviewRating))
