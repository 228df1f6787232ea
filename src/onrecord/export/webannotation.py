"""Records → W3C Web Annotations: bodies that say what it is, targets that quote the words.

After the Web Annotation Data Model (W3C Recommendation, 2017).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.wording import one_line, reader_name, urn, web_address
from onrecord.records import Actor, Record, Span

Annotation = dict[str, Any]
Body = dict[str, str]

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
#: Characters before and after a quotation that tell it from the same words elsewhere.
AROUND = 32


def web_annotations(record: Record) -> Iterator[Annotation]:
    """One annotation a statement, on its content, then one a commitment, on both its clauses."""
    actors = {actor.id: actor for actor in record.actors}
    for statement in record.statements:
        if not statement.content:
            continue
        labels = [statement.act.label] if statement.act else []
        bodies = [*_people(statement.speakers, actors), *_labels("classifying", labels)]
        bodies += _labels("tagging", ["statement", statement.kind])
        yield _annotation(record, statement.id, bodies, statement.content)
    for commitment in record.commitments:
        bodies = [*_people(commitment.by, actors), *_labels("classifying", [commitment.kind])]
        bodies += _labels("tagging", ["commitment"])
        clauses = (*commitment.condition, *commitment.consequence)
        yield _annotation(record, commitment.id, bodies, clauses)


def _annotation(
    record: Record, entry: str, bodies: list[Body], spans: Iterable[Span]
) -> Annotation:
    return {
        "@context": CONTEXT,
        "id": urn(record, entry),
        "type": "Annotation",
        "motivation": "describing",
        "generator": {
            "id": f"urn:onrecord:reader:{record.reader.version}:{record.reader.model}",
            "type": "Software",
            "name": reader_name(record),
        },
        "body": bodies,
        "target": [_target(record, span) for span in spans],
    }


def _people(ids: Iterable[str], actors: dict[str, Actor]) -> Iterator[Body]:
    """Whom it is by: the entity of Wikidata where one is known, the name otherwise."""
    for actor in (actors[id] for id in ids if id in actors):
        if actor.wikidata:
            yield {
                "type": "SpecificResource",
                "purpose": "identifying",
                "source": f"http://www.wikidata.org/entity/{actor.wikidata}",
            }
        else:
            yield from _labels("identifying", [one_line(actor.name)])


def _labels(purpose: str, values: Iterable[str]) -> list[Body]:
    return [
        {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}
        for value in values
    ]


def _target(record: Record, span: Span) -> dict[str, Any]:
    """The words, quoted; by offsets too where the source is the text itself.

    On a web page the words stand among others, where offsets into the article's text mean nothing.
    """
    text = record.article.text
    selectors: list[dict[str, str | int]] = [
        {
            "type": "TextQuoteSelector",
            "exact": text[span.start : span.end],
            "prefix": text[max(span.start - AROUND, 0) : span.start],
            "suffix": text[span.end : span.end + AROUND],
        }
    ]
    address = web_address(record)
    if not address:
        selectors.append({"type": "TextPositionSelector", "start": span.start, "end": span.end})
    return {
        "type": "SpecificResource",
        "source": address or urn(record),
        "selector": selectors,
    }
