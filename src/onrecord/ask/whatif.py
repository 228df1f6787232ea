"""What if something happens: who has said what they would do, who is bound, what is predicted.

Nothing is concluded: every answer is a commitment or statement of the store with its words, or a
treaty with its clause. What no treaty that is covered says is unknown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, Select, or_, select

from onrecord.ask.bound import Bound, bound, victims
from onrecord.ask.happening import Happening, happening
from onrecord.ask.matching import Around, match
from onrecord.ask.naming import named_in
from onrecord.ask.pledges import Mentions, Pledge, pledges
from onrecord.errors import OptionError
from onrecord.read.lexicon import words as listed
from onrecord.store import Store
from onrecord.store.days import first_place
from onrecord.store.said import Said, said
from onrecord.store.tables import (
    actors,
    article_actors,
    commitments,
    current_statements,
    statement_actors,
)
from onrecord.world.dates import checked, last_day
from onrecord.world.knowledge import today
from onrecord.world.spelling import folded

#: From which score on something fits the question, and from which on it may bear on it.
LEAST, RELATED = 0.55, 0.3
#: Share of the parties that something fits at the least, to be more than related.
PARTIES = 0.4
#: The newest commitments, and predictions, with somebody of the question that are held against it.
MOST_READ = 2_000
#: Shorter names are not looked for inside longer ones, such as "leaders of ECOWAS".
SHORTEST = 4
#: Longest question.
LONGEST = 1_000
_AGAINST = re.compile(r"\bagainst\s+(?:the\s+|any\s+|an?\s+)?$", re.IGNORECASE)
#: Stems of what is promised to somebody who is attacked, whatever the occasion.
_HELP = listed("aid arm assist defend defens help protect stand support")


@dataclass(frozen=True, slots=True)
class Answered:
    """A commitment that bears on the question: how well it fits, and by what.

    follows: number of the commitment on whose consequence this prediction bears, if it does so
    instead of on the question itself.
    """

    pledge: Pledge
    score: float
    why: tuple[str, ...]
    follows: int | None = None


@dataclass(frozen=True, slots=True)
class Predicted:
    """A statement that predicts or warns of what is asked about."""

    said: Said
    score: float
    why: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The answer in three parts.

    on: the day up to which it holds. types: kinds of event that the question names. parties: keys
    of everybody in it. conditional, standing: who has said what they would do, on a condition that
    fits, and without one. related: those whose condition may bear on the question. bound: by treaty, a part for each state that would be attacked.
    predicted, warned: commitments of the kind `prediction`, and statements.
    """

    question: str
    on: str
    types: tuple[str, ...]
    parties: tuple[tuple[str, ...], ...]
    conditional: tuple[Answered, ...]
    standing: tuple[Answered, ...]
    related: tuple[Answered, ...]
    bound: tuple[Bound, ...]
    predicted: tuple[Answered, ...]
    warned: tuple[Predicted, ...]


def whatif(store: Store, question: str, on: str | None = None, *, most: int = 20) -> WhatIf:
    """Answer what would follow if something happened, in words such as "Russia invades Ukraine".

    on: an ISO day, month or year, today unless told; nothing that was said later is used.
    most: of each list. Raises OptionError (R201) for what is no question or no date.
    """
    if not question.strip() or len(question) > LONGEST:
        raise OptionError(
            f"a question has 1 to {LONGEST} characters", "Say what happens, in a few words"
        )
    try:
        day = last_day(checked(on or today()))
    except ValueError as error:
        raise OptionError(f"on: {error}", "Give a date as 2022-01-08, 2022-01 or 2022") from None
    with store.reading() as connection:
        asked = happening([(question, named_in(question, day, connection))])
        mentions = Mentions(connection)
        fitting, related = _fitting(connection, mentions, asked, day)
        committing = _committing(connection, fitting)
        held = [one for one in fitting if _undertaken(one.pledge, committing)]
        others = [one for one in fitting if one not in held]
        standing = _standing(connection, mentions, asked, day)
        predicted = [*others, *_follow_on(connection, mentions, held, asked, day)]
        return WhatIf(
            question,
            day,
            tuple(sorted(asked.types)),
            tuple(tuple(sorted(party.keys)) for party in asked.parties),
            tuple(held[:most]),
            tuple(standing[:most]),
            tuple(related[:most]),
            tuple(bound(connection, asked, day)),
            tuple(predicted[:most]),
            tuple(_warned(connection, asked, day)[:most]),
        )


def _fitting(
    connection: Connection, mentions: Mentions, asked: Happening, day: str
) -> tuple[list[Answered], list[Answered]]:
    """The commitments whose condition fits what is asked, and those that it may bear on."""
    table = commitments.c
    wanted = select(table.id).where(table.condition.is_not(None))
    fitting: list[Answered] = []
    related: list[Answered] = []
    for one in _candidates(connection, wanted, asked, day):
        told = mentions.told(one.article, one.condition)
        hit = match(asked, told, mentions.around(one, day))
        if hit and hit.score >= RELATED:
            sure = hit.score >= LEAST and hit.parties >= PARTIES
            (fitting if sure else related).append(Answered(one, hit.score, hit.why))
    for found in (fitting, related):
        found.sort(key=lambda one: (-one.score, one.pledge.day or "", one.pledge.id))
    return fitting, related


def _candidates(
    connection: Connection, wanted: Select[tuple[int]], asked: Happening, day: str
) -> list[Pledge]:
    """The newest commitments of articles that have somebody of the question; of all, if nobody is."""
    table = commitments.c
    wanted = wanted.where(table.leading, or_(table.day.is_(None), table.day <= day))
    if asked.parties:
        ids = _numbers(connection, asked)
        there = select(article_actors.c.article).where(article_actors.c.actor.in_(ids))
        wanted = wanted.where(
            or_(
                table.article.in_(there),
                *(
                    column.contains(name, autoescape=True)
                    for name in asked.names
                    for column in (table.condition, table.consequence)
                ),
            )
        )
    newest = wanted.order_by(table.day.desc().nulls_last(), table.id.desc()).limit(MOST_READ)
    return pledges(connection, [row.id for row in connection.execute(newest)])


def _numbers(connection: Connection, asked: Happening) -> list[int]:
    """The actors of the store that anybody of the question is, or acts for."""
    keys = {key for party in asked.parties for key in party.keys}
    own = [int(key.removeprefix("actor:")) for key in keys if key.startswith("actor:")]
    found = connection.execute(
        select(actors.c.id, actors.c.merged_into).where(
            or_(
                actors.c.key.in_(keys),
                actors.c.id.in_(own),
                *(
                    actors.c.folded.contains(folded(name), autoescape=True)
                    for name in asked.names
                    if len(name) >= SHORTEST
                ),
            )
        )
    )
    return [row.merged_into or row.id for row in found]


def _committing(connection: Connection, fitting: Sequence[Answered]) -> set[int]:
    """The statements, of those that carry what fits, in which somebody commits themselves."""
    table = commitments.c
    ids = {one.pledge.said.id for one in fitting if one.pledge.said}
    wanted = select(table.statement).where(
        table.statement.in_(ids), table.kind != "prediction", table.leading
    )
    return set(connection.execute(wanted).scalars())


def _undertaken(pledge: Pledge, committing: set[int]) -> bool:
    """Whether somebody says what they would do, rather than what would come of it.

    A prediction counts where its speaker commits themselves in the same breath.
    """
    if pledge.kind != "prediction" or pledge.by:
        return True
    return pledge.said is not None and pledge.said.id in committing


def _standing(
    connection: Connection, mentions: Mentions, asked: Happening, day: str
) -> list[Answered]:
    """What was promised without a condition to somebody who would be attacked."""
    attacked = frozenset(key for party in victims(asked) for key in party)
    if not attacked:
        return []
    table = commitments.c
    wanted = select(table.id).where(table.condition.is_(None), table.kind.in_(("promise", "offer")))
    found = []
    for one in _candidates(connection, wanted, asked, day):
        told = mentions.told(one.article, one.consequence)
        concerned = {key for party in told.parties for key in party.keys}
        concerned |= mentions.keys(one.toward, day)
        concerned -= _opposed(one)
        if (told.deed | told.rest) & _HELP and concerned & attacked:
            why = (
                f"promised without condition: {', '.join(sorted((told.deed | told.rest) & _HELP))}",
            )
            found.append(Answered(one, one.score, why))
    return sorted(found, key=lambda one: (one.pledge.day or "", one.pledge.id), reverse=True)


def _opposed(one: Pledge) -> set[str]:
    """The keys of those against whom something is promised."""
    return {
        key
        for span in one.consequence
        for named in named_in(span.text, one.day)
        if _AGAINST.search(span.text[: named.start])
        for key in named.keys
    }


def _follow_on(
    connection: Connection,
    mentions: Mentions,
    held: Sequence[Answered],
    asked: Happening,
    day: str,
) -> Iterator[Answered]:
    """Predictions of what would come of that which somebody said they would do."""
    table = commitments.c
    wanted = select(table.id).where(table.condition.is_not(None), table.kind == "prediction")
    agents = tuple(replace(party, role=None) for party in asked.of_role("agent"))
    answered = {one.pledge.id for one in held}
    for one in _candidates(connection, wanted, asked, day):
        if one.id in answered:
            continue
        told = mentions.told(one.article, one.condition)
        for other in held:
            done = mentions.told(other.pledge.article, other.pledge.consequence)
            # What is done about a deed is done to whoever does it, named or not.
            aimed = replace(done, parties=agents, open=False)
            words = (aimed.deed | aimed.rest) & (told.deed | told.rest)
            if (
                words
                and aimed.types & told.types
                and (hit := match(aimed, told, Around(mentions.keys(one.toward, day))))
                and hit.score >= LEAST
            ):
                yield Answered(one, hit.score, hit.why, follows=other.pledge.id)
                break


def _warned(connection: Connection, asked: Happening, day: str) -> list[Predicted]:
    """Statements that predict what is asked about, or warn of it, best first."""
    if not asked.parties:
        return []
    table, cast = current_statements, statement_actors
    wanted = (
        select(table.c.id)
        .where(table.c.act.in_(("predict", "warn")))
        .where(table.c.place < first_place(day) + (1 << 32))
        .where(
            table.c.id.in_(
                select(cast.c.statement).where(cast.c.actor.in_(_numbers(connection, asked)))
            )
        )
        .order_by(table.c.place.desc())
        .limit(MOST_READ)
    )
    mentions = Mentions(connection)
    found = []
    for one in said(connection, list(connection.execute(wanted).scalars())):
        told = mentions.told(one.article, one.content)
        if (hit := match(asked, told)) and hit.score >= LEAST:
            found.append(Predicted(one, hit.score, hit.why))
    return sorted(found, key=lambda one: (-one.score, -one.said.place))
