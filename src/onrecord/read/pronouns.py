"""Pronouns as speakers, settled only where one reading is safe."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from operator import itemgetter

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character, clash
from onrecord.read.phrases import Phrase, head_kind
from onrecord.read.tokens import Token

Run = tuple[int, int]
NEAR = 2
#: Attributions before and after a pronoun that may enclose it.
CONTEXT = 40
#: Pronouns that mostly mean the person named before them; objects ("her") mostly mean another.
TELLING = frozenset({"he", "she", "his", "himself", "herself"})


@dataclass(slots=True, eq=False)
class Said:
    """One attribution while its speakers are being found; spans are half-open character offsets."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    speakers: tuple[Character, ...] = ()


class Pronouns:
    """Speakers behind he, she, they, it, I, we and who."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.starts: dict[int, int] = {}
        for t in cast.cut:
            self.starts.setdefault(t.sentence, t.start)
        self.order: list[Said] = []
        self.places: list[int] = []

    def begin(self, order: list[Said]) -> None:
        """Take an article's attributions, in order of their sources or cues, and learn genders."""
        self.order = order
        self.places = [(s.source or s.cue)[0] for s in order]
        self._learn_gender()

    def _around(self, at: int) -> list[Said]:
        """The attributions near a place, among which its own context is."""
        k = bisect_left(self.places, at)
        return self.order[max(0, k - CONTEXT) : k + CONTEXT]

    def _between(self, start: int, end: int) -> list[Said]:
        """The attributions whose sources start in `[start, end)`."""
        return self.order[bisect_left(self.places, start) : bisect_left(self.places, end)]

    def speakers(self, phrase: Phrase, said: Said) -> list[Character]:
        """The members that a pronoun of `said` stands for; empty where it is not safe."""
        t = phrase.core[0]
        found: list[Character] = []
        if t.lower in lex.RELATIVE:
            found = self._antecedent(t)
        elif t.lower in lex.SELF:
            found = self._quoting(t, said)
        elif t.quoted:
            found = []
        elif t.lower in lex.SINGULAR:
            found = self._single(t, lex.SINGULAR[t.lower], said)
        elif t.lower in lex.PLURAL:
            found = self._several(t, said)
        elif t.lower in lex.NEUTER:
            found = self._neuter(t, said)
        for member in found:
            member.add((t.start, t.end), "pronoun")
            if t.lower in lex.SINGULAR:
                member.gender = member.gender or lex.SINGULAR[t.lower]
                if not member.sure:
                    member.kind, member.sure = "person", True
        return found

    def _learn_gender(self) -> None:
        """Learn genders from sentences that name one person and have pronouns of one gender after it."""
        votes: dict[int, Counter[str]] = {}
        by_sentence: dict[int, list[Token]] = {}
        for t in self.cast.cut:
            if not t.quoted:
                by_sentence.setdefault(t.sentence, []).append(t)
        for inside in by_sentence.values():
            persons = self._persons(inside[0].start, inside[-1].end, None)
            genders = {lex.SINGULAR[t.lower] for t in inside if t.lower in TELLING}
            if len(persons) == 1 and len(genders) == 1:
                member, at = persons[0]
                first = next(t.start for t in inside if t.lower in TELLING)
                if at < first:
                    votes.setdefault(id(member), Counter())[genders.pop()] += 1
        for member in self.cast.members:
            count = votes.get(id(member), Counter())
            if member.gender is None and count and (len(count) == 1):
                member.gender = next(iter(count))

    def _persons(self, begin: int, end: int, gender: str | None) -> list[tuple[Character, int]]:
        """Persons named outside quotations in `[begin, end)`, each with its first place there."""
        found: dict[int, tuple[Character, int]] = {}
        for start, member in self.cast.spoken_of(begin, end):
            quoted = (
                self.cast.cut[self.cast.index[start]].quoted if start in self.cast.index else False
            )
            if member.kind == "person" and not quoted and not clash(member.gender, gender):
                found.setdefault(id(member), (member, start))
        return list(found.values())

    def _antecedent(self, t: Token) -> list[Character]:
        """Whom a relative pronoun follows: "Ann Lee, a doctor, who said"."""
        i = self.cast.index[t.start]
        start = self._sentence_start(t)
        near = [m for _, m in self.cast.spoken_of(start, t.start)]
        near += [m for s in self._between(start, t.start) for m in s.speakers]
        spans = [(s, m) for m in near for s in m.mentions if start <= s[0] and s[1] <= t.start]
        kinds = ("organisation", "state") if t.lower == "which" else ("person", "office", "group")
        pool = [(s, m) for s, m in spans if m.sure and m.kind in kinds]
        if not pool:
            return []
        (_, end), member = max(pool, key=itemgetter(0))
        between = [x.text for x in self.cast.cut[max(0, i - 15) : i] if x.start >= end]
        return [member] if not between or between[0] == "," else []

    def _quoting(self, t: Token, said: Said) -> list[Character]:
        """The speaker in whose words "I" or "we" stands."""
        around = [
            (end - start, s)
            for s in self._around(t.start)
            if s is not said
            for start, end in s.content
            if start <= t.start < end
        ]
        for _, s in sorted(around, key=lambda pair: pair[0]):
            if t.quoted and len(s.speakers) == 1:
                return [s.speakers[0]]
            if s.speakers:
                return []
        return []

    def _single(self, t: Token, gender: str, said: Said) -> list[Character]:
        """He or she: a person of this sentence before it, else of the sentences before."""
        sentence = self._sentence_start(t)
        persons = [
            (s, m)
            for m, s in self._persons(sentence, t.start, gender)
            if not _within(s, said.content)
        ]
        speaking = self._speakers_between(sentence, t.start, said)
        if persons or any(m.person for m in speaking):
            nested = any(
                s is not said and _within(t.start, s.content) for s in self._around(t.start)
            )
            ordered = [m for _, m in sorted(persons, key=lambda p: p[0])]
            return self._pick(ordered, speaking, gender, sentence, nested)
        for start, end, _ in self._sentences_before(t, NEAR + 1):
            persons = [(s, m) for m, s in self._persons(start, end, gender)]
            speaking = self._speakers_between(start, end, said)
            if any(start <= u < end for u in self.cast.unsettled):
                return []
            if persons or any(m.person for m in speaking):
                nested = any(
                    s is not said and _within(t.start, s.content) for s in self._around(t.start)
                )
                ordered = [m for _, m in sorted(persons, key=lambda p: p[0])]
                return self._pick(ordered, speaking, gender, start, nested)
        return []

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
        before = self._sentences_before(self.cast.cut[self.cast.index[start]], NEAR)
        near = [m for a, b, _ in before for m, _ in self._persons(a, b, gender)]
        return any(m.gender == gender and m not in members for m in near)

    def _subject(self, members: list[Character], start: int) -> list[Character]:
        """The first of several persons when its name opens the sentence, titles and an adverbial aside."""
        first = members[0]
        at = min(s for s, _ in first.mentions if s >= start)
        i, j = self.cast.index[start], self.cast.index.get(at, 0)
        ahead = self.cast.cut[j : j + 4]
        joined = any(x.lower in ("and", "or") for x in ahead)
        return [first] if j - i <= 8 and not joined else []

    def _several(self, t: Token, said: Said) -> list[Character]:
        """They: the compound or collective source before it, in this sentence or the one before."""
        for start, end in [
            (self._sentence_start(t), t.start),
            *((a, b) for a, b, _ in self._sentences_before(t, NEAR)),
        ]:
            before = [
                s
                for s in self._between(start, end)
                if s is not said and s.source and start <= s.source[0] < end and s.speakers
            ]
            for s in reversed(before):
                if len(s.speakers) > 1 or s.speakers[0].kind == "group":
                    return list(s.speakers)
            if before:
                return []
        return []

    def _neuter(self, t: Token, said: Said) -> list[Character]:
        """It: the body or state that speaks in this sentence or the one before, if there is one only."""
        start = self._sentence_start(t)
        for begin, end in [(start, t.start), *((a, b) for a, b, _ in self._sentences_before(t, 1))]:
            bodies = [
                m
                for m in self._speakers_between(begin, end, said)
                if m.kind in ("organisation", "state")
            ]
            if len(set(map(id, bodies))) == 1:
                return [] if self._other_body(bodies[0], begin, t) else bodies[:1]
            if bodies:
                return []
            named = [
                m
                for s, m in self.cast.spoken_of(begin, end)
                if m.kind == "organisation" and m.sure and not _within(s, said.content)
            ]
            if len(set(map(id, named))) == 1:
                return named[:1]
        return []

    def _other_body(self, member: Character, begin: int, t: Token) -> bool:
        """Whether a body without a name stands between a member's last mention and a pronoun."""
        last = max((e for s, e in member.mentions if begin <= s < t.start), default=begin)
        inside = self.cast.cut[self.cast.index[begin] : self.cast.index[t.start]]
        between = (x for x in inside if x.start >= last)
        return any(x.text.islower() and head_kind(x.lower) == "body" for x in between)

    def _speakers_between(self, start: int, end: int, said: Said) -> list[Character]:
        """Who speaks outside quotations in `[start, end)`: the last speakers not reported by others."""
        inside = [
            s
            for s in self._between(start, end)
            if s is not said
            and s.source
            and s.speakers
            and start <= s.source[0] < s.source[1] <= end
            and not self._quoted(s.source[0])
        ]
        outer = [
            s
            for s in inside
            if s.source and not any(o is not s and _within(s.source[0], o.content) for o in inside)
        ]
        return list((outer or inside)[-1].speakers) if inside else []

    def _quoted(self, start: int) -> bool:
        i = self.cast.index.get(start)
        return i is not None and self.cast.cut[i].quoted

    def _sentence_start(self, t: Token) -> int:
        return self.starts[t.sentence]

    def _sentences_before(self, t: Token, count: int) -> list[tuple[int, int, int]]:
        """Up to `count` sentences before this one, nearest first, as start, end and paragraph."""
        found: list[tuple[int, int, int]] = []
        i = self.cast.index[self._sentence_start(t)] - 1
        while i >= 0 and len(found) < count:
            last = self.cast.cut[i]
            start = self._sentence_start(last)
            found.append((start, last.end, last.paragraph))
            i = self.cast.index[start] - 1
        return found


def _within(at: int, content: tuple[Run, ...]) -> bool:
    return any(start <= at < end for start, end in content)
