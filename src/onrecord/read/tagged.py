"""What the encoder's entity tags say of names that tables and titles leave open."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.read import lexicon as lex
from onrecord.read import role_words as roles
from onrecord.read.entities import Entity
from onrecord.read.known import first_name
from onrecord.read.layers import Layers
from onrecord.read.names import Name, NameKind
from onrecord.read.segment import Word
from onrecord.read.tokens import Token
from onrecord.world.knowledge import World

#: Mean probability from which an entity counts.
SURE = 0.6
#: Mean probability of an entity that other clues do not overrule.
CERTAIN = 0.85
#: Words with a capital that are no names where only the encoder sees one.
NO_NAMES = lex.STARTERS | roles.NOUNS
KINDS: dict[str, NameKind] = {
    "Person": "person",
    "Organization": "organisation",
    "Location": "place",
}


def retyped(
    found: Sequence[Name], words: Sequence[Word], layers: Layers | None, cut: Sequence[Token]
) -> list[Name]:
    """Names with the kinds that the encoder gives them, and persons without words before them.

    Kinds from tables and titles stay. Names of the same words share what most of them are. What
    the encoder alone takes for a person or body is a name too. cut: the text's tokens.
    """
    if layers is None:
        return list(found)
    seen = [e for e in layers.entities if e.type in KINDS]
    tagged = [e for e in seen if e.sure >= SURE]
    by_end = {words[e.run[1] - 1].end: e for e in tagged}
    trimmed = [_whole(_trimmed(n, by_end, words), by_end, words) for n in found]
    votes: dict[tuple[str, ...], Counter[NameKind]] = {}
    certain: dict[tuple[str, ...], float] = {}
    for name in trimmed:
        entity = by_end.get(name.end)
        if entity is not None and words[entity.run[0]].start <= name.start:
            votes.setdefault(name.words, Counter())[KINDS[entity.type]] += 1
            certain[name.words] = max(certain.get(name.words, 0.0), entity.sure)
    people = _people(seen, words)
    voted = [
        _voted(n, votes.get(n.words, Counter()), certain.get(n.words, 0.0) >= CERTAIN)
        if n.words in votes or people & {w.lower() for w in n.words}
        else _doubted(n)
        for n in trimmed
    ]
    return sorted([*voted, *_missed(voted, tagged, words, cut)], key=lambda n: n.start)


def _people(tagged: Sequence[Entity], words: Sequence[Word]) -> set[str]:
    """Lower-case words that the encoder takes for a person, or a part of one, anywhere."""
    runs = (e.run for e in tagged if e.type == "Person")
    return {words[k].text.lower() for run in runs for k in range(*run)}


def _doubted(name: Name) -> Name:
    """A name of several words that only looked like a person's: "Election Day"."""
    guessed = name.kind == "person" and not name.title
    known = guessed and (
        first_name(name.words[0].lower())
        or any(e.kind == "person" for e in World.open().named(name.text))
    )
    return replace(name, kind="unknown") if guessed and not known else name


def _missed(
    found: Sequence[Name], tagged: Sequence[Entity], words: Sequence[Word], cut: Sequence[Token]
) -> Iterator[Name]:
    """Names of persons and bodies that only the encoder sees: a capital that opens a sentence."""
    taken = [n.begin for n in found]
    starts = [t.start for t in cut]
    for entity in tagged:
        start, end = words[entity.run[0]].start, words[entity.run[1] - 1].end
        k = bisect_left(taken, end)
        run = cut[bisect_left(starts, start) : bisect_left(starts, end)]
        free = not k or found[k - 1].end <= start
        named = all(t.capital and t.lower not in NO_NAMES for t in run)
        if entity.type == "Location" or not free or not run or not named:
            continue
        if run[0].start == start and run[-1].end <= end:
            yield Name(
                start,
                start,
                run[-1].end,
                tuple(t.text for t in run),
                (),
                KINDS[entity.type],
                run[0].sentence,
                run[0].paragraph,
                run[0].quoted,
            )


def tags(words: Sequence[Word], layers: Layers) -> dict[int, str]:
    """The type of the entity that each word belongs to, by where it starts; others have none."""
    return {words[k].start: entity.type for entity in layers.entities for k in range(*entity.run)}


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


def _whole(name: Name, by_end: dict[int, Entity], words: Sequence[Word]) -> Name:
    """A body's name with the word that only looked like a title: "National Highways"."""
    entity = by_end.get(name.end)
    wide = entity and words[entity.run[0]].start <= name.begin < name.start
    guessed = name.kind in ("person", "unknown")
    if not wide or entity is None or entity.type != "Organization" or not guessed:
        return name
    words_too = tuple(w.capitalize() for w in name.title) + name.words
    return replace(name, start=name.begin, words=words_too, title=(), kind="organisation")


def _voted(name: Name, votes: Counter[NameKind], certain: bool) -> Name:
    """A name whose kind was a guess, with the one that most of its mentions have."""
    guessed = name.kind == "unknown" or (name.kind == "person" and not name.title)
    guessed = guessed or (
        name.kind == "organisation" and not set(map(str.lower, name.words)) & lex.BODIES
    )
    if not guessed or not votes:
        return name
    kind = votes.most_common(1)[0][0]
    if kind == "person" and len(name.words) == 1 and name.text.isupper():
        # Capitals are an acronym, whatever the encoder sees in them.
        return name
    return replace(name, kind=kind, sure=certain and len(votes) == 1)
