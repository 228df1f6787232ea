"""Persons: one row each, from the names in the tables of tenures and of notable people."""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from onrecord.world.spelling import folded
from world_build.files import BY_HAND, hand

#: Where news puts the family name first, and given names that show that somebody does not.
FAMILY_FIRST = frozenset({"CHN", "TWN", "KOR", "PRK"})
GIVEN_FIRST = frozenset({"frank", "joseph", "simon", "sean", "vincent"})


@dataclass(slots=True)
class Person:
    """A person in the making; `state` is where the first office was held."""

    key: str
    name: str
    state: str
    aliases: list[str] = field(default_factory=list)
    surnames: str = ""
    gender: str = ""
    wikidata: str = ""
    sources: set[str] = field(default_factory=set)

    def row(self) -> tuple[str, ...]:
        """The row of the shipped table."""
        aliases = "|".join(dict.fromkeys(a for a in self.aliases if a != self.name))
        sources = "|".join(sorted(self.sources))
        return (
            self.key, self.name, aliases, self.surnames, self.gender, self.state, self.wikidata,
            sources,
        )  # fmt: skip


def key_of(name: str) -> str:
    """`person:vladimir-putin`; what follows a # in a name tells two of one name apart."""
    slug = re.sub(r"[^a-z0-9]+", "-", folded(name.replace("#", " ")).replace("'", "")).strip("-")
    return f"person:{slug}"


class People:
    """All persons, by key and by every spelling."""

    def __init__(self, data: Path) -> None:
        self.by_key: dict[str, Person] = {}
        self._spelled: dict[str, str] = {}
        women = {row["name"] for row in hand("women")}
        self._notes = {row["name"]: row for row in hand("persons")}
        for name, row in self._notes.items():
            for alias in row["aliases"].split("|"):
                self._spelled[folded(alias)] = name
        self._women = women | {n for n, row in self._notes.items() if row["gender"] == "f"}
        self._ids = wikidata(data)

    def add(self, name: str, body: str, source: str, gender: str | None = None) -> str:
        """The key of the person of that name, made where there is none yet.

        body: key of the state or body of the office; gender: None for what the list of women says.
        """
        name = self.spelled(name)
        key = key_of(name)
        person = self.by_key.get(key)
        if person is None:
            plain = name.partition("#")[0]
            state = body if body.startswith("state:") else ""
            person = self.by_key[key] = Person(key, plain, state)
            self._note(person)
            person.gender = person.gender or gender or ("f" if plain in self._women else "m")
            if gender == "":
                person.gender = "f" if plain in self._women else ""
        if not person.state and body.startswith("state:"):
            person.state = body
        person.sources.update(source.split("|"))
        return key

    def spelled(self, name: str) -> str:
        """The spelling under which a person is kept."""
        return self._spelled.get(folded(name), name)

    def add_notable(self) -> None:
        """Add those whom the hand-kept table names and no office does."""
        for name, row in self._notes.items():
            if key_of(name) not in self.by_key and row["gender"]:
                self.add(name, "", BY_HAND)

    def rows(self) -> Iterator[tuple[str, ...]]:
        """Rows of the shipped table, with Wikidata ids where the data has them."""
        for person in self.by_key.values():
            for spelling in (person.name, *person.aliases) if not person.wikidata else ():
                if found := self._ids.get(folded(spelling)):
                    person.wikidata, source = found
                    person.sources.add(source)
                    break
            yield person.row()

    def _note(self, person: Person) -> None:
        if note := self._notes.get(person.name):
            person.aliases = [alias for alias in note["aliases"].split("|") if alias]
            person.surnames, person.gender = note["surnames"], note["gender"]
        first, _, rest = folded(person.name).partition(" ")
        eastern = person.state.removeprefix("state:") in FAMILY_FIRST and first not in GIVEN_FIRST
        if not person.surnames and eastern and rest:
            person.surnames = first


def wikidata(data: Path) -> dict[str, tuple[str, str]]:
    """Wikidata id and source by folded name; a name that means two people has none."""
    found: dict[str, tuple[str, str]] = {}
    twice = set()
    for name, id, source in _ids(data):
        key = folded(re.sub(r" \(.*\)| of [A-Z].*|, Prince of .*", "", name))
        if key in found and found[key][0] != id:
            twice.add(key)
        found.setdefault(key, (id, source))
    return {key: value for key, value in found.items() if key not in twice}


def _ids(data: Path) -> Iterable[tuple[str, str, str]]:
    for table in ("wikidata", "wikipedia"):
        path = data / "world-leaders-2021" / f"{table}.csv"
        with path.open(encoding="utf-8", newline="") as handle:
            for row in csv.DictReader(handle):
                name = row.get("officeholderLabel") or row.get("officeholderlabel") or ""
                if re.fullmatch(r"Q\d+", row["officeholder"]) and name:
                    yield name, row["officeholder"], "leaders-2021"
    for path in sorted((data / "world-leaders-current/data/countries").glob("*/current.json")):
        positions = json.loads(path.read_text(encoding="utf-8"))["positions"]
        for position in positions.values():
            holder = (position or {}).get("current_holder") or {}
            if holder.get("wikidata_id") and holder.get("name_en"):
                yield holder["name_en"], holder["wikidata_id"], "leaders-current"
