"""What statements of the store say of treaties' clauses: whom they bind, and whom they leave out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache

from sqlalchemy import Connection, or_, select

from onrecord.ask.naming import named_in
from onrecord.ask.pledges import Mentions
from onrecord.store.days import first_place
from onrecord.store.said import Said, said
from onrecord.store.tables import current_statements, statement_actors
from onrecord.world.treaties import Treaties, Treaty

#: The newest statements of those concerned that are looked at.
MOST_READ = 5_000
#: Words that tell of a clause on defence, without the treaty's name.
_CLAUSE = re.compile(
    r"\b(?:collective|mutual|common)[ -](?:self-)?defen[cs]e\b|\bdefen[cs]e (?:clause|treaty|pact)\b"
    r"|\barticle (?:5|five|v|42|4)\b|\bsecurity (?:guarantee|assurance)s?\b"
    r"|\battack (?:on|against) (?:one|any)\b|\btreaty (?:ally|allies|obligations?)\b",
    re.IGNORECASE,
)
_NOT = re.compile(r"\b(?:not|never|no|nor|neither|without|outside)\b|n['’]t\b", re.IGNORECASE)
_COVERS = re.compile(
    r"\b(?:cover\w*|protect\w*|bound|bind\w*|oblig\w+|appl(?:y|ies)|extend\w*|member\w*|part(?:y|ies)"
    r"|guarantee\w*|defend\w*)\b",
    re.IGNORECASE,
)
_SENTENCE = re.compile(r"(?<=[.!?”])\s+")


@dataclass(frozen=True, slots=True)
class ClauseSaid:
    """A statement about a clause; excludes: it says that the clause does not cover somebody.

    treaty, article: of the clause, as far as the words tell which it is. quote: the sentence.
    """

    said: Said
    excludes: bool
    treaty: Treaty | None
    article: str | None
    quote: str


def said_of_clauses(
    connection: Connection,
    concerned: Iterable[int],
    state: str,
    names: Sequence[str],
    until: str | None,
) -> list[ClauseSaid]:
    """Statements on clauses that involve some actors of the store, those that exclude first.

    state, names: the state that would be attacked, by key and by names; only where one is in the
    sentence is it excluded. What is said of other states is left out, and what is said of none,
    where the article is not of this one. until: the last day.
    """
    cast, table = statement_actors, current_statements
    ids = set(concerned)
    wanted = (
        select(table.c.id, table.c.content, table.c.place)
        .where(
            or_(
                table.c.id.in_(select(cast.c.statement).where(cast.c.actor.in_(ids))),
                *(table.c.content.contains(name, autoescape=True) for name in names),
            )
        )
        .order_by(table.c.place.desc())
        .limit(MOST_READ)
    )
    if until:
        wanted = wanted.where(table.c.place < first_place(until) + (1 << 32))
    hits = [row.id for row in connection.execute(wanted) if _CLAUSE.search(row.content)]
    named = re.compile("|".join(rf"\b{re.escape(n)}\b" for n in names) or r"(?!)", re.IGNORECASE)
    mentions = Mentions(connection)
    found = []
    for one in said(connection, hits):
        clause = _clause(one, named)
        states = {n.keys[0] for n in named_in(clause.quote, one.day) if n.keys[0][:6] == "state:"}
        if state in (states or mentions.there(one.article)):
            found.append(clause)
    return sorted(found, key=lambda one: (not one.excludes, -one.said.place))


def _clause(one: Said, named: re.Pattern[str]) -> ClauseSaid:
    content = " ".join(span.text for span in one.content)
    sentences = [s for s in _SENTENCE.split(content) if _CLAUSE.search(s)]
    excluding = next((s for s in sentences if _excludes(s, named)), None)
    quote = (excluding or sentences[0]).strip().strip('“”"')
    treaty = _treaty(quote) or _treaty(one.words) or _spoken_for(one)
    article = None
    if treaty and re.search(r"defen[cs]e|article 5|attack", quote, re.IGNORECASE):
        clauses = Treaties.open().clauses(treaty.key, one.day)
        article = next((c.article for c in clauses if c.kind == "defend"), None)
    return ClauseSaid(one, excluding is not None, treaty, article, quote)


def _excludes(sentence: str, named: re.Pattern[str]) -> bool:
    return all(each.search(sentence) for each in (named, _NOT, _COVERS))


def _treaty(text: str) -> Treaty | None:
    found = _names().search(text)
    return Treaties.open().named(found[0]) if found else None


def _spoken_for(one: Said) -> Treaty | None:
    """The treaty on which the body stands that says it, or for which it is said."""
    keys = (who.key for who in (*one.speakers, *one.behalf) if who.key)
    return next((treaty for key in keys if (treaty := Treaties.open().named(key))), None)


@cache
def _names() -> re.Pattern[str]:
    names = [
        name
        for treaty in Treaties.open().all()
        for name in (treaty.name, *treaty.aliases)
        if not name.startswith("org:")
    ]
    ordered = sorted(names, key=len, reverse=True)
    return re.compile("|".join(rf"\b{re.escape(name)}\b" for name in ordered))
