"""What the encoder's entity tags say of names that tables and titles leave open."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace

from onrecord.read import lexicon as lex
from onrecord.read.entities import Entity, entities
from onrecord.read.layers import Layers
from onrecord.read.names import Name, NameKind
from onrecord.read.segment import Word

#: Mean probability from which an entity counts.
SURE = 0.6
KINDS: dict[str, NameKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
}


def retyped(found: Sequence[Name], words: Sequence[Word], layers: Layers | None) -> list[Name]:
    """Names with the kinds that the encoder gives them, and persons without words before them.

    Kinds from tables and titles stay. Names of the same words share what most of them are.
    """
    if layers is None:
        return list(found)
    by_end: dict[int, Entity] = {}
    for entity in entities(layers.entity):
        if entity.type in KINDS and entity.sure >= SURE:
            by_end[words[entity.run[1] - 1].end] = entity
    trimmed = [_trimmed(n, by_end, words) for n in found]
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    for name in trimmed:
        tagged = by_end.get(name.end)
        if tagged is not None and words[tagged.run[0]].start <= name.start:
            votes.setdefault(name.words, Counter())[KINDS[tagged.type]] += 1
    return [_voted(n, votes.get(n.words, Counter())) for n in trimmed]


def _trimmed(name: Name, by_end: dict[int, Entity], words: Sequence[Word]) -> Name:
    """A person's name without the capitalised title that a list of titles lacks."""
    entity = by_end.get(name.end)
    if entity is None or entity.type != "Person" or name.kind not in ("person", "unknown"):
        return name
    start = words[entity.run[0]].start
    if start <= name.start or entity.run[1] - entity.run[0] < 2:
        return name
    cut = len(name.words) - (entity.run[1] - entity.run[0])
    # Initials ("P. Sarojini Devi") are words of the name, whether tagged or not.
    # Neither does a name with a particle ("Ursula von der Leyen") begin in its middle.
    if cut < 1 or any(w.endswith(".") or w.islower() for w in name.words):
        return name
    title = (*name.title, *(w.lower() for w in name.words[:cut]))
    return replace(name, start=start, words=name.words[cut:], title=title, kind="person")


def _voted(name: Name, votes: Counter[NameKind]) -> Name:
    """A name whose kind was a guess, with the one that most of its mentions have."""
    guessed = name.kind == "unknown" or (name.kind == "person" and not name.title)
    guessed = guessed or (
        name.kind == "organisation" and not set(map(str.lower, name.words)) & lex.BODIES
    )
    if not guessed or not votes:
        return name
    return replace(name, kind=votes.most_common(1)[0][0])
