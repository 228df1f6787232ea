"""Whether users' own facts fit together, and fit what is shipped."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from onrecord.errors import WorldError
from onrecord.world.actors import Actors
from onrecord.world.dates import first_day, last_day
from onrecord.world.offices import Offices
from onrecord.world.tables import Tables

#: Fields that name something else: by what its key begins with.
REFERENCES = {
    "part_of": ("state:", "org:", "group:"),
    "of": ("state:", "org:", "group:", "person:"),
    "body": ("state:", "org:", "group:"),
    "office": ("office:",),
    "person": ("person:",),
    "organisation": ("org:", "group:"),
    "member": ("state:", "org:", "group:", "person:"),
}


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of a user's file: its fields as text, and the lines that they are on."""

    section: str
    values: Mapping[str, str]
    path: Path
    line: int
    lines: Mapping[str, int]

    def get(self, name: str) -> str:
        """A field's text; nothing where it was left out."""
        return self.values.get(name, "")

    def wrong(self, name: str, problem: str, remedy: str) -> WorldError:
        """The complaint about a field."""
        line = self.lines.get(name, self.line)
        return WorldError(f"{self.path}, line {line}: {self.section}.{name} {problem}", remedy)


def check(entries: Sequence[Entry]) -> None:
    """Raise WorldError (R501) at the first entry that does not fit."""
    tables = Tables()
    actors = Actors(tables)
    known = {*actors.keys(), *Offices(tables, actors).keys()}
    _check_keys(entries, known)
    for entry in entries:
        _check_references(entry, known)
        _check_order(entry)
    _check_cycles(entries, actors)


def _check_keys(entries: Sequence[Entry], known: set[str]) -> None:
    """No key is taken, and every key says what it is; adds the new keys to the known ones."""
    for entry in entries:
        if not (key := entry.get("key")):
            continue
        if key.startswith("office:") != (entry.section == "offices"):
            raise entry.wrong("key", f"is of another section: {key!r}", "Move it there")
        if key in known:
            raise entry.wrong("key", f"is taken: {key!r}", "Choose another, or add aliases to it")
        known.add(key)


def _check_references(entry: Entry, known: set[str]) -> None:
    for name, prefixes in REFERENCES.items():
        if not (key := entry.get(name)):
            continue
        if not key.startswith(prefixes):
            raise entry.wrong(
                name, f"makes no sense: {key!r}", f"Give a key that begins with {prefixes[0]}"
            )
        if key not in known:
            raise entry.wrong(
                name,
                f"names what is not there: {key!r}",
                "Add it to the file, or look its key up with `onrecord world show`",
            )


def _check_order(entry: Entry) -> None:
    since, until = entry.get("from"), entry.get("to")
    if until and first_day(since) > last_day(until):
        raise entry.wrong("to", f"lies before from: {until}", "Swap the two, or mend one")


def _check_cycles(entries: Sequence[Entry], actors: Actors) -> None:
    above = {e.get("key"): e.get("part_of") for e in entries if e.get("part_of")}
    for entry in entries:
        key = entry.get("key")
        path = [key]
        while key := _above(key, above, actors):
            if key in path:
                circle = " → ".join([*path[path.index(key) :], key])
                raise entry.wrong("part_of", f"goes in a circle: {circle}", "Take one of these out")
            path.append(key)


def _above(key: str, own: Mapping[str, str], actors: Actors) -> str:
    if key in own:
        return own[key]
    entity = actors.get(key)
    return (entity.part_of if entity else None) or ""
