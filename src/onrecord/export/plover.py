"""Records → PLOVER events, one JSON object each, in the field names of its manual.

After the PLOVER manual (Open Event Data Alliance), its tables of fields and of quad categories.
PLOVER's own fields keep their meaning; `status`, `statement`, `relayed_by`, `date_from` and
`commitments` are fields of ours beside them, which it allows.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.dates import window
from onrecord.export.wording import joined, one_line, reader_name
from onrecord.records import Actor, Event, EventStatus, Record, Statement
from onrecord.world import World

Fields = dict[str, Any]

#: Verbal and material cooperation, verbal and material conflict. The manual's chapter on SANCTION
#: and its summary call it material, one of its tables verbal.
QUADS = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), 1),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), 2),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), 3),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), 4),
}
#: The auxiliary modes that the manual puts among the contexts.
AUXILIARY: dict[EventStatus, str] = {
    "denied": "negation",
    "hypothetical": "hypothetical",
    "planned": "future",
}
#: Where the manual's codes are not ISO 3166's, and bodies with a code of their own.
_CODES = {"state:XKX": "KOS", "org:UN": "UNO", "org:EU": "EUR"}


def plover_events(record: Record, world: World | None = None) -> Iterator[Fields]:
    """The record's events in its order.

    A date is the event's own, else that of the statement, else that of publication; `date_from`
    says which. A date known to its week, month or year only has an `enddate`. Keys without a
    value are left out, but the required ones.
    """
    world = world or World.open()
    statements = {statement.id: statement for statement in record.statements}
    for event in record.events:
        statement = statements.get(event.statement) if event.statement else None
        yield _event(record, event, statement, world)


def _event(record: Record, event: Event, statement: Statement | None, world: World) -> Fields:
    actors = {actor.id: actor for actor in record.actors}

    def entities(ids: Iterable[str]) -> list[Fields]:
        return [_entity(actors[id], actors, world) for id in ids if id in actors]

    auxiliary = AUXILIARY.get(event.status)
    fields = {
        "id": f"{record.article.id}-{event.id}",
        **_date(record, event, statement),
        "actor": entities(event.actors),
        "recipient": entities(event.recipients),
        "event": [event.type],
        "mode": [event.mode] if event.mode else [],
        "context": [auxiliary] if auxiliary else [],
        "quad_code": QUADS.get(event.type),
        "event_loc": {"extracted_place": event.place} if event.place else None,
        "event_text": [one_line(event.trigger.text)],
        "text_info": {"start": event.trigger.start, "end": event.trigger.end},
        "cite_info": _citation(record),
        "coder": reader_name(record),
        "status": event.status,
        "statement": event.statement,
        "relayed_by": list(statement.relayed_by) if statement else [],
        "commitments": list(_commitments(record, event, statement)),
    }
    required = ("id", "date", "actor", "event")
    return {name: value for name, value in fields.items() if value or name in required}


def _date(record: Record, event: Event, statement: Statement | None) -> Fields:
    said_on = statement.said_on.value if statement and statement.said_on else None
    published = record.article.published
    for origin, value in (("event", event.date), ("said", said_on), ("publication", published)):
        days = window(value) if value else None
        if days:
            first, last = (day.isoformat() for day in days)
            return {
                "date": first,
                "enddate": last if last != first else None,
                "date_from": origin,
            }
    return {"date": None}


def _entity(actor: Actor, actors: dict[str, Actor], world: World) -> Fields:
    known = world.entity(actor.key) if actor.key else None
    fields = {
        "code": _code(actor, actors, world),
        "sector": "JRN" if known and known.outlet else None,
        "entity_text": next((m.text for m in actor.mentions if m.form == "name"), actor.name),
        "identifier_id": actor.wikidata,
        "identifier_text": actor.name,
        "office": "; ".join(actor.offices),
    }
    return {name: one_line(value) for name, value in fields.items() if value}


def _code(actor: Actor, actors: dict[str, Actor], world: World) -> str | None:
    """The code of the state or body that it is, acts for or, at last, is part of or a citizen of."""
    own = [actor.key] if actor.kind != "person" else []
    others = [actors[id].key for id in actor.acts_for if id in actors]
    codes = (_code_of(key, world) for key in (*own, *others, actor.key) if key)
    return next((code for code in codes if code), None)


def _code_of(key: str, world: World) -> str | None:
    entity = world.entity(key)
    while entity:
        if code := _CODES.get(entity.key) or _state(entity.key):
            return code
        if entity.kind == "organisation" and world.coverage(entity.key):
            return "IGO"  # a body whose members the knowledge base lists
        entity = world.entity(entity.part_of) if entity.part_of else None
    return None


def _state(key: str) -> str | None:
    kind, _, code = key.partition(":")
    return code if kind == "state" else None


def _citation(record: Record) -> Fields:
    article = record.article
    fields = {
        "title": article.title,
        "publication": article.outlet,
        "url": article.url,
        "language": article.language,
    }
    return {name: value for name, value in fields.items() if value}


def _commitments(record: Record, event: Event, statement: Statement | None) -> Iterator[Fields]:
    """Commitments that the event makes, being their statement, or that it stands in a clause of."""
    made = statement and event.trigger == statement.cue
    for one in record.commitments:
        inside = [
            name
            for name, spans in (("condition", one.condition), ("consequence", one.consequence))
            if any(s.start <= event.trigger.start < s.end for s in spans)
        ]
        if inside or (made and statement and one.statement == statement.id):
            yield {
                "kind": one.kind,
                "condition": joined(one.condition) or None,
                "negated_condition": one.negated_condition,
                "consequence": joined(one.consequence),
                "event_in": inside[0] if inside else None,
            }
