"""How our obligations compare with ATOP's: `python -m evaluation.obligations --data FOLDER`.

For every ordered pair of states that one of the treaties of `OURS` ties together, and every year
from three before the first such tie (accessions are signed up to three years before they bind) to
2018, each kind of obligation is held against ATOP 5.1 in directed dyads. A difference is a run of
years in which one side has an obligation that the other has not. `evaluation/obligations.csv`
explains them: by the first rows that fit both states, the kind and the side, and together every
year of the run. What is left over is listed.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from onrecord.world import World
from onrecord.world.obligations import Obligations
from onrecord.world.treaties import Treaties

FIRST, LAST = 1945, 2018
#: Years before the first tie that are looked at too.
BEFORE = 3
#: Treaties of ours that tie a pair: all that the comparison was asked for.
OURS = (
    "anzus", "arab-defence", "arab-pact", "au", "budapest-belarus", "budapest-kazakhstan",
    "budapest-ukraine", "china-dprk", "csto", "dunkirk", "ecowas-defence", "ecowas-nonaggression",
    "eu", "fpda", "nato", "rio", "russia-belarus-1999", "russia-dprk-2000",
    "turkey-azerbaijan-2010", "uk-france", "us-japan", "us-japan-1951", "us-korea",
    "us-philippines", "ussr-dprk",
)  # fmt: skip
KINDS = {
    "atop_defense": "defend",
    "atop_neutral": "neutrality",
    "atop_nonagg": "nonaggression",
    "atop_consul": "consult",
}
#: States of the Correlates of War whose names our tables have not, or that one of ours stands for.
STATES = {
    56: "LCA", 57: "VCT", 58: "ATG", 60: "KNA", 260: "DEU", 315: "CZE", 345: "SRB", 484: "COG",
    678: "YEM",
}  # fmt: skip
EXPLAINED = Path(__file__).with_suffix(".csv")

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Difference:
    """Years in which one side, `ours` or `atop`, alone has an obligation."""

    by: str
    toward: str
    kind: str
    side: str
    since: int
    until: int


@dataclass(frozen=True, slots=True)
class Explanation:
    """One row of the table; it fits when one state is of `among` and the other of `others`."""

    id: str
    side: str
    kinds: frozenset[str]
    among: frozenset[str]
    others: frozenset[str]
    since: int
    until: int
    why: str

    def fits(self, difference: Difference) -> bool:
        """Whether it explains a difference, in its own years."""
        one, other = difference.by, difference.toward
        return (
            self.side == difference.side
            and difference.kind in self.kinds
            and (
                (one in self.among and other in self.others)
                or (other in self.among and one in self.others)
            )
        )


@dataclass(frozen=True, slots=True)
class Comparison:
    """All pairs, what both sides have alike, and every difference with its explanation."""

    pairs: int
    compared: int
    alike: int
    differences: tuple[tuple[Difference, tuple[Explanation, ...]], ...]

    @property
    def explained(self) -> float:
        """The share of differences that are explained; 1.0 where there are none."""
        known = sum(1 for _, rows in self.differences if rows)
        return known / len(self.differences) if self.differences else 1.0


def compare(data: Path, explanations: Sequence[Explanation]) -> Comparison:
    """Hold our obligations against ATOP's; raises OSError where DATA lacks them."""
    existing, theirs = _atop(data)
    ties, ours = _own(existing)
    differences, alike = [], 0
    for (by, toward), first in sorted(ties.items()):
        years = set(range(max(FIRST, first - BEFORE), LAST + 1))
        years &= existing.get(by, set()) & existing.get(toward, set())
        for kind in KINDS.values():
            mine = ours.get((by, toward, kind), set()) & years
            other = theirs.get((by, toward, kind), set()) & years
            alike += bool(mine) and mine == other
            for side, alone in (("ours", mine - other), ("atop", other - mine)):
                differences += [
                    Difference(by, toward, kind, side, since, until)
                    for since, until in _runs(alone)
                ]
    explained = tuple((each, _explain(each, explanations)) for each in differences)
    return Comparison(len(ties), len(ties) * len(KINDS), alike, explained)


def _explain(
    difference: Difference, explanations: Sequence[Explanation]
) -> tuple[Explanation, ...]:
    """The rows that explain all years of a difference; none where a year is left."""
    left = set(range(difference.since, difference.until + 1))
    used = []
    for row in explanations:
        if row.fits(difference) and (years := left.intersection(range(row.since, row.until + 1))):
            left -= years
            used.append(row)
    return () if left else tuple(used)


def _own(
    existing: dict[str, set[int]],
) -> tuple[dict[Pair, int], dict[tuple[str, str, str], set[int]]]:
    """The first year that ties each pair, and the years of every obligation."""
    ties: dict[Pair, int] = {}
    found: dict[tuple[str, str, str], set[int]] = {}
    obligations = Obligations.open()
    for year in range(FIRST, LAST + 1):
        for o in obligations.every(str(year)):
            if not o.obliges or o.by not in existing or o.toward not in existing:
                continue
            if o.treaty.key in OURS:
                ties.setdefault((o.by, o.toward), year)
            if o.state != "suspended":
                found.setdefault((o.by, o.toward, o.clause.kind), set()).add(year)
    return ties, found


def _atop(data: Path) -> tuple[dict[str, set[int]], dict[tuple[str, str, str], set[int]]]:
    """The years in which each of our states is one of theirs, and the years of obligations."""
    keys: dict[int, str] = {}
    existing: dict[str, set[int]] = {}
    with (data / "world/cow_states.csv").open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            code = int(float(row["ccode"]))
            key = _key(code, row["statenme"])
            if key:
                keys[code] = key
                end = int(float(row["endyear"]))
                # The list ends with 2016, ATOP two years later.
                years = range(int(float(row["styear"])), (LAST if end == 2016 else end) + 1)
                existing.setdefault(key, set()).update(years)
    found: dict[tuple[str, str, str], set[int]] = {}
    path = data / "world/atop51_directed_dyad_spells_1945_2018.csv"
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            by, toward = keys.get(int(row["ccode1"])), keys.get(int(row["ccode2"]))
            if by and toward:
                years = range(int(row["from_year"]), int(row["to_year"]) + 1)
                for column, kind in KINDS.items():
                    if row[column] == "1":
                        found.setdefault((by, toward, kind), set()).update(years)
    return existing, found


def _key(code: int, name: str) -> str | None:
    if code in STATES:
        return f"state:{STATES[code]}"
    states = [each for each in World.open().named(name) if each.kind == "state"]
    return states[0].key if states else None


def _runs(years: Iterable[int]) -> Iterator[tuple[int, int]]:
    """The first and last year of every run of years."""
    left = sorted(years)
    while left:
        length = next((n for n, year in enumerate(left) if year != left[0] + n), len(left))
        yield left[0], left[length - 1]
        left = left[length:]


def explanations(path: Path = EXPLAINED) -> tuple[Explanation, ...]:
    """The table of explanations."""
    with path.open(encoding="utf-8", newline="") as handle:
        return tuple(
            Explanation(
                row["id"],
                row["side"],
                frozenset(row["kinds"].split("|")),
                _states(row["among"]),
                _states(row["with"] or row["among"]),
                int(row["from"] or FIRST),
                int(row["to"] or LAST),
                row["why"],
            )
            for row in csv.DictReader(handle)
        )


@cache
def _states(named: str) -> frozenset[str]:
    """Keys of states: codes, all ever in a body (`org:…`) or treaty (`treaty:…`), or all (`*`)."""
    found: set[str] = set()
    for name in named.split("|"):
        kind, _, key = name.partition(":")
        if name == "*":
            found |= set(World.open().actors.keys())
        elif kind == "treaty":
            found |= {party.party for party in Treaties.open().parties(key)}
        elif kind == "org":
            years = (str(year) for year in range(FIRST, LAST + 1))
            found |= {m.member for year in years for m in World.open().members(name, year)}
        else:
            found.add(f"state:{name}")
    return frozenset(found)


def main(arguments: Sequence[str] | None = None) -> None:
    """Print how many differences there are, how many each row explains, and what none does."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder with the other data sets")
    options = parser.parse_args(arguments)
    table = explanations()
    found = compare(options.data, table)
    print(
        f"{found.pairs} directed pairs, {found.compared} kinds in them compared, "
        f"{found.alike} alike in every year"
    )
    print(f"{len(found.differences)} differences, {100 * found.explained:.2f} % explained")
    used = Counter(row.id for _, rows in found.differences for row in rows)
    for row in table:
        print(f"{used[row.id]:6} {row.id}: {row.why}")
    for each, rows in found.differences:
        if not rows:
            print(f"  {each}")


if __name__ == "__main__":
    main()
