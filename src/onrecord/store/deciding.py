"""What people's decisions on a statement come to, all taken together."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from sqlalchemy import Connection, select

from onrecord.read.acts import ACTS
from onrecord.records import Act, Article, SaidOn, Span, Statement
from onrecord.store.tables import decisions

Status = Literal["read", "confirmed", "corrected", "rejected"]
_STATUS: dict[str, Status] = {
    "confirm": "confirmed",
    "correct": "corrected",
    "reject": "rejected",
}


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that hold: the last one's status, and the last word on each field.

    fields: as in a correction's payload; actors are numbers of the store.
    """

    status: Status
    fields: dict[str, Any]

    def apply(self, statement: Statement, article: Article) -> Statement:
        """The statement with act, spans and date as decided; its actors are left as read.

        Spans that a newer text of the article no longer has, even elsewhere, stay as read.
        """
        changes: dict[str, Any] = {}
        if label := self.fields.get("act"):
            class_, plover = ACTS[label]
            changes["act"] = Act(label, class_, plover, 1.0)
        if "kind" in self.fields:
            changes["kind"] = self.fields["kind"]
        for name in ("source", "cue"):
            if name in self.fields:
                given = self.fields[name]
                span = find_span(article, given) if given else None
                if span or not given:
                    changes[name] = span
        if content := self.fields.get("content"):
            spans = [find_span(article, given) for given in content]
            if all(spans):
                changes["content"] = tuple(spans)
        if "said_on" in self.fields:
            day = self.fields["said_on"]
            changes["said_on"] = SaidOn(day, None) if day else None
        return replace(statement, **changes)


UNDECIDED = Decided("read", {})


def decided(connection: Connection, statements: Iterable[int]) -> dict[int, Decided]:
    """What holds of each of these statements; those that nobody decided on are left out."""
    rows = connection.execute(
        select(decisions.c.statement, decisions.c.kind, decisions.c.payload)
        .where(decisions.c.statement.in_(set(statements)), decisions.c.undone_at.is_(None))
        .order_by(decisions.c.id)
    )
    fields: dict[int, dict[str, Any]] = defaultdict(dict)
    status: dict[int, Status] = {}
    for row in rows:
        status[row.statement] = _STATUS[row.kind]
        fields[row.statement].update(row.payload)
    return {id: Decided(status[id], fields[id]) for id in status}


def find_span(article: Article, given: dict[str, Any]) -> Span | None:
    """A span of a decision in the article's text of today: where it was, else the nearest like it."""
    start, words = int(given["start"]), str(given["text"])
    if article.text[start : start + len(words)] == words:
        return article.span(start, start + len(words))
    before = article.text.rfind(words, 0, start + len(words))
    after = article.text.find(words, start)
    places = [place for place in (before, after) if place >= 0]
    if not places:
        return None
    nearest = min(places, key=lambda place: abs(place - start))
    return article.span(nearest, nearest + len(words))
