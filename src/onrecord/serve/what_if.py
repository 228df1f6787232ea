"""What if something happens: who has said what they would do, who is bound, what is predicted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from fastapi import APIRouter, Depends, Query, Response

from onrecord.ask.bound import Bound
from onrecord.ask.whatif import WhatIf, whatif
from onrecord.serve.access.gate import reader
from onrecord.serve.presenting import PAGE, Present
from onrecord.world import World
from onrecord.world.obligations import NotCovered, Obligation

router = APIRouter(tags=["questions"], dependencies=[Depends(reader)])

#: Pacts that do not cover a state which are told in full: those with most to do with it.
_NEAR = 3
_DUTIES = {
    "defend": "bound to defend it",
    "consult": "bound to consult",
    "neutrality": "bound to stay neutral",
    "nonaggression": "bound not to attack it",
}


@dataclass(frozen=True, slots=True)
class WhatIfPage:
    """The answer; null until something is asked."""

    question: str
    on: str | None
    answer: WhatIf | None


@dataclass(frozen=True, slots=True)
class Duty:
    """What one clause binds several states to, by their names."""

    duty: str
    treaty: str
    article: str
    words: str
    source: str
    state: str
    why: str
    names: list[str]


@dataclass(frozen=True, slots=True)
class Shown:
    """The page's own: treaties told by clause, states by name."""

    question: str
    on: str | None
    answer: WhatIf | None

    @property
    def nothing(self) -> bool:
        """Whether nobody has said anything that bears on it."""
        a = self.answer
        return bool(a) and not (a.conditional or a.standing or a.predicted or a.warned)  # type: ignore[union-attr]

    def name(self, key: str) -> str:
        """A state's name."""
        return _name(key)

    def duties(self, bound: Bound) -> list[Duty]:
        """What others owe the state, those that are in doubt last."""
        return _by_clause(bound.standing.toward)

    def assurances(self, bound: Bound) -> list[Duty]:
        """What others have promised the state without an obligation."""
        return _by_clause(bound.standing.assurances)

    def near(self, bound: Bound) -> list[NotCovered]:
        """The pacts that do not cover the state and come to mind first."""
        return sorted(bound.standing.not_covered, key=lambda pact: -pact.near)[:_NEAR]


@router.get("/what-if", response_model=WhatIfPage, responses=PAGE)
def what_if(
    present: Present,
    q: Annotated[
        str, Query(max_length=2_000, description='What happens, such as "Russia invades Ukraine"')
    ] = "",
    on: Annotated[str, Query(max_length=40, description="Known by then: 2022-01-08")] = "",
) -> Response:
    """Answer in three parts: what was said, what binds, what was predicted."""
    asked = q.strip()
    answer = whatif(present.service.store, asked, on or None) if asked else None
    kind = WhatIfPage if present.form == "json" else Shown
    return present("what_if.html.jinja", kind(asked, on or None, answer))


def _by_clause(owed: tuple[Obligation, ...]) -> list[Duty]:
    found: dict[tuple[str, str, str, str], Duty] = {}
    for one in owed:
        key = (one.treaty.key, one.clause.article, one.clause.kind, one.state)
        if key not in found:
            found[key] = Duty(
                _DUTIES.get(one.clause.kind, one.clause.kind),
                one.treaty.name,
                one.clause.article,
                one.clause.words,
                one.treaty.source,
                one.state,
                one.why,
                [],
            )
        found[key].names.append(_name(one.by))
    ranks = {duty: rank for rank, duty in enumerate(_DUTIES.values())}
    return sorted(
        found.values(),
        key=lambda duty: (duty.state != "bound", ranks.get(duty.duty, 9), -len(duty.names)),
    )


def _name(key: str) -> str:
    entity = World.open().entity(key)
    return entity.name if entity else key
