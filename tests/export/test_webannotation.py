import json
from dataclasses import replace
from typing import Any

from jsonschema import Draft202012Validator
from rdflib import RDF, Graph, Namespace, URIRef

from onrecord.export.webannotation import web_annotations
from onrecord.records import Record
from tests.export.contracts import ANNOTATION_CONTEXT, WEB_ANNOTATION
from tests.export.specimen import TEXT, specimen

OA = Namespace("http://www.w3.org/ns/oa#")


def offline() -> Record:
    record = specimen()
    return replace(record, article=replace(record.article, url=None))


def made(record: Record) -> dict[str, dict[str, Any]]:
    found = list(web_annotations(record))
    for annotation in found:
        Draft202012Validator(WEB_ANNOTATION).validate(annotation)
    return {annotation["id"].rpartition(":")[2]: annotation for annotation in found}


def test_each_statement_and_commitment_is_an_annotation() -> None:
    assert set(made(specimen())) == {"s1", "s2", "s3", "c1", "c2", "c3"}


def test_selectors_give_back_the_very_words() -> None:
    record = offline()
    content = {s.id: s.content for s in record.statements}
    for name, annotation in made(record).items():
        for target in annotation["target"]:
            quote, position = target["selector"]
            start, end = position["start"], position["end"]
            assert TEXT[start:end] == quote["exact"]
            around = quote["prefix"] + quote["exact"] + quote["suffix"]
            assert TEXT.count(around) == 1
        if name in content:
            assert len(annotation["target"]) == len(content[name])


def test_offsets_are_not_given_for_a_web_page_whose_text_is_more_than_the_article() -> None:
    (target,) = made(specimen())["s2"]["target"]
    assert target["source"] == "https://courier.example/strait"
    assert [selector["type"] for selector in target["selector"]] == ["TextQuoteSelector"]


def test_bodies_say_who_and_what() -> None:
    bodies = made(specimen())
    said = {(b["purpose"], b.get("value", b.get("source"))) for b in bodies["s1"]["body"]}
    assert {
        ("identifying", "Davor Pelk"),
        ("classifying", "threaten"),
        ("tagging", "mixed"),
    } <= said
    promised = {(b["purpose"], b.get("value", b.get("source"))) for b in bodies["c3"]["body"]}
    assert ("identifying", "http://www.wikidata.org/entity/Q1065") in promised
    assert ("classifying", "promise") in promised


def test_it_is_the_graph_that_the_standard_describes() -> None:
    annotation = made(offline())["s3"]
    graph = Graph().parse(
        data=json.dumps({**annotation, "@context": ANNOTATION_CONTEXT}), format="json-ld"
    )
    here = URIRef(annotation["id"])
    assert graph.value(here, RDF.type) == OA.Annotation
    assert graph.value(here, OA.motivatedBy) == OA.describing
    targets = list(graph.objects(here, OA.hasTarget))
    quoted = {
        str(graph.value(selector, OA.exact))
        for target in targets
        for selector in graph.objects(target, OA.hasSelector)
        if graph.value(selector, RDF.type) == OA.TextQuoteSelector
    }
    assert quoted == {"“No talks,”", "“under pressure.”"}
