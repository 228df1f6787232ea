"""Several named actors under one phrase: "both sides", "the two countries", "the three ministers"."""

from __future__ import annotations

from collections.abc import Sequence

from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.context import NEAR, Said
from onrecord.read.phrases import Phrase
from onrecord.records import ActorKind

COUNTS = {"both": 2, "either": 2, "neither": 2, "two": 2, "three": 3, "four": 4, "five": 5}
DEFINITE = frozenset(["the", "these", "those", "both", "either", "neither", "all"])
SIDES = frozenset(["side", "sides", "party", "parties"])
STATES = frozenset(
    ["country", "countries", "nation", "nations", "government", "governments", "states", "powers"]
)
TWO = 2
#: Words that mean two by themselves.
ALONE = frozenset(["both", "neither", "either", "each"])
#: Mentions that make a member one of two sides.
OFTEN = 3


class Together:
    """Finds the members that a definite phrase counts."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def meant(self, phrase: Phrase, order: Sequence[Said]) -> list[Character]:
        """The members, in order of first mention; empty where it is not plain who they are.

        order: the article's attributions, of which the last with so many speakers tells.
        """
        count = self._count(phrase)
        if not count or phrase.after:
            return []
        most = self._most(phrase) if count == TWO else []
        found = (most if phrase.head in SIDES else []) or self._spoke(phrase, count, order) or most
        for member in found:
            member.add(phrase.span, "nominal")
        return found

    def _count(self, phrase: Phrase) -> int:
        """How many a definite phrase counts; 0 when it counts none."""
        if phrase.determiner not in DEFINITE or not phrase.core:
            return 0
        if phrase.determiner in COUNTS:
            return COUNTS[phrase.determiner]
        i = self.cast.index[phrase.core[0].start]
        return COUNTS.get(self.cast.cut[i - 1].lower, 0) if i else 0

    def _spoke(self, phrase: Phrase, count: int, order: Sequence[Said]) -> list[Character]:
        for said in reversed([s for s in order if s.cue[1] <= phrase.core[0].start]):
            if len(said.speakers) == count and all(_is(phrase, m) for m in said.speakers):
                return list(said.speakers)
        return []

    def alone(self, said: Said, order: Sequence[Said]) -> list[Character]:
        """Whom "both", "neither" or "each" means by itself: the last that spoke, if they are two.

        Else it is the two persons whom the sentence before names, if nobody spoke in it.

        order: as in `meant`.
        """
        at = (said.source or said.cue)[0]
        found: list[Character] = self._named_before(at, order)
        if found:
            return found
        for other in reversed([s for s in order if s is not said and s.cue[1] <= at]):
            sentence = self.cast.cut[self.cast.index_at(other.cue[0])].sentence
            if self.cast.cut[self.cast.index_at(at)].sentence - sentence > NEAR:
                break
            new = [m for m in other.speakers if m not in found]
            if len(found) + len(new) > TWO:
                break
            found = [*new, *found]
            if len(found) == TWO:
                break
        alike = len({_sort(m) for m in found}) == 1
        if len(found) == TWO and alike:
            return sorted(found, key=lambda m: m.first)
        return []

    def _named_before(self, at: int, order: Sequence[Said]) -> list[Character]:
        """The two persons whom the sentence before the one at a character names, if nobody spoke since."""
        begin = self.cast.sentence_at(at)[0].start
        before = self.cast.sentence_at(begin - 1) if begin else ()
        if not before or any(before[0].start <= s.cue[0] < at and s.speakers for s in order):
            return []
        named = self.cast.spoken_of(before[0].start, before[-1].end)
        people = list(dict.fromkeys(m for _, m in named if m.kind == "person"))
        return people if len(people) == TWO else []

    def _most(self, phrase: Phrase) -> list[Character]:
        """The two states, else bodies, that are named most, where no third comes near."""
        if phrase.head not in SIDES | STATES:
            return []
        kinds: tuple[ActorKind, ...] = ("state",)
        if phrase.head in SIDES:
            kinds = ("state", "organisation", "group")
        named = [m for m in self.cast.members if m.kind in kinds and m.named and not m.place]
        named.sort(key=lambda m: -len(m.mentions))
        often = [len(m.mentions) for m in named[:3]] + [0, 0, 0]
        # Bodies are named often without being a side.
        clear = often[2] if all(m.kind == "state" for m in named[:2]) else 2 * often[2]
        if often[1] >= OFTEN and often[1] > clear:
            return sorted(named[:2], key=lambda m: m.first)
        return []


def _is(phrase: Phrase, member: Character) -> bool:
    """Whether the head of a phrase can mean such a member."""
    if phrase.head in STATES:
        return member.kind == "state"
    if phrase.head in SIDES:
        return member.kind in ("state", "organisation", "group")
    return member.kind in ("person", "office") and phrase.kind in ("people", "person")


def _sort(member: Character) -> str:
    """Persons, or bodies and states: two that are counted together are of one sort."""
    return "person" if member.kind in ("person", "office") else "body"
