"""What stands around a word: sentences before it, who is named there, and who speaks there."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import dataclass

from onrecord.read.cast import Cast
from onrecord.read.characters import Character, clash
from onrecord.read.links import REACH
from onrecord.read.tokens import Token

Run = tuple[int, int]
#: Whom the noun phrase at the front of the sentence at half-open characters means.
Front = Callable[[int, int], tuple[Character, ...]]
NEAR = 2
#: Attributions before and after a pronoun that may enclose it.
CONTEXT = 40


@dataclass(slots=True, eq=False)
class Said:
    """One attribution while its speakers are being found; spans are half-open character offsets."""

    source: Run | None
    cue: Run
    content: tuple[Run, ...]
    speakers: tuple[Character, ...] = ()


class Context:
    """An article's sentences and attributions, by place."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.starts: dict[int, int] = {}
        for t in cast.cut:
            self.starts.setdefault(t.sentence, t.start)
        self.order: list[Said] = []
        self._places: list[int] = []

    def begin(self, order: list[Said]) -> None:
        """Take an article's attributions, in order of their sources or cues."""
        self.order = order
        self._places = [(s.source or s.cue)[0] for s in order]

    def around(self, at: int) -> list[Said]:
        """The attributions near a place, among which its own context is."""
        k = bisect_left(self._places, at)
        return self.order[max(0, k - CONTEXT) : k + CONTEXT]

    def between(self, start: int, end: int) -> list[Said]:
        """The attributions whose sources start in `[start, end)`."""
        return self.order[bisect_left(self._places, start) : bisect_left(self._places, end)]

    def nested(self, t: Token, said: Said) -> bool:
        """Whether a word stands in what another attribution says."""
        return any(s is not said and within(t.start, s.content) for s in self.around(t.start))

    def persons(self, begin: int, end: int, gender: str | None) -> list[tuple[Character, int]]:
        """Persons named outside quotations in `[begin, end)`, each with its first place there."""
        found: dict[int, tuple[Character, int]] = {}
        for start, member in self.cast.spoken_of(begin, end):
            person = member.kind == "person" and member.person
            if person and not self.quoted(start) and not clash(member.gender, gender):
                found.setdefault(id(member), (member, start))
        return list(found.values())

    def speakers_between(self, start: int, end: int, said: Said) -> list[Character]:
        """Who speaks outside quotations in `[start, end)`: the last speakers not reported by others."""
        inside = [
            s
            for s in self.between(start, end)
            if s is not said
            and s.source
            and s.speakers
            and start <= s.source[0] < s.source[1] <= end
            and not self.quoted(s.source[0])
        ]
        outer = [
            s
            for s in inside
            if s.source and not any(o is not s and within(s.source[0], o.content) for o in inside)
        ]
        return list((outer or inside)[-1].speakers) if inside else []

    def before(self, t: Token, said: Said, end: int | None = None) -> list[Character]:
        """Members mentioned before a word, near enough to link, other than in what it says itself.

        end: where the last mention must have ended, the word itself unless told.
        """
        near = self.cast.mentions.before(t.start if end is None else end, REACH)
        return list(dict.fromkeys(m for s, _, m in near if not within(s, said.content)))

    def quoted(self, start: int) -> bool:
        """Whether the token that starts there stands in quotation marks."""
        i = self.cast.index.get(start)
        return i is not None and self.cast.cut[i].quoted

    def sentence_start(self, t: Token) -> int:
        """Where the sentence of a token starts."""
        return self.starts[t.sentence]

    def sentences_before(self, t: Token, count: int) -> list[tuple[int, int, int]]:
        """Up to `count` sentences before this one, nearest first, as start, end and paragraph."""
        found: list[tuple[int, int, int]] = []
        i = self.cast.index[self.sentence_start(t)] - 1
        while i >= 0 and len(found) < count:
            last = self.cast.cut[i]
            start = self.sentence_start(last)
            found.append((start, last.end, last.paragraph))
            i = self.cast.index[start] - 1
        return found


def within(at: int, content: tuple[Run, ...]) -> bool:
    """Whether a place lies in one of the runs."""
    return any(start <= at < end for start, end in content)
