"""Users' own entities, aliases, offices, tenures and memberships, from YAML files.

A file is a mapping of `SECTIONS`; docs/world.md shows one. Every complaint names the file, the
line and the field, and what to do.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import yaml

from onrecord.errors import WorldError
from onrecord.world.dates import checked
from onrecord.world.own_checks import Entry, check
from onrecord.world.tables import Row, Tables

#: Fields of each section; those that must be there come first, before the bar.
SECTIONS = {
    "entities": "key name | aliases part_of wikidata gender outlet source",
    "aliases": "of names |",
    "offices": "key body name nouns | phrases single source",
    "tenures": "office person from | to source",
    "memberships": "organisation member from | to source",
}
_SEVERAL = frozenset({"aliases", "nouns", "phrases", "names"})
_DATES = frozenset({"from", "to"})
_YES_NO = {"true": "yes", "yes": "yes", "false": "", "no": ""}
_FORMS = {
    "key": (r"(?:org|group|person|office):\S+", "Write org:…, group:…, person:… or office:…"),
    "wikidata": (r"Q\d+", "Write its Wikidata id, such as Q7747"),
    "gender": (r"[mf]", "Write m or f, or leave the field out"),
}
#: Rank of users' own offices: among ministers.
RANK = "1"


def read_own(paths: Sequence[Path]) -> Tables:
    """The shipped tables with users' files on top.

    Raises WorldError (R501) for a file that cannot be read, a field or date that makes no sense, a
    reference to what is not there, or bodies that are part of each other.
    """
    entries = [entry for path in paths for entry in _entries(path)]
    check(entries)
    return Tables([_rows(entries)])


def _entries(path: Path) -> Iterator[Entry]:
    reading = _Reading(path)
    root = reading.root()
    if root is None:
        return
    for section, node in reading.fields(root, "the file", SECTIONS):
        for item in reading.items(node, section):
            yield reading.entry(section, item)


@dataclass(slots=True)
class _Reading:
    """One file being read, which knows how to complain about a place in it."""

    path: Path
    lines: dict[str, int] = field(default_factory=dict)

    def root(self) -> yaml.Node | None:
        try:
            return yaml.compose(self.path.read_text(encoding="utf-8"), Loader=yaml.SafeLoader)
        except yaml.MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else 1
            raise WorldError(
                f"{self.path}, line {line}: {error.problem}", "Mend the YAML there"
            ) from error
        except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
            reason = getattr(error, "strerror", None) or "it is not a YAML text in UTF-8"
            raise WorldError(
                f"{self.path} cannot be read: {reason}", "Name a YAML file that can be read"
            ) from error

    def fields(
        self, node: yaml.Node, where: str, known: Mapping[str, object]
    ) -> Iterator[tuple[str, yaml.Node]]:
        """Names and values of a mapping, each name known and there once."""
        if not isinstance(node, yaml.MappingNode):
            raise self.wrong(node, where, "is no mapping", f"Write fields: {', '.join(known)}")
        seen = set()
        for name, value in node.value:
            if name.value not in known:
                allowed = ", ".join(known)
                raise self.wrong(name, f"{name.value}", "is no field here", f"Use {allowed}")
            if name.value in seen:
                raise self.wrong(name, f"{name.value}", "is there twice", "Keep one of them")
            seen.add(name.value)
            yield name.value, value

    def items(self, node: yaml.Node, section: str) -> Iterator[yaml.Node]:
        if not isinstance(node, yaml.SequenceNode):
            raise self.wrong(node, section, "is no list", "Begin each item with a dash")
        yield from node.value

    def entry(self, section: str, node: yaml.Node) -> Entry:
        required, _, optional = SECTIONS[section].partition("|")
        known = dict.fromkeys([*required.split(), *optional.split()])
        values, lines = {}, {}
        for name, value in self.fields(node, section, known):
            values[name] = self.value(name, value, f"{section}.{name}")
            lines[name] = value.start_mark.line + 1
        for name in required.split():
            if not values.get(name):
                raise self.wrong(node, f"{section}.{name}", "is missing", "Add it")
        line = node.start_mark.line + 1
        values.setdefault("source", f"{self.path.name}, line {line}")
        return Entry(section, values, self.path, line, lines)

    def value(self, name: str, node: yaml.Node, where: str) -> str:
        """A field's text; several are joined by bars."""
        if name in _SEVERAL and isinstance(node, yaml.SequenceNode):
            return "|".join(self.value("", part, where) for part in node.value)
        if not isinstance(node, yaml.ScalarNode):
            raise self.wrong(node, where, "is no plain text", "Write one value")
        text = str(node.value).strip()
        if "|" in text:
            raise self.wrong(node, where, "holds a bar", "Write several as a list")
        if name in _DATES and text:
            try:
                checked(text)
            except ValueError as error:
                remedy = "Write it as 2022-01-08, 2022-01 or 2022"
                raise self.wrong(node, where, f"is no date: {text!r}", remedy) from error
        if name in _FORMS and not re.fullmatch(_FORMS[name][0], text):
            raise self.wrong(node, where, f"makes no sense: {text!r}", _FORMS[name][1])
        if name in ("outlet", "single"):
            if text.lower() not in _YES_NO:
                raise self.wrong(node, where, f"makes no sense: {text!r}", "Write true or false")
            return _YES_NO[text.lower()]
        return text

    def wrong(self, node: yaml.Node, where: str, problem: str, remedy: str) -> WorldError:
        return WorldError(
            f"{self.path}, line {node.start_mark.line + 1}: {where} {problem}", remedy
        )


def _rows(entries: Sequence[Entry]) -> dict[str, list[Row]]:
    """Rows in the shipped tables' columns."""
    rows: dict[str, list[Row]] = {}
    for entry in entries:
        for table, row in _rows_of(entry):
            rows.setdefault(table, []).append(row)
    return rows


def _rows_of(entry: Entry) -> Iterator[tuple[str, Row]]:
    get, source = entry.get, entry.get("source")
    row: Row
    if entry.section == "aliases":
        for name in get("names").split("|"):
            yield "aliases", (get("of"), name)
    elif entry.section == "entities" and get("key").startswith("person:"):
        state = get("part_of")
        row = (get("key"), get("name"), get("aliases"), "", get("gender"), state, get("wikidata"))
        yield "persons", (*row, source)
    elif entry.section == "entities":
        row = (get("key"), get("name"), get("aliases"), get("part_of"), get("wikidata"))
        yield "organisations", (*row, get("outlet"), source)
    elif entry.section == "offices":
        single = entry.values.get("single", "yes")
        yield "titles", (get("key"), get("name"), get("nouns").lower(), RANK, single)
        row = (get("key"), get("body"), get("key"), get("name"), "", get("phrases"))
        yield "offices", (*row, source)
    elif entry.section == "tenures":
        yield "tenures", (get("office"), get("from"), get("to"), get("person"), source)
        until = get("to") or "9999-12-31"
        yield "coverage", (get("office"), get("from"), until, source)
    else:
        yield "memberships", (get("organisation"), get("member"), get("from"), get("to"), source)
