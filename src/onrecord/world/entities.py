"""What the knowledge base answers with: entities, offices, tenures, memberships, answers."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Kind = Literal["state", "organisation", "person", "group"]
Gender = Literal["m", "f"]
Status = Literal["known", "vacant", "unknown"]


@dataclass(frozen=True, slots=True)
class Entity:
    """One state, organisation, person or group.

    key: stable and readable, `state:RUS`, `org:NATO`, `person:vladimir-putin`.
    part_of: key of the state or body that it belongs to; the state of a person.
    outlet: whether it is a news agency or another outlet.
    source: ids of `sources()`, joined by bars, or the name of a user's file and its line.
    """

    key: str
    name: str
    kind: Kind
    wikidata: str | None
    aliases: tuple[str, ...]
    gender: Gender | None
    part_of: str | None
    source: str
    outlet: bool = False


@dataclass(frozen=True, slots=True)
class Office:
    """One office of a state or body, such as President of Russia.

    key: `office:RUS:president`. body: key of the state or organisation.
    nouns: what news calls its holder beside the body's name, in lower case.
    single: whether one person holds it at a time.
    rank: 0 for the most prominent, growing.
    role: the office is a role ("head of state") that another office holds at each date.
    """

    key: str
    name: str
    body: str
    nouns: tuple[str, ...]
    single: bool
    rank: int
    source: str
    role: bool = False


@dataclass(frozen=True, slots=True)
class Tenure:
    """One person's time in one office.

    since, until: ISO dates, perhaps only a year or a month; `until` is the last day in office and
    the successor's first; None when it went on at the end of what is known.
    """

    office: str
    person: str
    since: str
    until: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Membership:
    """One member's time in an organisation; dates as in `Tenure`, `until` the first day outside."""

    organisation: str
    member: str
    since: str
    until: str | None
    source: str


@dataclass(frozen=True, slots=True)
class Coverage:
    """From when to when the holders of an office, or the members of a body, are known; ISO dates."""

    of: str
    since: str
    until: str
    source: str


@dataclass(frozen=True, slots=True)
class Answer:
    """Who held an office on a date.

    status: `known` with tenures; `vacant`, known to be held by nobody; `unknown`, outside what the
    knowledge base covers, for `reason`. `last` are the latest tenures before an unknown date that
    lies after the coverage: a hint, not an answer.
    """

    status: Status
    office: Office | None
    tenures: tuple[Tenure, ...]
    reason: str
    coverage: tuple[Coverage, ...] = ()
    last: tuple[Tenure, ...] = ()
