"""What the formats ask for, as JSON Schemas in words of our own, and made-up records to hold to it."""

from __future__ import annotations

from typing import Any

Schema = dict[str, Any]

_STRINGS = {"type": "array", "items": {"type": "string", "minLength": 1}}
_DAY = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}
_TYPES = [
    *("AGREE", "CONSULT", "SUPPORT", "COOPERATE", "AID", "CONCEDE", "RETREAT", "REQUEST"),
    *("ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"),
]
_PLOVER_ENTITY = {
    "type": "object",
    "additionalProperties": False,
    "properties": {
        "code": {"type": "string", "pattern": "^[A-Z]{3}$"},
        "sector": {"type": "string", "pattern": "^([A-Z]{3}){1,2}$"},
        "entity_text": {"type": "string"},
        "identifier_id": {"type": "string", "pattern": r"^Q\d+$"},
        "identifier_text": {"type": "string"},
        "office": {"type": "string"},
    },
}

#: After the tables of fields in the PLOVER manual; the last four are ours.
PLOVER: Schema = {
    "type": "object",
    "required": ["id", "date", "actor", "event"],
    "additionalProperties": False,
    "properties": {
        "id": {"type": "string", "minLength": 1},
        "date": {"anyOf": [_DAY, {"type": "null"}]},
        "enddate": _DAY,
        "actor": {"type": "array", "items": _PLOVER_ENTITY},
        "recipient": {"type": "array", "items": _PLOVER_ENTITY},
        "event": {"type": "array", "items": {"enum": _TYPES}, "minItems": 1},
        "mode": _STRINGS,
        "context": _STRINGS,
        "quad_code": {"enum": [1, 2, 3, 4]},
        "event_loc": {
            "type": "object",
            "required": ["extracted_place"],
            "additionalProperties": False,
            "properties": {"extracted_place": {"type": "string"}},
        },
        "event_text": _STRINGS,
        "text_info": {
            "type": "object",
            "additionalProperties": False,
            "properties": {"start": {"type": "integer"}, "end": {"type": "integer"}},
        },
        "cite_info": {
            "type": "object",
            "additionalProperties": False,
            "properties": {
                name: {"type": "string"} for name in ("title", "publication", "url", "language")
            },
        },
        "coder": {"type": "string"},
        "date_from": {"enum": ["event", "said", "publication"]},
        "status": {"enum": ["asserted", "reported", "denied", "hypothetical", "planned"]},
        "statement": {"type": "string"},
        "relayed_by": _STRINGS,
        "commitments": {"type": "array", "items": {"type": "object"}},
    },
}

_IRI = {"type": "string", "pattern": r"^(https?://|urn:)\S+$"}
_PURPOSES = ["identifying", "classifying", "tagging", "describing"]
_BODY = {
    "type": "object",
    "required": ["type", "purpose"],
    "properties": {"purpose": {"enum": _PURPOSES}},
    "oneOf": [
        {"properties": {"type": {"const": "TextualBody"}}, "required": ["value"]},
        {
            "properties": {"type": {"const": "SpecificResource"}, "source": _IRI},
            "required": ["source"],
        },
    ],
}
_OFFSET = {"type": "integer", "minimum": 0}
_SELECTOR = {
    "type": "object",
    "required": ["type"],
    "oneOf": [
        {
            "properties": {
                "type": {"const": "TextQuoteSelector"},
                **{name: {"type": "string"} for name in ("exact", "prefix", "suffix")},
            },
            "required": ["exact"],
            "additionalProperties": False,
        },
        {
            "properties": {
                "type": {"const": "TextPositionSelector"},
                "start": _OFFSET,
                "end": _OFFSET,
            },
            "required": ["start", "end"],
            "additionalProperties": False,
        },
    ],
}

#: The musts of the Web Annotation Data Model for what we write of it (sections 3 and 4).
WEB_ANNOTATION: Schema = {
    "type": "object",
    "required": ["@context", "id", "type", "target"],
    "additionalProperties": False,
    "properties": {
        "@context": {"const": "http://www.w3.org/ns/anno.jsonld"},
        "id": _IRI,
        "type": {"const": "Annotation"},
        "motivation": {"enum": _PURPOSES},
        "generator": {
            "type": "object",
            "required": ["id", "type", "name"],
            "properties": {"id": _IRI, "type": {"const": "Software"}, "name": {"type": "string"}},
        },
        "body": {"type": "array", "items": _BODY},
        "target": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["type", "source", "selector"],
                "properties": {
                    "type": {"const": "SpecificResource"},
                    "source": _IRI,
                    "selector": {"type": "array", "items": _SELECTOR, "minItems": 1},
                },
            },
        },
    },
}

_OA = "http://www.w3.org/ns/oa#"


def _link(iri: str) -> dict[str, str]:
    return {"@type": "@id", "@id": iri}


#: What http://www.w3.org/ns/anno.jsonld says of the terms that we use.
ANNOTATION_CONTEXT: dict[str, Any] = {
    "id": "@id",
    "type": "@type",
    **{
        name: _OA + name
        for name in (
            *("Annotation", "TextualBody", "SpecificResource", "TextQuoteSelector"),
            *("TextPositionSelector", "start", "end", "exact", "prefix", "suffix"),
            *("describing", "identifying", "classifying", "tagging"),
        )
    },
    "Software": "http://www.w3.org/ns/activitystreams#Application",
    "generator": _link("http://www.w3.org/ns/activitystreams#generator"),
    "body": _link(_OA + "hasBody"),
    "target": _link(_OA + "hasTarget"),
    "source": _link(_OA + "hasSource"),
    "selector": _link(_OA + "hasSelector"),
    "motivation": {"@type": "@vocab", "@id": _OA + "motivatedBy"},
    "purpose": {"@type": "@vocab", "@id": _OA + "hasPurpose"},
    "value": "http://www.w3.org/1999/02/22-rdf-syntax-ns#value",
    "format": "http://purl.org/dc/elements/1.1/format",
    "name": "http://xmlns.com/foaf/0.1/name",
}
