"""Records → schema.org JSON-LD: the article, who speaks in it, quotations and claims.

Words in quotation marks are a Quotation; what the article puts in words of its own is a Claim.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from onrecord.export.dates import whole_day
from onrecord.export.deep_links import deep_link
from onrecord.export.wording import joined, one_line, reader_name, urn, web_address
from onrecord.records import Actor, ActorKind, Record, Statement

Node = dict[str, Any]

CONTEXT = "https://schema.org"
_TYPES: dict[ActorKind, str] = {
    "state": "GovernmentOrganization",
    "organisation": "Organization",
    "person": "Person",
    "office": "Organization",
    "group": "Organization",
}


def jsonld(record: Record) -> Node:
    """One document an article: a graph of a NewsArticle, its actors, Quotations and Claims."""
    actors = {actor.id: actor for actor in record.actors}
    graph = [_article(record)]
    graph += [_actor(record, actor, actors) for actor in record.actors]
    graph += [_said(record, s, actors) for s in record.statements if s.content]
    return {"@context": CONTEXT, "@graph": graph}


def claim_reviews(record: Record) -> Iterator[Node]:
    """A ClaimReview for each statement that something is so, for a fact-checker to complete.

    `author`, `url`, `datePublished` and `reviewRating` are null, which JSON-LD reads as not said.
    """
    actors = {actor.id: actor for actor in record.actors}
    for statement in record.statements:
        if statement.act and statement.act.class_ == "assertive" and statement.content:
            speakers = [
                _actor(record, actors[id], actors) for id in _in(statement.speakers, actors)
            ]
            yield {
                "@context": CONTEXT,
                "@type": "ClaimReview",
                "claimReviewed": joined(statement.content),
                "itemReviewed": _kept(
                    {
                        "@type": "Claim",
                        "@id": urn(record, statement.id),
                        "author": speakers,
                        "datePublished": _said_on(statement) or record.article.published,
                        "appearance": _article(record),
                    }
                ),
                "author": None,
                "url": None,
                "datePublished": None,
                "reviewRating": None,
            }


def _article(record: Record) -> Node:
    article = record.article
    return _kept(
        {
            "@type": "NewsArticle",
            "@id": _address(record),
            "headline": one_line(article.title) if article.title else None,
            "url": web_address(record),
            "datePublished": article.published,
            "inLanguage": article.language,
            "author": {"@type": "Person", "name": article.byline} if article.byline else None,
            "publisher": {"@type": "NewsMediaOrganization", "name": article.outlet}
            if article.outlet
            else None,
        }
    )


def _address(record: Record) -> str:
    return web_address(record) or urn(record)


def _actor(record: Record, actor: Actor, actors: dict[str, Actor]) -> Node:
    person = actor.kind == "person"
    bodies = [{"@id": _actor_id(record, actors[id])} for id in _in(actor.acts_for, actors)]
    return _kept(
        {
            "@type": _TYPES[actor.kind],
            "@id": _actor_id(record, actor),
            "name": one_line(actor.name),
            "jobTitle": list(actor.offices) if person else None,
            ("affiliation" if person else "parentOrganization"): bodies,
        }
    )


def _actor_id(record: Record, actor: Actor) -> str:
    known = actor.wikidata
    return f"http://www.wikidata.org/entity/{known}" if known else urn(record, actor.id)


def _said(record: Record, statement: Statement, actors: dict[str, Actor]) -> Node:
    def those(ids: Iterable[str]) -> list[Node]:
        return [{"@id": _actor_id(record, actors[id])} for id in _in(ids, actors)]

    quoted = statement.kind != "indirect"
    listeners = [actors[id].name for id in _in(statement.addressees, actors)]
    return _kept(
        {
            "@type": "Quotation" if quoted else "Claim",
            "@id": urn(record, statement.id),
            "text": joined(statement.content),
            ("spokenByCharacter" if quoted else "author"): those(statement.speakers),
            ("isPartOf" if quoted else "appearance"): {"@id": _address(record)},
            "dateCreated": _said_on(statement),
            "about": those(statement.about),
            "audience": [{"@type": "PeopleAudience", "name": one_line(n)} for n in listeners],
            "provider": [
                {"@type": "Organization", "name": name}
                for name in statement.relayed_by
                if name != "unspecified"
            ],
            "keywords": statement.act.label if statement.act else None,
            "inLanguage": record.article.language,
            "url": deep_link(web_address(record), statement.content),
            "sdPublisher": {"@type": "Organization", "name": reader_name(record)},
        }
    )


def _said_on(statement: Statement) -> str | None:
    return whole_day(statement.said_on.value) if statement.said_on else None


def _in(ids: Iterable[str], actors: dict[str, Actor]) -> list[str]:
    return [id for id in ids if id in actors]


def _kept(node: Node) -> Node:
    return {name: value for name, value in node.items() if value not in (None, [])}
