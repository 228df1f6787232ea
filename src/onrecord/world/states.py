"""The states of the world by name, demonym and capital, read once from `data/states.csv`."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

#: Capitals that stand for another body than their own state when they speak.
SEATS = {"brussels": "European Union"}


@dataclass(frozen=True, slots=True)
class State:
    """One state; `demonyms` holds adjectives and nouns, `source` says where the row is from."""

    name: str
    aliases: tuple[str, ...]
    demonyms: tuple[str, ...]
    capitals: tuple[str, ...]
    source: str


@cache
def states() -> tuple[State, ...]:
    """Every state of the table, in order of names."""
    table = files("onrecord.world").joinpath("data/states.csv").read_text(encoding="utf-8")
    return tuple(
        State(
            row["name"],
            _several(row["aliases"]),
            _several(row["demonyms"]),
            _several(row["capital"]),
            row["source"],
        )
        for row in csv.DictReader(table.splitlines())
    )


def _several(field: str) -> tuple[str, ...]:
    return tuple(part for part in field.split("|") if part)


@cache
def _index(field: str) -> dict[str, State | None]:
    """States by lower-case name, demonym or capital; None where two states share it."""
    index: dict[str, State | None] = {}
    for state in states():
        keys = {"name": (state.name, *state.aliases), "demonym": state.demonyms}
        for key in {k.lower() for k in keys.get(field, state.capitals)}:
            index[key] = None if key in index else state
    return index


@lru_cache(65536)
def state_named(name: str) -> State | None:
    """The state of that name or alias ("Russia", "the U.S."), in any case; None when there is none."""
    key = _key(name)
    return _index("name").get(key) or _index("name").get(key.replace(".", ""))


@lru_cache(65536)
def state_of_demonym(word: str) -> State | None:
    """The state of that adjective or people ("Russian", "Danes"); None when none or several."""
    return _index("demonym").get(_key(word))


def states_sharing(word: str) -> tuple[State, ...]:
    """Every state that has that adjective or people: both Congos are "Congolese"."""
    return _by_demonym().get(_key(word), ())


@cache
def _by_demonym() -> dict[str, tuple[State, ...]]:
    """States by lower-case demonym, in order of names."""
    found: dict[str, tuple[State, ...]] = {}
    for state in states():
        for word in {demonym.lower() for demonym in state.demonyms}:
            found[word] = (*found.get(word, ()), state)
    return found


def state_of_capital(city: str) -> State | None:
    """The state whose capital has that name ("Moscow"); None when there is none."""
    key = city.lower()
    return _index("capital").get(key) or _index("capital").get(_key(city))


def is_demonym(word: str) -> bool:
    """Whether the word is some state's adjective or people, even one that several share."""
    return _key(word) in _index("demonym")


def _key(name: str) -> str:
    return name.lower().removeprefix("the ")
