"""Look-ups of entities: by key, by name at a date, by demonym, by metonym."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import cached_property
from typing import Literal, cast

from onrecord.world.entities import Entity, Gender
from onrecord.world.spelling import folded, surnames, without_possessive
from onrecord.world.tables import Row, Tables, several

#: Capitals that stand for another body before their own state.
SEATS = {"brussels": "org:EU"}


class Actors:
    """Entities of all kinds; every index is built when it is first needed."""

    def __init__(self, tables: Tables) -> None:
        self._tables = tables
        self._made: dict[str, Entity] = {}

    def get(self, key: str) -> Entity | None:
        """The entity of that key, or None."""
        made = self._made.get(key)
        if made is None and (entry := self._rows.get(key)):
            made = self._made[key] = _entity(*entry)
        return made

    def keys(self) -> tuple[str, ...]:
        """Keys of all entities: states, organisations and groups, persons."""
        return tuple(self._rows)

    def persons(self) -> Iterator[tuple[str, str, str]]:
        """Name, gender and key of the state of every person; empty where it is not known."""
        rows = (row for table, row, _ in self._rows.values() if table == "persons")
        return ((name, gender, state) for _, name, _, _, gender, state, _, _ in rows)

    @cached_property
    def _rows(self) -> dict[str, tuple[str, Row, tuple[str, ...]]]:
        rows = {f"state:{row[4]}": ("states", row) for row in self._tables.rows("states")}
        for table in ("organisations", "persons"):
            rows |= {row[0]: (table, row) for row in self._tables.rows(table)}
        more: dict[str, list[str]] = {}
        for key, alias in self._aliases_of_users():
            more.setdefault(key, []).append(alias)
        return {key: (table, row, tuple(more.get(key, ()))) for key, (table, row) in rows.items()}

    def _aliases_of_users(self) -> Iterable[tuple[str, str]]:
        return ((row[0], row[1]) for row in self._tables.own("aliases"))

    @cached_property
    def _names(self) -> dict[str, list[str]]:
        """Keys by folded full name, alias or acronym: states, then bodies, then persons."""
        names: dict[str, list[str]] = {}
        for key, (table, row, more) in self._rows.items():
            name, aliases = (row[0], row[1]) if table == "states" else (row[1], row[2])
            for each in (name, *several(aliases), *more):
                found = names.setdefault(folded(each), [])
                if key not in found:
                    found.append(key)
        return names

    @cached_property
    def _metonyms(self) -> dict[str, str]:
        found = {folded(row[0]): row[1] for row in self._tables.rows("metonyms")}
        for row in self._tables.rows("states"):
            for city in several(row[3]):
                # Singapore is a state before it is a seat; a capital is no metonym of itself.
                if folded(city) not in self._names:
                    found.setdefault(folded(city), f"state:{row[4]}")
        return found | SEATS

    @cached_property
    def _demonyms(self) -> dict[str, str | None]:
        found: dict[str, str | None] = {}
        for row in self._tables.rows("states"):
            for word in {folded(demonym) for demonym in several(row[2])}:
                found[word] = None if word in found else f"state:{row[4]}"
        return found

    @cached_property
    def _surnames(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = {}
        for row in self._tables.rows("persons"):
            bare = [folded(name) for name in several(row[3])] or surnames(row[1])
            for name in {*bare, *(s for alias in several(row[2]) for s in surnames(alias))}:
                found.setdefault(name, []).append(row[0])
        return found

    def of_name(self, name: str) -> tuple[str, ...]:
        """Keys of the entities with that full name, alias, acronym or metonym."""
        key = folded(name)
        found = self._names.get(key) or self._names.get(without_possessive(key))
        if found:
            return tuple(found)
        meant = self._metonyms.get(key) or self._metonyms.get(without_possessive(key))
        return (meant,) if meant else ()

    def of_surname(self, name: str) -> tuple[str, ...]:
        """Keys of the persons with that bare surname, whenever they lived."""
        key = folded(name)
        return tuple(self._surnames.get(key) or self._surnames.get(without_possessive(key)) or ())

    def of_demonym(self, word: str) -> str | None:
        """Key of the state of that adjective or people; None when there is none or several."""
        return self._demonyms.get(folded(word))

    def is_metonym(self, name: str) -> bool:
        """Whether a name stands for a government or body by its seat or building."""
        return folded(name) in self._metonyms


def _entity(table: str, row: Row, more: tuple[str, ...]) -> Entity:
    if table == "states":
        name, aliases, _, _, code, wikidata, source = row
        named = (*several(aliases), *more)
        return Entity(f"state:{code}", name, "state", wikidata or None, named, None, None, source)
    if table == "organisations":
        key, name, aliases, part_of, wikidata, outlet, source = row
        kind: Literal["group", "organisation"] = (
            "group" if key.startswith("group:") else "organisation"
        )
        named = (*several(aliases), *more)
        return Entity(
            key, name, kind, wikidata or None, named, None, part_of or None, source, outlet == "yes"
        )
    key, name, aliases, _, gender, state, wikidata, source = row
    known = cast("Gender", gender) if gender else None
    named = (*several(aliases), *more)
    return Entity(key, name, "person", wikidata or None, named, known, state or None, source)
