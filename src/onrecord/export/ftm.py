"""Records → FollowTheMoney entities, for the tools of investigative newsrooms.

An article becomes an Article; an actor a Person, PublicBody, Organization or LegalEntity; whom it
acts for a Representation; a statement, commitment or event an Event with the article as its proof.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from babel.core import get_global

from onrecord.export.dates import window
from onrecord.export.wording import joined, one_line, reader_name, web_address
from onrecord.records import Actor, ActorKind, Commitment, Event, Record, Statement, stable_id

Entity = dict[str, Any]

SCHEMAS: dict[ActorKind, str] = {
    "state": "PublicBody",
    "organisation": "Organization",
    "person": "Person",
    "office": "LegalEntity",
    "group": "LegalEntity",
}
#: FollowTheMoney writes countries as ISO 3166's two letters, in lower case; Kosovo has none there.
_KOSOVO = {"XKX": "XK"}


def ftm_entities(record: Record) -> Iterator[Entity]:
    """Entities as FollowTheMoney's JSON: `id`, `schema`, and lists of strings as `properties`.

    An actor that the knowledge base knows has the same id in every article; properties without a
    value are left out.
    """
    ids = {actor.id: _actor_id(record, actor) for actor in record.actors}
    yield _article(record)
    for actor in record.actors:
        yield _actor(record, actor, ids[actor.id])
        for client in actor.acts_for:
            if client in ids:
                yield _representation(record, actor, ids[actor.id], ids[client])
    for statement in record.statements:
        yield _statement(record, statement, ids)
    for commitment in record.commitments:
        yield _commitment(record, commitment, ids)
    cues = {statement.cue for statement in record.statements}
    for event in record.events:
        if event.trigger not in cues:  # a statement that is an event is one already
            yield _event(record, event, ids)


def _article_id(record: Record) -> str:
    return f"onrecord-{record.article.id}"


def _actor_id(record: Record, actor: Actor) -> str:
    where = actor.key or f"{record.article.id}-{actor.id}"
    return f"onrecord-{stable_id('actor', where, length=16)}"


def _entity(id: str, schema: str, **properties: str | Iterable[str] | None) -> Entity:
    listed = {
        name: [values] if isinstance(values, str) else list(dict.fromkeys(values or ()))
        for name, values in properties.items()
    }
    return {
        "id": id,
        "schema": schema,
        "properties": {name: values for name, values in listed.items() if any(values)},
    }


def _article(record: Record) -> Entity:
    article = record.article
    title = article.title or article.opening(12)[0]
    return _entity(
        _article_id(record),
        "Article",
        title=one_line(title),
        author=article.byline,
        publisher=article.outlet,
        publishedAt=article.published,
        sourceUrl=web_address(record),
        language=_language(article.language),
        bodyText=article.text.strip(),
        processingAgent=reader_name(record),
    )


def _language(code: str | None) -> str | None:
    # FollowTheMoney writes ISO 639-3; onrecord reads English alone.
    return "eng" if code == "en" else None


def _actor(record: Record, actor: Actor, id: str) -> Entity:
    names = (one_line(m.text) for m in actor.mentions if m.form == "name")
    return _entity(
        id,
        SCHEMAS[actor.kind],
        name=one_line(actor.name),
        alias=[name for name in names if name != one_line(actor.name)],
        wikidataId=actor.wikidata,
        country=_country(actor.key),
        position=actor.offices if actor.kind == "person" else None,
        proof=_article_id(record),
    )


def _country(key: str | None) -> str | None:
    kind, _, code = (key or "").partition(":")
    if kind != "state":
        return None
    two = get_global("territory_aliases").get(code) or [_KOSOVO.get(code, "")]
    return two[0].lower() or None


def _representation(record: Record, actor: Actor, agent: str, client: str) -> Entity:
    return _entity(
        f"onrecord-{stable_id('acts for', agent, client, record.article.id, length=16)}",
        "Representation",
        agent=agent,
        client=client,
        role=actor.offices,
        date=record.article.published,
        proof=_article_id(record),
    )


def _statement(record: Record, statement: Statement, ids: dict[str, str]) -> Entity:
    said = [statement.source, statement.cue]
    act = statement.act
    said_on = statement.said_on.value if statement.said_on else None
    return _evidence(
        record,
        statement.id,
        name=" ".join(one_line(span.text) for span in said if span) or statement.kind,
        summary=joined(statement.content),
        keywords=["statement", statement.kind, *([act.label] if act else [])],
        organizer=_known(statement.speakers, ids),
        involved=_known((*statement.addressees, *statement.about), ids),
        **_dates(said_on or record.article.published),
    )


def _commitment(record: Record, commitment: Commitment, ids: dict[str, str]) -> Entity:
    when = "unless" if commitment.negated_condition else "if"
    return _evidence(
        record,
        commitment.id,
        name=f"{commitment.kind}: {joined(commitment.consequence)}",
        summary=joined(commitment.consequence),
        description=f"{when}: {joined(commitment.condition)}" if commitment.condition else None,
        keywords=["commitment", commitment.kind],
        organizer=_known(commitment.by, ids),
        involved=_known(commitment.toward, ids),
        **_dates(record.article.published),
    )


def _event(record: Record, event: Event, ids: dict[str, str]) -> Entity:
    return _evidence(
        record,
        event.id,
        name=one_line(event.trigger.text),
        location=event.place,
        keywords=["event", event.type, event.status, *([event.mode] if event.mode else [])],
        organizer=_known(event.actors, ids),
        involved=_known(event.recipients, ids),
        **_dates(event.date),
    )


def _evidence(record: Record, entry: str, **properties: str | Iterable[str] | None) -> Entity:
    """An Event that the article is the proof of."""
    return _entity(
        f"onrecord-{record.article.id}-{entry}",
        "Event",
        recordId=entry,
        proof=_article_id(record),
        sourceUrl=web_address(record),
        publisher=record.article.outlet,
        **properties,
    )


def _known(those: Iterable[str], ids: dict[str, str]) -> list[str]:
    return [ids[id] for id in those if id in ids]


def _dates(value: str | None) -> dict[str, str]:
    """A day, or the first and the last day of a longer time."""
    days = window(value) if value else None
    if days is None:
        return {}
    first, last = (day.isoformat() for day in days)
    return {"date": first} if first == last else {"startDate": first, "endDate": last}
