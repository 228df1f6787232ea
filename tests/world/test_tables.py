"""The shipped tables hold together."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from itertools import pairwise

import pytest

from onrecord.world import World
from onrecord.world.dates import checked, first_day, last_day
from onrecord.world.tables import COLUMNS, shipped

WORLD = World.open()
#: Seconds of processor time for the tables that an answer and a name need; on a slow machine.
MOST_LOADING = 0.5


@pytest.mark.parametrize("table", sorted(COLUMNS))
def test_rows_are_whole_sorted_and_there_once(table: str) -> None:
    rows = shipped(table)
    assert rows
    assert {len(row) for row in rows} == {len(COLUMNS[table])}
    assert list(rows) == sorted(set(rows))


@pytest.mark.parametrize("table", sorted(t for t in COLUMNS if "source" in COLUMNS[t]))
def test_every_row_has_a_source_that_is_explained(table: str) -> None:
    known = {row[0] for row in shipped("sources")}
    assert {id for row in shipped(table) for id in row[-1].split("|")} <= known


def test_no_source_is_listed_for_nothing() -> None:
    tables = [table for table in COLUMNS if "source" in COLUMNS[table]]
    used = {id for table in tables for row in shipped(table) for id in row[-1].split("|")}
    assert {row[0] for row in shipped("sources")} <= used


def test_every_reference_resolves() -> None:
    entities = set(WORLD.actors.keys())
    offices = set(WORLD.offices.keys())
    titles = {row[0] for row in shipped("titles")}
    organisations = {row[3] for row in shipped("organisations") if row[3]}
    states = {row[5] for row in shipped("persons") if row[5]}
    members = {key for row in shipped("memberships") for key in row[:2]}
    assert organisations | states | members <= entities
    assert {row[1] for row in shipped("metonyms")} <= entities
    assert {row[1] for row in shipped("offices")} <= entities
    assert {row[2] for row in shipped("offices")} <= titles
    assert {row[0] for row in shipped("tenures")} <= offices
    assert {row[3] for row in shipped("tenures")} <= entities
    assert {row[0] for row in shipped("coverage")} <= offices | entities
    played = {f"office:{row[0].partition(':')[2]}:{row[2]}" for row in shipped("roles")}
    assert played <= offices


def test_keys_are_there_once() -> None:
    for table in ("organisations", "persons", "offices", "titles", "sources"):
        keys = Counter(row[0] for row in shipped(table))
        assert [key for key, number in keys.items() if number > 1] == [], table
    assert len({row[4] for row in shipped("states")}) == len(shipped("states"))


def test_dates_are_dates_in_order() -> None:
    for table, since, until in (("tenures", 1, 2), ("memberships", 2, 3), ("coverage", 1, 2)):
        for row in shipped(table):
            checked(row[since])
            if row[until]:
                checked(row[until])
                assert first_day(row[since]) <= last_day(row[until]), row


def test_nobody_shares_an_office_for_one() -> None:
    shared = []
    for key in WORLD.offices.keys():  # noqa: SIM118, no dictionary
        office = WORLD.offices.get(key)
        assert office is not None
        if not office.single:
            continue
        for one, other in pairwise(WORLD.offices.tenures(key)):
            # Where only the month of a change is known, both are possible in it.
            if first_day(other.since) < (one.until or "9999"):
                shared.append((key, one.person, other.person))
    assert shared == []


def test_parts_do_not_go_in_circles() -> None:
    above = {row[0]: row[3] for row in shipped("organisations")}
    for start, first in above.items():
        seen, key = {start}, first
        while key:
            assert key not in seen, start
            seen.add(key)
            key = above.get(key, "")


def test_heads_of_every_un_member_are_covered_from_1995_to_2025() -> None:
    missing = []
    for member in WORLD.members("org:UN", "2025-06-30"):
        for role in ("head-of-state", "head-of-government"):
            office = WORLD.offices.get(f"office:{member.member.partition(':')[2]}:{role}")
            assert office is not None, member.member
            for year in range(max(1995, int(member.since[:4]) + 1), 2026):
                if WORLD.answer(office, f"{year}-06-30").status == "unknown":
                    missing.append((member.member, role, year))
    assert missing == []


def test_loading_and_a_first_answer_are_quick() -> None:
    code = (
        "import time; start = time.process_time()\n"
        "from onrecord.world import World\n"
        "world = World.open(); world.described('the Russian president', '2022-01-08')\n"
        "world.named('Putin', '2022-01-08'); print(time.process_time() - start)"
    )
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert float(run.stdout) < MOST_LOADING


def test_opening_reads_nothing_and_is_shared() -> None:
    assert World.open() is World.open()
