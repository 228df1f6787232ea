"""What a reviewer typed → the changes that the store keeps: names to actors, words to spans."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Annotated, Any

from fastapi import Depends, Form, Request

from onrecord.errors import OptionError
from onrecord.records import Span
from onrecord.store import Store
from onrecord.store.listing import ActorRow
from onrecord.store.said import Said, Who

_LONGEST = 20_000
_ROLES = ("speakers", "addressees", "about")

Field = Annotated[str | None, Form(max_length=_LONGEST)]


@dataclass(frozen=True, slots=True)
class Typed:
    """The fields of the form; None for one that was not sent, or was emptied."""

    speakers: Field = None
    addressees: Field = None
    about: Field = None
    act: Field = None
    kind: Field = None
    said_on: Field = None
    source: Field = None
    cue: Field = None
    content: Field = None


@dataclass(frozen=True, slots=True)
class Corrected:
    """What was typed; `emptied` names the fields that were sent with nothing in them."""

    typed: Typed
    emptied: frozenset[str]

    def get(self, name: str) -> str | None:
        """A field: None where it was not sent."""
        value: str | None = getattr(self.typed, name)
        return "" if value is None and name in self.emptied else value


async def corrected(request: Request, typed: Annotated[Typed, Depends()]) -> Corrected:
    """Tell fields that were emptied from those that were not sent: FastAPI takes both for absent."""
    form = await request.form()
    return Corrected(typed, frozenset(name for name, value in form.items() if value == ""))


def changes_of(store: Store, said: Said, given: Corrected) -> dict[str, Any]:
    """What the form changes of a statement, as `Store.correct` takes it.

    Raises OptionError (R201) for a name that no actor has, or words that are not in the article.
    """
    changes: dict[str, Any] = {}
    for role in _ROLES:
        named = given.get(role)
        now: tuple[Who, ...] = getattr(said, role)
        if named is not None and _names(named) != [who.name for who in now]:
            changes[role] = [_same_or_found(store, name, now) for name in _names(named)]
    for name in ("act", "kind"):
        if (value := given.get(name)) and value != getattr(said, name):
            changes[name] = value
    day = given.get("said_on")
    if day is not None and day.strip() != _full_day(said.said_on):
        changes["said_on"] = day.strip() or None
    return changes | _spans(store, said, given)


def one_actor(store: Store, named: str) -> ActorRow:
    """The actor of a number, key or name: of several of one name, the one with most statements."""
    plain = named.strip()
    if plain.isascii() and plain.isdecimal() and len(plain) < 16:
        return store.actor(int(plain))
    found = store.actors(plain) if plain else []
    if not found:
        raise OptionError(
            f"nobody on record is called {plain[:100]!r}", "Look the name up under Actors"
        )
    return found[0]


def _same_or_found(store: Store, name: str, now: tuple[Who, ...]) -> int:
    same = next((who.id for who in now if who.name == name), None)
    return one_actor(store, name).id if same is None else same


def _names(typed: str) -> list[str]:
    return [name.strip() for name in typed.split(";") if name.strip()]


def _full_day(value: str | None) -> str:
    return value if value and len(value) == 10 else ""


def _spans(store: Store, said: Said, given: Corrected) -> dict[str, Any]:
    changed: dict[str, Any] = {}
    text: str | None = None
    for name, typed, now in (
        ("source", given.get("source"), [said.source] if said.source else []),
        ("cue", given.get("cue"), [said.cue] if said.cue else []),
        ("content", given.get("content"), list(said.content)),
    ):
        if typed is None:
            continue
        pieces = typed.splitlines() if name == "content" else [typed]
        wanted = [" ".join(piece.split()) for piece in pieces if piece.strip()]
        if wanted == [" ".join(span.text.split()) for span in now]:
            continue
        text = text if text is not None else store.record(said.article.id).article.text
        near = said.content[0].start if said.content else 0
        found = [_found(text, words, near) for words in wanted]
        plain = [{"start": s.start, "end": s.end, "text": s.text} for s in found]
        changed[name] = plain if name == "content" else (plain[0] if plain else None)
    return changed


def _found(text: str, words: str, near: int) -> Span:
    """The words' place in the text that is nearest to an offset, whatever its white space."""
    pattern = re.compile(r"\s+".join(map(re.escape, words.split())))
    places = [match.span() for match in pattern.finditer(text)]
    if not places:
        raise OptionError(
            f"{words[:100]!r} does not stand in the article", "Copy the words from the article"
        )
    start, end = min(places, key=lambda place: abs(place[0] - near))
    return Span(start, end, text[start:end])
