"""Who speaks: each attribution's source to actors of the article, by rules, or to nobody.

A source that the rules cannot settle stays without speakers: no guess is better than a wrong one.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.names import Name, names
from onrecord.read.nominals import Nominals
from onrecord.read.phrases import Phrase, conjuncts
from onrecord.read.pronouns import Pronouns, Said
from onrecord.read.segment import Word
from onrecord.read.tokens import Token, tokens
from onrecord.records import Actor, Mention

Run = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Spoken:
    """One attribution as half-open character offsets; `content` has one entry a contiguous piece."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]


def first_speakers(
    text: str, found: Sequence[Word], spoken: Sequence[Spoken]
) -> tuple[tuple[Actor, ...], list[tuple[str, ...]]]:
    """Find the actors that speak in an article, and who speaks in each of its attributions.

    found: the words of `text`. Returns the speaking actors, a1, a2, … in order of first mention,
    and for each entry of `spoken` the ids of its speakers in text order, empty when unsettled.
    """
    resolver = _Resolver(text, tokens(text, found))
    said = resolver.resolve(spoken)
    speaking: dict[int, Character] = {id(c): c for s in said for c in s.speakers}
    ranked = sorted(speaking.values(), key=lambda c: (c.first, c.name))
    ids = {id(c): f"a{k}" for k, c in enumerate(ranked, 1)}
    actors = tuple(_actor(ids[id(c)], c, text) for c in ranked)
    return actors, [tuple(ids[id(c)] for c in s.speakers) for s in said]


def _actor(key: str, member: Character, text: str) -> Actor:
    mentions = tuple(
        Mention(start, end, text[start:end], form)
        for (start, end), form in sorted(member.mentions.items())
    )
    return Actor(key, member.name, member.kind, mentions=mentions)


class _Resolver:
    """One article's resolution: sources that stand by themselves first, pronouns after them."""

    def __init__(self, text: str, cut: list[Token]) -> None:
        self.text = text
        self.cut = cut
        self.starts = [t.start for t in cut]
        self.names = names(cut)
        self.cast = Cast(text, cut, self.names)
        self.nominals = Nominals(self.cast)
        self.pronouns = Pronouns(self.cast)

    def resolve(self, spoken: Sequence[Spoken]) -> list[Said]:
        said = [Said(s.source, s.cue, s.content) for s in spoken]
        parsed = {id(s): self._parse(s.source) for s in said}
        order = sorted(said, key=lambda s: s.source or s.cue)
        for s in order:
            s.speakers = self._settled(parsed[id(s)])
        self.pronouns.begin(order)
        for s in order:
            if not s.speakers and any(
                p.kind == "pronoun" or p.determiner for c in parsed[id(s)] for p in c
            ):
                s.speakers = self._with_pronouns(parsed[id(s)], s)
        for s in order:
            if (
                not s.speakers
                and len(parsed[id(s)]) == 1
                and (first := parsed[id(s)][0][:1])
                and first[0].kind == "pronoun"
            ):
                s.speakers = self._with_pronouns(parsed[id(s)], s)
        return said

    def _parse(self, source: Run | None) -> list[list[Phrase]]:
        if source is None:
            return []
        first, last = (bisect_left(self.starts, at) for at in source)
        inside = self.cut[first:last]
        near = self.cast.names_in(*source)
        return [c for c in conjuncts(inside, near) if c]

    def _settled(self, parsed: list[list[Phrase]]) -> tuple[Character, ...]:
        """Speakers of a source without pronouns; nobody unless every conjunct is settled."""
        if any(c[0].kind == "pronoun" and not self._person(c) for c in parsed):
            return ()
        return _unique([self._one(phrases) for phrases in parsed])

    def _person(self, phrases: list[Phrase]) -> bool:
        return any(p.name is not None and p.name.kind in ("person", "unknown") for p in phrases[1:])

    def _one(self, phrases: list[Phrase]) -> Character | None:
        """The speaker of one conjunct: the person among its appositions, else its first head."""
        settled = [(p, m) for p in phrases if p.kind == "name" and (m := self._named(p))]
        person = next((m for p, m in settled if m.kind == "person"), None)
        if person is None and settled and phrases[0].kind in ("name", "person", "body"):
            person = settled[0][1]
        if person is not None and (phrases[0].kind != "people" or settled[0][0] is phrases[0]):
            return person
        if phrases[0].kind == "pronoun":
            return None
        return self.nominals.speaker(phrases[0])

    def _named(self, phrase: Phrase) -> Character | None:
        name = phrase.name
        if name is None or name.words[-1].lower() in lex.DOCUMENTS:
            return None
        if name.kind == "capital":
            member = self.cast.of.get((name.start, name.end)) or self.cast.seat(name)
        elif (
            name.kind == "demonym"
            and name.text.lower().endswith("s")
            and not phrase.core[0].possessive
        ):
            return self.nominals.group(phrase) if len(name.text) > 4 else self._member(name)
        elif name.kind != "person" and name.text.lower() in lex.PEOPLE:
            member = self.nominals.group(phrase)
        else:
            member = self._member(name) or self.nominals.body_by_name(name)
        if member is not None:
            member.add((name.start, name.end), "name")
        return member

    def _member(self, name: Name) -> Character | None:
        return self.cast.of.get((name.start, name.end))

    def _with_pronouns(self, parsed: list[list[Phrase]], said: Said) -> tuple[Character, ...]:
        found: list[Character | None] = []
        for phrases in parsed:
            first = phrases[0]
            if first.kind == "pronoun":
                found += self.pronouns.speakers(first, said) or [None]
            elif (
                first.determiner in lex.SINGULAR
                or first.determiner in lex.NEUTER | lex.PLURAL | lex.SELF
            ):
                found.append(self._one(phrases) or self._owned(first, said))
            else:
                found.append(self._one(phrases))
        return _unique(found)

    def _owned(self, phrase: Phrase, said: Said) -> Character | None:
        """A document speaks for whom its pronoun stands for: "his letter"."""
        if phrase.kind != "document":
            return None
        t = next(
            (
                t
                for t in self.cut
                if t.end < phrase.core[0].start and phrase.core[0].start - t.end < 3
            ),
            None,
        )
        owner = (
            Phrase("pronoun", "", (t,), (), (t,)) if t and t.lower == phrase.determiner else None
        )
        found = self.pronouns.speakers(owner, said) if owner else []
        return found[0] if len(found) == 1 else None


def _unique(found: Sequence[Character | None]) -> tuple[Character, ...]:
    """All of them once, in order, or nobody when one is missing."""
    if not found or any(m is None for m in found):
        return ()
    return tuple(dict.fromkeys(m for m in found if m is not None))
