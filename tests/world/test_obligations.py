"""Who is bound to whom on a date: facts that must not change, and tables that hold together."""

from __future__ import annotations

from itertools import pairwise
from pathlib import Path

import pytest

from evaluation.obligations import compare, explanations
from onrecord.world import World
from onrecord.world.areas import areas
from onrecord.world.dates import checked, first_day, last_day
from onrecord.world.obligations import Obligations, kinds
from onrecord.world.tables import shipped
from onrecord.world.treaties import KNOWN_UNTIL, Treaties

TREATIES = Treaties.open()
OBLIGATIONS = Obligations.open()
#: Share of the differences from ATOP that must be explained.
LEAST_EXPLAINED = 0.99


def bound(by: str, toward: str, on: str) -> frozenset[str]:
    """The kinds of obligation, no doubt attached, of one state toward another."""
    return kinds(OBLIGATIONS.between(f"state:{by}", f"state:{toward}", on))


@pytest.mark.parametrize(
    ("by", "toward", "on", "defend"),
    [
        ("USA", "POL", "1999-03-11", False),
        ("USA", "POL", "1999-03-12", True),
        ("USA", "UKR", "2022-01-08", False),
        ("USA", "FIN", "2023-04-03", False),
        ("USA", "FIN", "2023-04-04", True),
        ("DEU", "SWE", "2009-11-30", False),
        ("DEU", "SWE", "2009-12-01", True),
        ("USA", "SWE", "2009-12-01", False),
        ("TUR", "SWE", "2024-03-07", True),
        ("DEU", "GBR", "2020-02-01", True),
        ("IRL", "GBR", "2020-01-31", True),
        ("IRL", "GBR", "2020-02-01", False),
        ("RUS", "UZB", "1999-04-20", False),
        ("RUS", "UZB", "2006-06-23", True),
        ("RUS", "UZB", "2012-12-19", False),
        ("RUS", "GEO", "1999-04-19", True),
        ("RUS", "GEO", "2008-08-08", False),
        ("USA", "MEX", "2004-09-05", True),
        ("USA", "MEX", "2004-09-06", False),
        ("USA", "CUB", "1961-04-17", True),
        ("USA", "CUB", "1963-01-01", False),
        ("BRA", "ARG", "1982-04-02", True),
        ("USA", "NZL", "1986-08-10", True),
        ("USA", "NZL", "1986-08-11", False),
        ("AUS", "NZL", "2020-01-01", True),
        ("NGA", "MLI", "2024-01-01", False),
        ("NGA", "NER", "2025-01-28", True),
        ("NGA", "NER", "2025-01-29", False),
        ("RUS", "PRK", "2010-01-01", False),
        ("RUS", "PRK", "2024-12-04", True),
        ("CHN", "PRK", "2024-01-01", True),
        ("CHN", "RUS", "2024-01-01", False),
        ("USA", "JPN", "1955-01-01", False),
        ("USA", "JPN", "1960-06-23", True),
        ("GBR", "MYS", "2020-01-01", False),
        ("TUR", "AZE", "2021-06-15", True),
        ("FRA", "GRC", "1950-01-01", False),
        ("EGY", "SAU", "1980-01-01", False),
        ("EGY", "SAU", "1990-01-01", True),
    ],
)
def test_who_is_bound_to_defend_whom(by: str, toward: str, on: str, defend: bool) -> None:
    assert ("defend" in bound(by, toward, on)) is defend


def test_nobody_covered_is_bound_to_defend_ukraine_and_why() -> None:
    standing = OBLIGATIONS.standing("state:UKR", "2022-01-08")
    assert standing.status == "known"
    assert standing.defenders() == ()
    nato = standing.not_covered[0]
    assert (nato.treaty.key, nato.clause.article, len(nato.parties)) == ("nato", "5", 30)
    assert nato.why.startswith("not a party on 2022-01-08")
    assert "territory of the parties in Europe and North America" in nato.why
    assert "any other agreement binds somebody is unknown" in standing.coverage


def test_the_assurances_of_budapest_are_no_duty_to_defend() -> None:
    standing = OBLIGATIONS.standing("state:UKR", "2022-01-08")
    assert {o.treaty.key for o in standing.assurances} == {"budapest-ukraine"}
    assert {o.by for o in standing.assurances} == {"state:GBR", "state:RUS", "state:USA"}
    assert not any(o.obliges for o in standing.assurances)
    assert bound("RUS", "UKR", "2022-01-08") == {"nonaggression", "consult"}


def test_who_is_not_covered_yet_or_any_more_is_told_when() -> None:
    finland = OBLIGATIONS.standing("state:FIN", "2022-01-08").not_covered
    assert "it became one on 2023-04-04" in next(n.why for n in finland if n.treaty.key == "nato")
    uzbekistan = OBLIGATIONS.standing("state:UZB", "2022-01-08").not_covered
    why = next(n.why for n in uzbekistan if n.treaty.key == "csto")
    assert "it was one until 2012-12-19" in why


def test_suspended_parts_and_disputed_parties_are_not_simply_bound() -> None:
    def state(by: str, toward: str, on: str, treaty: str) -> set[str]:
        found = OBLIGATIONS.between(f"state:{by}", f"state:{toward}", on)
        return {o.state for o in found if o.treaty.key == treaty}

    assert state("USA", "NZL", "2000", "anzus") == {"suspended"}
    assert state("SAU", "SYR", "2015", "arab-defence") == {"participation-suspended"}
    assert state("RUS", "ARM", "2025-01-01", "csto") == {"participation-suspended"}
    assert state("USA", "VEN", "2020", "rio") == {"disputed"}
    assert "defend" not in bound("USA", "VEN", "2020")


def test_after_the_coverage_the_answer_is_unknown_with_the_last_known() -> None:
    standing = OBLIGATIONS.standing("state:EST", "2031-01-01")
    assert standing.status == "unknown"
    assert "state:USA" in standing.defenders()
    assert OBLIGATIONS.standing("state:EST", KNOWN_UNTIL).status == "known"
    assert OBLIGATIONS.standing("state:FRA", "1920").status == "unknown"


def test_what_is_no_date_is_refused() -> None:
    with pytest.raises(ValueError, match="no date"):
        OBLIGATIONS.standing("state:UKR", "January")


def test_an_area_knows_the_places_that_are_in_question() -> None:
    area = areas()["nato-6"]
    assert area.contains("Hawaii") is False
    assert area.contains("Canary Islands") is True
    assert area.contains("Crimea") is None


@pytest.mark.parametrize(
    "table",
    ["treaties", "treaty_parties", "treaty_clauses", "treaty_suspensions", "treaty_areas"],
)
def test_rows_are_whole_sorted_and_there_once(table: str) -> None:
    rows = shipped(table)
    assert rows
    assert len({len(row) for row in rows}) == 1
    assert list(rows) == sorted(set(rows))


def test_every_state_treaty_and_area_that_is_named_exists() -> None:
    states = set(World.open().actors.keys())
    for treaty in TREATIES.all():
        assert treaty.source
        assert treaty.exit
        for party in TREATIES.parties(treaty.key):
            assert party.party in states
        for clause in TREATIES.clauses(treaty.key):
            assert {*clause.by, *clause.toward} <= {p.party for p in TREATIES.parties(treaty.key)}
    assert {row[0] for row in shipped("treaty_parties")} == {t.key for t in TREATIES.all()}
    assert {row[0] for row in shipped("treaty_clauses")} == {t.key for t in TREATIES.all()}
    assert {row[0] for row in shipped("treaty_suspensions")} <= {t.key for t in TREATIES.all()}


def test_parties_are_bound_within_the_treaty_and_not_twice_at_once() -> None:
    for treaty in TREATIES.all():
        spells: dict[str, list[tuple[str, str]]] = {}
        for party in TREATIES.parties(treaty.key):
            checked(party.since)
            assert treaty.since <= party.since
            assert last_day(party.until) <= last_day(treaty.until)
            spells.setdefault(party.party, []).append(
                (first_day(party.since), last_day(party.until))
            )
        for spell in spells.values():
            assert all(end <= start for (_, end), (start, _) in pairwise(sorted(spell)))


@pytest.mark.parametrize(
    ("treaty", "body"), [("nato", "org:NATO"), ("anzus", "org:ANZUS"), ("eu", "org:EU")]
)
@pytest.mark.parametrize("on", ["1996-01-01", "2005-01-01", "2010-01-01", "2021-01-01", "2025"])
def test_parties_agree_with_the_members_of_the_body(treaty: str, body: str, on: str) -> None:
    members = {m.member for m in World.open().members(body, on)}
    assert {p.party for p in TREATIES.parties(treaty, on)} == members


def test_the_differences_from_atop_are_explained(shared: Path) -> None:
    found = compare(shared / "data", explanations())
    assert found.pairs > 4_000
    assert found.explained >= LEAST_EXPLAINED


def test_an_explanation_explains_its_own_years_and_states_alone() -> None:
    for row in explanations():
        assert row.why
        assert row.among
        assert row.others
        assert row.since <= row.until
