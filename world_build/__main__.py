"""Build the shipped tables: `python -m world_build DATA`.

DATA is a folder with the sets that `world_build/hand/sources.csv` names. Where sources disagree,
the hand-kept tables go first, then the newer source; `evaluation/world.py` shows the differences.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.world.tables import COLUMNS
from world_build import congress, current, ministers, offices
from world_build.files import BY_HAND, hand, write
from world_build.persons import People
from world_build.states import states


def main(data: Path) -> None:
    """Write every shipped table."""
    nations = states(data)
    bodies = organisations()
    names = {f"state:{row[4]}": row[0] for row in nations} | {row[0]: row[1] for row in bodies}
    people = People(data)
    chains = offices.chains(row[4] for row in nations)
    terms = ministers.terms(data, (row[4] for row in nations), chains)
    held = [
        *offices.tenures(chains, people, ministers.changes(data)),
        *ministers.tenures(terms, people),
        *congress.tenures(data, people),
    ]
    roles = list(offices.roles(chains))
    later = current.confirmed(data, chains, roles, people, {row[0]: row[4] for row in nations})
    people.add_notable()
    tables: dict[str, Iterable[Sequence[str]]] = {
        "states": nations,
        "organisations": bodies,
        "metonyms": [(row["name"], row["of"], BY_HAND) for row in hand("metonyms")],
        "titles": [tuple(row.values()) for row in hand("titles")],
        "offices": offices.offices([*chains, *ministers.chains(terms), *congress.chains()], names),
        "roles": roles,
        "tenures": held,
        "coverage": [
            *offices.coverage(chains, later),
            *ministers.coverage(terms),
            *members_known(),
        ],
        "memberships": members(),
        "persons": people.rows(),
        "sources": [tuple(row.values()) for row in hand("sources")],
    }
    for table, rows in tables.items():
        write(table, COLUMNS[table], rows)


def organisations() -> list[tuple[str, ...]]:
    """Rows of organisations and groups; those of the table of outlets are outlets."""
    return [
        (row["key"], row["name"], row["aliases"], row["part_of"], "", outlet, BY_HAND)
        for table, outlet in (("organisations", ""), ("outlets", "yes"))
        for row in hand(table)
    ]


def members() -> list[tuple[str, ...]]:
    """Rows of memberships; every organisation in them is told in full, observers left out."""
    return [(*row.values(), BY_HAND) for row in hand("memberships")]


def members_known() -> list[tuple[str, ...]]:
    """Rows of coverage of the organisations whose members are told."""
    began: dict[str, str] = {}
    for row in hand("memberships"):
        began[row["organisation"]] = min(began.get(row["organisation"], "9999"), row["from"])
    # A first year or month alone starts at its first day, like every date.
    return [(key, since, offices.OTHERS_UNTIL, BY_HAND) for key, since in began.items()]


if __name__ == "__main__":
    main(Path(sys.argv[1]))
