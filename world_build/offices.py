"""Offices, tenures, roles and coverage, from the hand-kept tables of who began when."""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby

from world_build.files import BY_HAND, hand
from world_build.persons import People

#: Titles that read the same for states and for other bodies, and differ in nouns and rank.
OF_BODIES = {"president": "body-president", "leader": "group-leader"}
#: From when holders are told, and until when without a later source.
SINCE = "1990-01-01"
HEADS_UNTIL = "2025-12-31"
OTHERS_UNTIL = "2025-09-30"
#: Titles in the order in which they make a head of state, and a head of government.
OF_STATE = (
    "monarch", "supreme-leader", "presidency-chair", "pope", "president", "co-prince",
    "captain-regent", "federal-president",
)  # fmt: skip
OF_GOVERNMENT = (
    "prime-minister", "premier", "chancellor", "chairman-of-cabinet", "executive-chairman",
    "minister-of-state", "chief-executive", "federal-prime-minister",
    "administrator", "state-counsellor",
)  # fmt: skip
HEADS = frozenset({*OF_STATE, *OF_GOVERNMENT})
#: Names that take an article.
ARTICLED = (
    "United ", "Netherlands", "Philippines", "Bahamas", "Gambia", "Maldives", "Vatican",
    "Marshall ", "Solomon ", "Comoros", "Seychelles", "Central ", "Democratic ", "Republic ",
    "Dominican ", "European ", "International ", "World ", "African ", "Organi", "Council",
    "Arab ", "Gulf ", "Economic ", "Commonwealth", "Collective ", "Shanghai ", "Association",
    "Islamic ", "Taliban", "Houthis", "Rapid ", "Wagner", "Office ",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Chain:
    """The tenures of one office, oldest first: since when, who (nobody for ""), and source."""

    office: str
    body: str
    title: str
    steps: tuple[tuple[str, str, str], ...]

    @property
    def since(self) -> str:
        """The first day that the chain tells of, within what is covered."""
        return max(SINCE, self.steps[0][0])


def chains(codes: Iterable[str]) -> list[Chain]:
    """All chains of the hand-kept table; `codes` are those of states, other bodies have keys."""
    states = frozenset(codes)
    rows = sorted(hand("tenures"), key=lambda row: (row["office"], row["since"]))
    found = []
    for office, steps in groupby(rows, key=lambda row: row["office"]):
        body, _, title = office.removeprefix("office:").rpartition(":")
        told = tuple((s["since"], s["person"], s["source"] or BY_HAND) for s in steps)
        if body in states:
            found.append(Chain(office, f"state:{body}", title, told))
        else:
            key = body if body.startswith("group:") else f"org:{body}"
            found.append(Chain(office, key, OF_BODIES.get(title, title), told))
    return found


def tenures(
    found: list[Chain], people: People, told: Container[tuple[str, str]]
) -> Iterator[tuple[str, ...]]:
    """Rows of tenures: each lasts until the next begins.

    told: states and days of changes that CountryInfo has too; it is named beside ours.
    """
    for chain in found:
        for since, name, source in chain.steps:
            # Two who began on one day hold the office together.
            until = next((step[0] for step in chain.steps if step[0] > since), "")
            if name and (not until or until >= SINCE):
                if chain.title in HEADS and (chain.body, since) in told:
                    source = f"{source}|countryinfo"  # noqa: PLW2901
                yield chain.office, since, until, people.add(name, chain.body, source), source


def offices(found: Iterable[Chain], names: Mapping[str, str]) -> Iterator[tuple[str, ...]]:
    """Rows of offices, one for each key; `names` of bodies by key."""
    titles = {row["title"]: row["name"] for row in hand("titles")}
    notes = {row["office"]: row for row in hand("office_names")}
    for chain in {chain.office: chain for chain in found}.values():
        note = notes.get(chain.office, {})
        body = names[chain.body]
        article = "the " if body.startswith(ARTICLED) else ""
        name = note.get("name") or f"{titles[chain.title]} of {article}{body}"
        nouns, phrases = note.get("nouns", ""), note.get("phrases", "")
        yield chain.office, chain.body, chain.title, name, nouns, phrases, BY_HAND


def roles(found: list[Chain]) -> Iterator[tuple[str, ...]]:
    """Rows of which office is head of state, head of government and leader of each state.

    The hand-kept table says so where it changed or is not what the titles say.
    """
    held: dict[str, set[str]] = {}
    for chain in found:
        if chain.body.startswith("state:") and chain.title in HEADS:
            held.setdefault(chain.body, set()).add(chain.title)
    told: dict[tuple[str, str], list[tuple[str, str, str]]] = {}
    for row in hand("roles"):
        key = (f"state:{row['state']}", row["role"])
        told.setdefault(key, []).append((row["title"], row["from"] or SINCE, row["to"]))
    for body, titles in sorted(held.items()):
        state = next((t for t in OF_STATE if t in titles), "")
        government = next((t for t in OF_GOVERNMENT if t in titles), state)
        by_role = {"head-of-state": state, "head-of-government": government}
        by_role["leader"] = government if state in ("monarch", "co-prince") else state
        for role, title in by_role.items():
            for held_as, since, until in told.get((body, role), [(title, SINCE, "")]):
                if held_as:
                    yield body, role, held_as, since, until, BY_HAND


def coverage(found: list[Chain], later: Mapping[str, tuple[str, str]]) -> Iterator[tuple[str, ...]]:
    """Rows of coverage; `later` has a later day, and its source, by key of the office."""
    for chain in found:
        until = HEADS_UNTIL if chain.title in HEADS else OTHERS_UNTIL
        until, source = later.get(chain.office, (until, BY_HAND))
        yield chain.office, chain.since, max(until, chain.steps[-1][0]), source
