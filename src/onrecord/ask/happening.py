"""What a few words say happens: kind of event, who does it and whom it befalls, words of content."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.ask.naming import Named
from onrecord.ask.stems import stems
from onrecord.read.clauses import terms
from onrecord.read.events.triggers import triggers
from onrecord.read.lexicon import words as listed
from onrecord.read.segment import words

Role = Literal["agent", "patient"]

#: Deeds that harm somebody: near to one another, as an advance is to an invasion.
HOSTILE = frozenset(["ASSAULT", "COERCE", "MOBILIZE", "THREATEN", "SANCTION"])
#: Words for a deed that leave its kind open; against somebody it is hostile.
_OPEN = re.compile(
    r"\b(?:actions?|moves?|steps?|interven\w+|aggress\w+|escalat\w+|incursions?|interferences?|wars?"
    r"|intrusions?|advanc\w+|conflicts?|hostilit\w+)\b",
    re.IGNORECASE,
)
#: Those of them that are armed whatever follows.
_ARMED = re.compile(r"\b(?:aggress\w+|incursions?|wars?|hostilit\w+|invasions?)\b", re.IGNORECASE)
_TROOPS = re.compile(r"\b(?:troops?|tanks?|forces|army|militar\w+|soldiers?)\b", re.IGNORECASE)
_PROPER = re.compile(r"\b[^\W_a-z][\w'’.-]*")
_PASSIVE = re.compile(r"\b(?:be|is|are|was|were|been|being|get|gets|got)\W+(?:\w+ly\W+)?$", re.I)
_BEFALLS = listed("against on upon of into at toward towards to with")


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody in a happening: every key that stands for them, and their part, if that is told."""

    keys: frozenset[str]
    role: Role | None


@dataclass(frozen=True, slots=True)
class Happening:
    """What a text says happens.

    types: of events, as PLOVER names them. open: it names a deed whose kind is left open.
    names: how the parties are called. deed: stems of the words that name a deed. rest: stems of all other words, names aside.
    """

    text: str
    types: frozenset[str]
    open: bool
    parties: tuple[Party, ...]
    names: tuple[str, ...]
    deed: frozenset[str]
    rest: frozenset[str]

    def of_role(self, role: Role) -> list[Party]:
        """The parties with that role."""
        return [party for party in self.parties if party.role == role]


def happening(pieces: Sequence[tuple[str, Iterable[Named]]]) -> Happening:
    """Read what pieces of text say, each with the people whom it names."""
    kinds: set[str] = set()
    deed: set[str] = set()
    plain: set[str] = set()
    parties: dict[Party, None] = {}
    called: dict[str, None] = {}
    for text, named in pieces:
        found = _deed(text)
        kinds |= found.kinds
        deed |= found.words
        names = list(named)
        for one in names:
            called[text[one.start : one.end]] = None
            parties[Party(frozenset(one.keys), _role(text, one, found))] = None
        plain |= stems(_without(text, names))
    return Happening(
        " … ".join(text for text, _ in pieces),
        frozenset(kinds),
        any(_OPEN.search(text) for text, _ in pieces),
        tuple(parties),
        tuple(called),
        frozenset(deed),
        frozenset(plain - deed),
    )


@dataclass(frozen=True, slots=True)
class _Deed:
    """The kinds of events of a text, their words, where the first is, and whether in the passive."""

    kinds: frozenset[str]
    words: frozenset[str]
    place: int
    passive: bool


@lru_cache(16384)
def _deed(text: str) -> _Deed:
    found = words(text)
    cut = terms(found, 0, len(found), 0)
    hits = list(triggers(cut))
    kinds = {hit.sense[0] for hit in hits}
    named = [cut[k].lower for hit in hits for k in range(hit.begin, hit.end)]
    open_deed = _OPEN.search(text)
    named += _OPEN.findall(text)
    if _ARMED.search(text) or (open_deed and _TROOPS.search(text)):
        kinds.add("ASSAULT")
        named += _TROOPS.findall(text)
    place = cut[hits[0].begin].start if hits else open_deed.start() if open_deed else -1
    passive = bool(hits) and (
        hits[0].passive or (not hits[0].noun and bool(_PASSIVE.search(text[:place])))
    )
    return _Deed(frozenset(kinds), stems(" ".join(named)), place, passive)


def _role(text: str, one: Named, deed: _Deed) -> Role | None:
    before = re.findall(r"[\w’'-]+", text[: one.start])
    last = next((w.lower() for w in reversed(before) if w.lower() not in ("the", "a", "an")), "")
    if last == "by":
        return "agent"
    if deed.place < 0:
        return None
    if last in _BEFALLS and one.start > deed.place:
        return "patient"
    first = one.start < deed.place
    return "agent" if first != deed.passive else "patient"


def _without(text: str, names: Sequence[Named]) -> str:
    """The text with the names taken out: what happens says more than to whom."""
    for one in sorted(names, key=lambda each: -each.start):
        called = _PROPER.sub(" ", text[one.start : one.end])
        text = f"{text[: one.start]}{called}{text[one.end :]}"
    return text
