"""Build the shipped tables: `python -m world_build DATA`.

DATA is a folder with the sets that `world_build/hand/sources.csv` names. Where sources disagree,
the hand-kept tables go first, then the newer source; `evaluation/world.py` shows the differences.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from onrecord.world.tables import COLUMNS
from world_build import offices
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
    held = list(offices.tenures(chains, people))
    people.add_notable()
    tables: dict[str, Iterable[Sequence[str]]] = {
        "states": nations,
        "organisations": bodies,
        "metonyms": [(row["name"], row["of"], BY_HAND) for row in hand("metonyms")],
        "titles": [tuple(row.values()) for row in hand("titles")],
        "offices": offices.offices(chains, names),
        "roles": offices.roles(chains),
        "tenures": held,
        "coverage": [*offices.coverage(chains, {})],
        "memberships": [],
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


if __name__ == "__main__":
    main(Path(sys.argv[1]))
