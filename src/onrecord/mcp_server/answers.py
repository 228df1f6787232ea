"""What a store finds, as plain data that an assistant can quote and cite."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from onrecord.ask.bearing import Deed
from onrecord.ask.bound import Bound
from onrecord.ask.pledges import Pledge
from onrecord.ask.timeline import Moment, Timeline
from onrecord.ask.whatif import Answered, Predicted, WhatIf
from onrecord.export.deep_links import deep_link
from onrecord.export.wording import joined
from onrecord.store.said import Report, Said, Source, Who
from onrecord.world import World
from onrecord.world.obligations import NotCovered, Obligation

Answer = dict[str, Any]


def evidence(said: Said) -> Answer:
    """A statement as an assistant needs it: what was said, by whom, and where that stands."""
    return {
        "number": said.id,
        "words": said.words,
        "content": [span.text for span in said.content],
        "kind": said.kind,
        "speakers": _names(said.speakers),
        "acting_for": _names(said.behalf),
        "addressees": _names(said.addressees),
        "about": _names(said.about),
        "relayed_by": list(said.relayed_by),
        "act": said.act,
        "day": said.day,
        "article": _source(said.article),
        "link": deep_link(said.article.url, said.content),
        "carried_by": said.reports,
        "review": said.status,
        "withdrawn": said.withdrawn,
    }


def report(one: Report) -> Answer:
    """An article that carries a statement, and where in its text."""
    return {**_source(one.article), "start": one.start, "end": one.end}


def _source(article: Source) -> Answer:
    return {
        "outlet": article.outlet,
        "title": article.title,
        "published": article.published,
        "url": article.url,
    }


def _names(those: Iterable[Who]) -> list[str]:
    return [who.name for who in those]


def timeline_of(found: Timeline) -> Answer:
    """Moments, the oldest first; each is a statement or an event, with its day."""
    return {
        "of": [actor.name for actor in found.of],
        "other": [actor.name for actor in found.other],
        "topic": found.topic or None,
        "moments": [_moment(one) for one in found.moments],
        "following": found.following,
    }


def _moment(one: Moment) -> Answer:
    return {
        "day": one.day,
        "part": list(one.parts),
        "statement": evidence(one.said) if one.said else None,
        "event": _deed(one.event) if one.event else None,
    }


def _deed(deed: Deed) -> Answer:
    return {
        "type": deed.type,
        "status": deed.status,
        "words": deed.trigger.text,
        "by": _names(deed.actors),
        "to": _names(deed.recipients),
        "article": _source(deed.article),
        "link": deep_link(deed.article.url, [deed.trigger]),
    }


def consequences(found: WhatIf) -> Answer:
    """What would follow, in three parts, each with its evidence."""
    return {
        "question": found.question,
        "on": found.on,
        "event_types": list(found.types),
        "said_they_would": [_answered(one) for one in found.conditional],
        "promised_without_condition": [_answered(one) for one in found.standing],
        "bound_by_treaty": [_bound(one) for one in found.bound],
        "predicted": [_answered(one) for one in found.predicted],
        "warned": [_predicted(one) for one in found.warned],
    }


def _answered(one: Answered) -> Answer:
    return {
        **_pledge(one.pledge),
        "score": round(one.score, 2),
        "why": list(one.why),
        "follows": one.follows,
    }


def _pledge(pledge: Pledge) -> Answer:
    article = pledge.article
    return {
        "commitment": pledge.id,
        "kind": pledge.kind,
        "by": _names(pledge.speakers()),
        "toward": _names(pledge.toward),
        "condition": joined(pledge.condition) or None,
        "unless": pledge.negated_condition,
        "consequence": joined(pledge.consequence),
        "day": pledge.day,
        "article": _source(article),
        "link": deep_link(article.url, (*pledge.condition, *pledge.consequence)),
        "statement": evidence(pledge.said) if pledge.said else None,
    }


def _predicted(one: Predicted) -> Answer:
    return {**evidence(one.said), "score": round(one.score, 2), "why": list(one.why)}


def _bound(one: Bound) -> Answer:
    standing = one.standing
    return {
        "if_attacked": _called(standing.state),
        "by": [_called(key) for key in one.aggressors],
        "status": standing.status,
        "bound_to_defend": [_called(key) for key in standing.defenders()],
        "owed_to_it": [_obligation(each) for each in standing.toward],
        "assurances": [_obligation(each) for each in standing.assurances],
        "not_covered_by": [_not_covered(each) for each in standing.not_covered],
        "coverage": standing.coverage,
        "said_of_it": [
            {**evidence(each.said), "quote": each.quote, "says_not_covered": each.excludes}
            for each in one.said
        ],
    }


def _obligation(one: Obligation) -> Answer:
    return {
        "by": _called(one.by),
        "duty": one.clause.kind,
        "state": one.state,
        "why": one.why or None,
        "treaty": one.treaty.name,
        "article": one.clause.article,
        "clause": one.clause.words,
        "source": one.treaty.source,
    }


def _not_covered(one: NotCovered) -> Answer:
    return {
        "treaty": one.treaty.name,
        "article": one.clause.article,
        "clause": one.clause.words,
        "why": one.why,
        "source": one.treaty.source,
    }


def _called(key: str) -> str:
    entity = World.open().entity(key)
    return entity.name if entity else key
