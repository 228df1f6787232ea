"""Whom "he" and "she" mean: rules where one reading is safe, the encoder's links elsewhere."""

from __future__ import annotations

from onrecord.read.characters import Character, clash
from onrecord.read.context import NEAR, Context, Front, Said, within
from onrecord.read.links import Links
from onrecord.read.tokens import Token

#: Share of the candidates' links that the likeliest needs where rules see no safe reading.
LIKELY = 0.7
#: What opens a phrase that names others than the subject of its sentence, and its most words.
LIKENING = frozenset(["like", "unlike", "besides"])
LIKENED = 8


class Persons:
    """He and she, outside quotations and in them."""

    def __init__(self, context: Context, links: Links, front: Front) -> None:
        self.context = context
        self.cast = context.cast
        self.links = links
        self.front = front

    def meant(self, t: Token, gender: str, said: Said) -> list[Character]:
        """The person that a pronoun of `said` stands for; empty where it is not safe."""
        by_rules = self._quoted(t, gender) if t.quoted else self._single(t, gender, said)
        if by_rules or not self.links:
            return by_rules
        end = self.context.sentence_start(t) if self._trails(t, said) else t.start
        fits = [
            m
            for m in self.context.before(t, said, end)
            if m.kind in ("person", "office") and m.person and not clash(m.gender, gender)
        ]
        found = self.links.likeliest(t.start, fits, LIKELY, among=True)
        return [found] if found else []

    def _quoted(self, t: Token, gender: str) -> list[Character]:
        """Inside a quotation: the one person whom it named just before."""
        begin, _, _ = next(iter(self.context.sentences_before(t, 1)), (t.start, 0, 0))
        begin = min(begin, self.context.sentence_start(t))
        inside = [
            m
            for start, m in self.cast.spoken_of(begin, t.start)
            if m.kind == "person" and self.context.quoted(start) and not clash(m.gender, gender)
        ]
        found = list(dict.fromkeys(inside))
        return found if len(found) == 1 and found[0].person else []

    def _single(self, t: Token, gender: str, said: Said) -> list[Character]:
        """He or she: a person of this sentence before it, else of the sentences before."""
        context = self.context
        sentence = context.sentence_start(t)
        named = context.persons(sentence, t.start, gender)
        aside = self._likened(sentence)
        persons = [(m, s) for m, s in named if s >= aside and not within(s, said.content)]
        places = [(sentence, t.start, persons)]
        if self._trails(t, said):
            # "Ann Lee doubts it: they will be back, she said" has who speaks before the colon.
            edge = min(a for a, b in said.content if a >= sentence)
            apart = any(x.text in ":;" for x in self.cast.tokens(max(sentence, edge - 2), edge))
            before = [(m, s) for m, s in persons if s < edge]
            places = [(sentence, edge, before)] if apart else []
        for start, end, _ in context.sentences_before(t, NEAR + 1):
            places.append((start, end, context.persons(start, end, gender)))
        for start, end, named_there in places:
            speaking = context.speakers_between(start, end, said)
            if start != sentence and any(start <= u < end for u in self.cast.unsettled):
                return []
            if not named_there and (one := self._one_of(start, end, said)):
                return [one]
            found = named_there
            if not found and not any(m.person for m in speaking):
                found = self._in_front(start, min(end, t.start), gender)
            if found or any(m.person for m in speaking):
                ordered = [m for m, _ in sorted(found, key=lambda p: p[1])]
                nested = context.nested(t, said)
                return self._pick(ordered, speaking, gender, start, nested)
        return []

    def _likened(self, sentence: int) -> int:
        """Where a sentence goes on behind those to whom it likens its subject: "Like Ann Lee, he"."""
        inside = self.cast.sentence_at(sentence)
        likens = inside[0].lower in LIKENING
        return (
            next((t.end for t in inside[:LIKENED] if t.text == ","), sentence)
            if likens
            else sentence
        )

    def _one_of(self, start: int, end: int, said: Said) -> Character | None:
        """The group of which one member spoke in `[start, end)`, whom no better name tells apart."""
        for s in reversed(self.context.between(start, end)):
            if s is not said and s.source and len(s.speakers) == 1:
                first = self.cast.cut[self.cast.index_at(s.source[0])]
                return s.speakers[0] if first.lower == "one" else None
        return None

    def _trails(self, t: Token, said: Said) -> bool:
        """Whether "…, he said" closes its sentence, all of which before it is then what he said."""
        sentence = self.context.sentence_start(t)
        pieces = [(a, b) for a, b in said.content if a >= sentence and b <= t.start]
        if not pieces or self.context.quoted(pieces[0][0]):
            return False
        between = self.cast.cut[self.cast.index[t.start] - 1]
        return between.text == "," and between.start - pieces[-1][1] <= 1

    def _in_front(self, start: int, end: int, gender: str) -> list[tuple[Character, int]]:
        """The person whom the sentence at `[start, end)` opens with, called by an office: "the governor"."""
        front = self.front(start, end)
        fits = len(front) == 1 and front[0].kind == "person" and not clash(front[0].gender, gender)
        return [(front[0], start)] if fits and not self.context.quoted(start) else []

    def _pick(
        self,
        persons: list[Character],
        speaking: list[Character],
        gender: str,
        start: int,
        nested: bool,
    ) -> list[Character]:
        """The one candidate of a sentence: by known gender, then as its speaker, then as its subject."""
        speaking = [m for m in speaking if m.person and not clash(m.gender, gender)]
        every = list(dict.fromkeys([*persons, *speaking]))
        known = [m for m in every if m.gender == gender]
        if len(known) == 1:
            return known
        if not known and nested and self._rival(every, gender, start):
            return []
        if len(every) == 1:
            return every
        pool = known or every
        speaking = [m for m in speaking if m in pool]
        if speaking:
            return speaking if len(speaking) == 1 else []
        return self._subject([m for m in persons if m in pool], start) if persons else []

    def _rival(self, members: list[Character], gender: str, start: int) -> bool:
        """Whether someone of that known gender was named shortly before members of unknown gender."""
        context = self.context
        before = context.sentences_before(self.cast.cut[self.cast.index[start]], NEAR)
        near = [m for a, b, _ in before for m, _ in context.persons(a, b, gender)]
        return any(m.gender == gender and m not in members for m in near)

    def _subject(self, members: list[Character], start: int) -> list[Character]:
        """The first of several persons when its name opens the sentence, titles and an adverbial aside."""
        first = members[0]
        at = min(s for s, _ in first.mentions if s >= start)
        i, j = self.cast.index[start], self.cast.index.get(at, 0)
        ahead = self.cast.cut[j : j + 4]
        joined = any(x.lower in ("and", "or") for x in ahead)
        return [first] if j - i <= 8 and not joined else []
