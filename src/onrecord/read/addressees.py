"""To whom it was said: the object of the telling, where the words beside the cue name one.

Places where an addressee stands: behind the cue ("told reporters"), at the head of what is asked
("urged | Iran to …"), as the subject of a demand ("demanded | that NATO not …"), before a passive
("the directors were assured by"), behind "to" ("in a letter to the council").
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from onrecord.read import lexicon as lex
from onrecord.read import role_words as roles
from onrecord.read.characters import Character
from onrecord.read.context import Said
from onrecord.read.phrases import head_kind
from onrecord.read.references import OBJECTS, References, determined
from onrecord.read.tokens import Token

LONGEST = 9


class Addressees:
    """Finds to whom statements were said."""

    def __init__(self, references: References) -> None:
        self.known = references
        self.cut = references.cut

    def of(self, said: Said) -> tuple[Character, ...]:
        """The addressees of one statement, in text order; empty when none is named or settled."""
        begin, end = (self.known.at(edge) for edge in said.cue)
        if begin >= end:
            return ()
        cue = [t.lower for t in self.cut[begin:end]]
        for i, follows in self._places(said, begin, end):
            j = self._end(i)
            if self._lower(i - 1) == "that" and set(cue) & roles.DEMANDING:
                j = self._subject(i, j)
            whole = any(b == self.cut[j - 1].end for _, b in said.content)
            fits = j > i and (not follows or whole or self._next(j) in follows)
            if fits and (found := self._members(i, j, said)):
                return found
        return ()

    def _places(self, said: Said, begin: int, end: int) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Where an addressee can begin, and what must follow it if anything must."""
        cue = [t.lower for t in self.cut[begin:end]]
        verb = cue[-1]
        inside = any(a <= self._start(end) < b for a, b in said.content)
        if roles.BE & set(cue[:-1]) and set(cue) & roles.HEARD:
            if (i := self._back(begin)) < begin:
                yield i, (self.cut[begin].lower,)
        elif set(cue) & roles.THANKING:
            yield end, ()
        elif set(cue) & roles.TELLING:
            yield end, ("to", "not", "against", "of", "that") if inside else ()
        elif (set(cue) & roles.ASKING and not self._calls(cue, end)) or verb in ("on", "upon"):
            preposition = self._lower(end) in ("on", "upon", "to", "with") and not inside
            yield (
                end + preposition,
                ("to", "not", "against", "for", "into", "over") if inside else (),
            )
        if set(cue) & roles.DEMANDING and self._lower(end) == "that":
            yield end + 1, ()
            return
        yield from self._behind_preposition(said, begin, end)

    def _calls(self, cue: Sequence[str], end: int) -> bool:
        """Whether "call" only gives something a name: "called it a lie", but "called on him"."""
        named = {"call", "calls", "called", "calling"} & set(cue)
        return bool(named) and not {"on", "upon"} & {*cue, self._lower(end)}

    def _behind_preposition(
        self, said: Said, begin: int, end: int
    ) -> Iterator[tuple[int, tuple[str, ...]]]:
        """Places behind "to" or "with" near the cue: "said to", "in a letter to", "in a call with"."""
        sentence = self.cut[begin].sentence
        last = self.cut[end - 1].lower
        if last in roles.SAID_TO and self._lower(end) in ("to", "on", "upon"):
            yield end + 1, ()
        inner = [k for k in range(begin + 1, end - 1) if self._lower(k) == "to"]
        if inner and self.cut[inner[0] - 1].lower in roles.SAID_TO:
            # The cue may hold it: "suggested to reporters".
            yield inner[0] + 1, ()
        if last == "to" and end - begin > 1 and self.cut[end - 2].lower in roles.ASKED_OF:
            yield end, ()
        stop = min((a for a, _ in said.content if a >= said.cue[1]), default=said.cue[1] + 90)
        for i in range(end, min(end + 8, len(self.cut))):
            t = self.cut[i]
            if t.sentence != sentence or t.start >= stop or t.text in '.;:“"':
                break
            if self._carried(i):
                yield i + 1, ()
        source = said.source or said.cue
        opening = self.known.at(source[0])
        first = opening
        while first > 0 and self.cut[first - 1].sentence == sentence:
            first -= 1
        for i in range(first, min(first + 9, opening)):
            if self._carried(i) or (i == first + 1 and self._opens(first)):
                yield i + 1 - (self.cut[first].lower == "addressing"), ()

    def _opens(self, first: int) -> bool:
        return self.cut[first].lower == "addressing" or (
            self.cut[first].lower == "speaking" and self._lower(first + 1) == "to"
        )

    def _carried(self, i: int) -> bool:
        """Whether token `i` joins a carrier to whom it goes to."""
        if i == 0:
            return False
        word, before = self.cut[i].lower, self.cut[i - 1].lower
        return before in roles.CARRIERS and word == ("with" if before in roles.TOGETHER else "to")

    def _end(self, i: int) -> int:
        """Index after the noun phrase that starts at token `i`."""
        if i >= len(self.cut):
            return i
        sentence = self.cut[i].sentence
        j = i
        while j < len(self.cut) and j - i < LONGEST and self.cut[j].sentence == sentence:
            t = self.cut[j]
            inside = (n := self.known.name_at(t)) is not None and n.begin < t.start
            listed = t.text == "," and self._listed(j)
            if not inside and not listed and not self._goes_on(t, j - i):
                break
            j += 1
            if j - i == 1 and t.lower in OBJECTS and not self._possesses(t, j):
                break
        return j

    def _listed(self, j: int) -> bool:
        """Whether the comma at token `j` parts names of a list that "and" ends: "Greece, Turkey and Iran"."""
        ahead = self.cut[j + 1 : j + LONGEST]
        joined = next((k for k, t in enumerate(ahead) if t.lower == "and"), None)
        run = [self.cut[j - 1], *(ahead[: joined + 2] if joined else ())]
        named = all(self.known.name_at(t) or t.text in (",", "and", "the") for t in run)
        return joined is not None and len(run) > joined + 2 and named

    def _goes_on(self, t: Token, so_far: int) -> bool:
        if t.text[0].isalnum() or t.text[0] == "@":
            leads = so_far == 0 and determined(t) and t.lower != "that"
            return leads or t.lower not in roles.ENDS
        return False

    def _subject(self, i: int, j: int) -> int:
        """Index after the first head between two tokens: a clause's subject; nothing before "be"."""
        for k in range(i, j):
            name = self.known.name_at(self.cut[k])
            ends = name is None or name.end <= self.cut[k].end
            if ends and self._heads(self.cut[k]) and not self.cut[k].possessive:
                passive = [self._lower(k + 1), self._lower(k + 2)]
                return i if "be" in passive else k + 1
        return i

    def _possesses(self, t: Token, j: int) -> bool:
        """Whether "her" is followed by what is hers."""
        return t.lower in ("her", "his", "their", "its") and self._goes_on(self.cut[j], 1)

    def _back(self, begin: int) -> int:
        """Index where the noun phrase before token `begin` starts."""
        i = begin
        sentence = self.cut[begin].sentence
        while i > 0 and begin - i < LONGEST and self.cut[i - 1].sentence == sentence:
            if not self._goes_on(self.cut[i - 1], 0) or self.cut[i - 1].lower in ("and", "that"):
                break
            i -= 1
        return i

    def _members(self, i: int, j: int, said: Said) -> tuple[Character, ...]:
        """Whom the tokens `[i, j)` mean, cut down from behind until they mean somebody."""
        first = self.cut[i]
        if first.lower in OBJECTS and j == i + 1:
            member = self.known.pronoun(first, said.speakers, near=True)
            return (member,) if member else ()
        if first.lower in lex.SELF and j == i + 1:
            return self.known.who((first.start, first.end), said)
        if first.lower == "both" and j == i + 1:
            return self.known.two(said)
        while j > i and not self._heads(self.cut[j - 1]):
            j -= 1
        if j == i:
            return ()
        if self.cut[j - 1].lower in roles.AUDIENCES or first.lower == "this":
            return self.known.called(i, j)
        found = self.known.who((first.start, self.cut[j - 1].end), said)
        return tuple(m for m in found if m not in said.speakers)

    def _heads(self, t: Token) -> bool:
        kinds = ("person", "body", "people")
        named = self.known.name_at(t) is not None
        return named or head_kind(t.lower) in kinds or t.lower in roles.AUDIENCES

    def tells(self, said: Said) -> bool:
        """Whether the cue is a verb that has an addressee, said or not."""
        begin, end = (self.known.at(edge) for edge in said.cue)
        return end - begin == 1 and self.cut[begin].lower in roles.SHARING

    def shared(
        self, said: Said, others: Iterable[tuple[Said, tuple[Character, ...]]]
    ) -> tuple[Character, ...]:
        """The addressee of the verb before in a series: "appealed to the farmers and assured that"."""
        sentence = self.cut[self.known.at(said.cue[0])].sentence
        for other, told in others:
            before = self.known.at(other.cue[0])
            if (
                told
                and other.source == said.source
                and other.cue < said.cue
                and self.cut[before].sentence == sentence
            ):
                return told
        return ()

    def _start(self, i: int) -> int:
        return self.cut[i].start if i < len(self.cut) else -1

    def _lower(self, i: int) -> str:
        return self.cut[i].lower if i < len(self.cut) else ""

    def _next(self, j: int) -> str:
        return self._lower(j)


def addressed(references: References, said: Sequence[Said]) -> list[tuple[Character, ...]]:
    """The addressees of every statement."""
    finder = Addressees(references)
    found = [finder.of(s) for s in said]
    for k, s in enumerate(said):
        if not found[k] and finder.tells(s):
            found[k] = finder.shared(s, zip(said, found, strict=True))
    return found
