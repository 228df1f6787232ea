"""Until when the heads of large states are known: a set of August 2026 that agrees with ours."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from onrecord.world.spelling import folded
from world_build.offices import Chain
from world_build.persons import People

SOURCE = "leaders-current"


def confirmed(
    data: Path, found: Iterable[Chain], roles: Iterable[tuple[str, ...]], people: People,
    codes: dict[str, str],
) -> dict[str, tuple[str, str]]:  # fmt: skip
    """The day and source to which an office is known, by its key; `codes` of states by name."""
    last = {chain.office: chain.steps[-1][1] for chain in found if chain.steps}
    playing = {
        (body, role): f"office:{body.partition(':')[2]}:{title}"
        for body, role, title, _, until, _ in roles
        if not until
    }
    known = {}
    for path in sorted((data / "world-leaders-current/data/countries").glob("*/current.json")):
        country = json.loads(path.read_text(encoding="utf-8"))
        state = f"state:{codes.get(country['country']['name_en'], '')}"
        for role, position in country["positions"].items():
            holder = ((position or {}).get("current_holder") or {}).get("name_en")
            office = playing.get((state, role.replace("_", "-")))
            if office and holder and _same(holder, last.get(office, ""), people):
                known[office] = country["snapshot_date"], SOURCE
    return known


def _same(name: str, ours: str, people: People) -> bool:
    """Whether two spellings are of one person: they share a word, or one is known as the other."""
    return people.spelled(name) == ours or bool(
        set(folded(name).split()) & set(folded(ours).split())
    )
