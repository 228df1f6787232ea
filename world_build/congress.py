"""Members of the United States Congress who sit now, from congress-legislators."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from world_build.offices import Chain
from world_build.persons import People

SOURCE = "congress"
_OFFICES = {"sen": "office:USA:senator", "rep": "office:USA:representative"}


def tenures(data: Path, people: People) -> Iterator[tuple[str, ...]]:
    """Rows of tenures; terms that follow each other are one, the last one has no end."""
    path = data / "us-congress-legislators/legislators-current.yaml"
    for member in yaml.load(path.read_text(encoding="utf-8"), yaml.CSafeLoader):
        key = _person(member, people)
        terms = [(t["type"], t["start"], t["end"]) for t in member["terms"]]
        while terms:
            kind, since, until = terms.pop(0)
            while terms and terms[0][0] == kind and terms[0][1][:4] <= until[:4]:
                until = terms.pop(0)[2]
            yield _OFFICES[kind], since, until if terms else "", key, SOURCE


def chains() -> list[Chain]:
    """The two offices, without steps."""
    return [Chain(key, "state:USA", key.rpartition(":")[2], ()) for key in _OFFICES.values()]


def _person(member: dict[str, Any], people: People) -> str:
    ids, name = member["id"], member["name"]
    plain = f"{name['first']} {name['last']}"
    called = ids.get("wikipedia", "").partition(" (")[0] or name.get("official_full", plain)
    key = people.add(called, "state:USA", SOURCE, gender=member["bio"]["gender"].lower())
    person = people.by_key[key]
    person.aliases += [name.get("official_full", called), plain]
    person.wikidata = ids.get("wikidata", "")
    return key
