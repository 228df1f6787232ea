"""Sources as the encoder should have cut them: whole phrases, and subjects that it left out."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.context import Run, Said
from onrecord.read.names import Name
from onrecord.read.phrases import head_kind
from onrecord.read.subjects import PARTICIPLES, Subjects
from onrecord.read.tokens import Token

#: Words that no noun phrase starts with.
NO_START = frozenset(["and", "but", "of", "as", "in", "at", "on", "with", "to", "from", "by"])
#: Pronouns that are a source by themselves: "her support for the plan".
POSSESSIVES = frozenset(["his", "her", "its", "their", "our", "my", "your", "whose"])
#: Determiners that cannot be a source by themselves.
LEADS = lex.DETERMINERS - POSSESSIVES - {"one"}
#: Characters behind a source cut short at a preposition within which its name starts.
REACH = 8


class Sources:
    """Mends the sources of one article."""

    def __init__(self, cast: Cast, subjects: Subjects) -> None:
        self.cast = cast
        self.subjects = subjects
        self.starts = [t.start for t in cast.cut]

    def says_who(self, source: Run) -> bool:
        """Whether a source holds more than marks and what joins it to the words before it."""
        inside = self.cast.tokens(*source)
        said = [t.lower for t in inside if t.text[0].isalnum() or t.capital]
        return bool(said) and said[0] not in NO_START and not self._aside(inside)

    def _aside(self, inside: Sequence[Token]) -> bool:
        """Whether a source is only the agent of an aside: "seen by the Star,"."""
        k = self.cast.index[inside[0].start]
        by = k > 1 and self.cast.cut[k - 1].lower == "by"
        seen = by and (w := self.cast.cut[k - 2].lower) and (w in PARTICIPLES or w.endswith("ed"))
        return bool(seen) and self.cast.cut[self.cast.index[inside[-1].start]].text == ","

    def listed(self, source: Run, cue: Run) -> Run:
        """A source with the names that follow it in a list up to the cue: "Britain|, France and Italy said"."""
        cut = self.cast.cut
        at = bisect_left(self.starts, source[1])
        joined = at < len(cut) and cut[at].text in (",", "and")
        while joined and at < len(cut) and cut[at].start < cue[0]:
            t = cut[at]
            named = any(n.begin <= t.start < n.end for n in self.cast.names_in(t.start, t.end))
            joined = named or t.lower in (",", "and", "the")
            at += 1
        ends = joined and at and cut[at - 1].lower not in (",", "and", "the")
        return (source[0], cut[at - 1].end) if ends and cut[at - 1].end <= cue[0] else source

    def left_out(self, said: Said, others: Sequence[Said]) -> Run | None:
        """The source of a cue that has none of its own: its subject, or that of the clause it trails."""
        if not self.subjects.trails(said.cue):
            return self.subjects.subject(said.cue, said.content)
        sentence = self.cast.sentence_at(said.cue[0])
        before = [s for s in others if s.source and sentence[0].start <= s.cue[0] < said.cue[0]]
        if not before:
            return self.subjects.subject(said.cue, said.content)
        return max(before, key=lambda s: s.cue).source

    def _first(self, first: int, start: int) -> int:
        """Where a source begins that was cut after "of", "for" or a possessive."""
        cut = self.cast.cut
        owned = first and cut[first - 1].possessive and cut[first - 1].end >= start
        if owned or (
            first > 1
            and cut[first - 1].lower in ("of", "for", "at", "from")
            and head_kind(cut[first - 2].lower) in ("person", "people")
        ):
            head = cut[first - 1 if owned else first - 2]
            span = self.subjects.ending(head)
            return self.cast.index[span[0]] if span else first
        return first

    def whole(self, source: Run, near: list[Name], *, mend: bool) -> Sequence[Token]:
        """The tokens of a source, with the rest of a name or phrase that its edges cut.

        mend: whether it may lack the words before a preposition or possessive.
        """
        begin = min([source[0], *(n.begin for n in near if n.end > source[0])])
        end = max([source[1], *(n.end for n in near if n.start < source[1])])
        first = bisect_left(self.starts, begin)
        if first and self.cast.cut[first - 1].end > begin:
            first -= 1
        first = self._first(first, source[0]) if mend else first
        inside = self.cast.cut[first : bisect_left(self.starts, end)]
        leads = all(t.lower in LEADS for t in inside)
        if inside and leads:
            span = self.subjects.whole(inside[0].start)
            return self.cast.tokens(*span) if span else inside
        if inside and inside[-1].lower in ("of", "in", "at", "for", "from"):
            ahead = self.cast.names_in(end, end + REACH)
            ahead += self.cast.names_in(ahead[0].end + 1, ahead[0].end + REACH) if ahead else []
            joined = (
                len(ahead) > 1 and self.cast.text[ahead[0].end : ahead[1].begin].strip() == "and"
            )
            return self.cast.tokens(
                inside[0].start, max([end, *(n.end for n in ahead[: 1 + joined])])
            )
        return inside
