"""Who does a deed and whom it befalls: noun phrases by their place, read as sources are."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from onrecord.read import lexicon as lex
from onrecord.read.characters import Character
from onrecord.read.clauses import BE
from onrecord.read.context import Run, Said
from onrecord.read.events.find import Deed
from onrecord.read.events.signs import WISHED
from onrecord.read.references import References
from onrecord.read.subjects import Subjects
from onrecord.read.tokens import Token

Members = tuple[Character, ...]

#: Those whom a person acts for.
Bodies = Callable[[Character], Sequence[Character]]

#: How far behind a deed those whom it befalls may be named.
REACH = 12
AUXILIARIES = BE | lex.words(
    "be been being have has had do does did will would shall could may might should must can not never "
    "also to 've 'll already now then still first reportedly allegedly"
)
#: What ties one that a deed befalls to it.
AIMED = ("against", "on", "with", "at", "to", "for")
AIMED_BY_NOUN = ("against", "on", "with", "to")
TOWARD = frozenset(AIMED)
#: Characters of a content within which its infinitive has no subject of its own.
LEADING = 5
#: How far before a noun the verb may stand whose object it is.
MODIFIERS = 6
#: What makes a name a place.
PLACING = lex.words("in at near outside across around inside")
PRONOUNS = lex.words("i we he she it they")
#: Types both sides of which do the same.
MUTUAL = frozenset(["CONSULT", "COOPERATE"])
STOPS = lex.words(
    "that which who because while if unless until after before when but and or said says , ; : ( )"
)


@dataclass(frozen=True, slots=True)
class Sides:
    """Who does a deed, whom it befalls, and the name of where."""

    actors: Members
    recipients: Members
    place: str | None = None


@dataclass(frozen=True, slots=True)
class Done:
    """A deed with the ids of its actors and recipients, and its place."""

    deed: Deed
    actors: tuple[str, ...]
    recipients: tuple[str, ...]
    place: str | None


class Finder:
    """The sides of an article's deeds."""

    def __init__(
        self, references: References, subjects: Subjects, said: Sequence[Said], sides: Bodies
    ) -> None:
        self.known = references
        self.subjects = subjects
        self.said = said
        self.sides = sides
        self.cut = references.cut
        self.starts = references.starts

    def of(self, deed: Deed) -> Sides:
        """The sides of one deed; empty where none is plain."""
        first, last = (bisect_left(self.starts, edge) for edge in deed.verb)
        if first >= len(self.cut):
            return Sides((), ())
        end = bisect_left(self.starts, deed.trigger[1])
        sides = (
            self._noun(deed, first, last)
            if deed.noun
            else self._verb(deed, first, max(last, first + 1), end)
        )
        others = tuple(m for m in sides.recipients if m not in sides.actors)
        return Sides(sides.actors, others, self._place(end, deed))

    def _place(self, at: int, deed: Deed) -> str | None:
        """The first name behind a deed that "in" or the like makes a place."""
        for k in range(at, len(self.cut) - 1):
            t, ahead = self.cut[k], self.cut[k + 1]
            if (
                t.end > deed.sentence[1]
                or t.text in ";:"
                or t.lower in ("after", "before", "while")
            ):
                break
            name = self.known.name_at(ahead) if t.lower in PLACING else None
            if name is not None and name.kind not in ("person", "demonym", "title", "organisation"):
                return name.text
        return None

    def _noun(self, deed: Deed, first: int, last: int) -> Sides:
        owner = self._owner(first, deed)
        after = self._behind(last, deed)
        actors = owner or after.get("by", ())
        aimed = next((after[p] for p in AIMED_BY_NOUN if after.get(p)), ())
        if deed.type in MUTUAL:
            both = after.get("between", ())
            return Sides(both or owner or self._subject(deed, first), aimed or both)
        of = after.get("of", ())
        if deed.type == "PROTEST" and not (actors or of):
            actors = self._leading(first, deed)
        if deed.type in ("RETREAT", "MOBILIZE", "PROTEST") and deed.mode != "release":
            actors = actors or of
        else:
            aimed = aimed or of
        return Sides(actors, aimed)

    def _leading(self, first: int, deed: Deed) -> Members:
        """The subject of the verb whose object a noun is: "contemplating a march"."""
        for k in range(first - 1, max(-1, first - MODIFIERS), -1):
            if self.cut[k].lower.endswith(("ing", "ed")):
                return self._subject(deed, k)
        return ()

    def _verb(self, deed: Deed, first: int, last: int, end: int) -> Sides:
        if deed.passive:
            after = self._behind(last, deed)
            begin = self._group(first)
            return Sides(after.get("by", ()), self._ending(begin, deed))
        actors = self._subject(deed, first)
        direct = () if deed.moves else self._starting(last, deed)
        after = self._behind(max(last, end), deed)
        aimed = next((after[p] for p in AIMED if after.get(p)), ())
        return Sides(actors, direct or aimed)

    def _group(self, first: int) -> int:
        """The first token of the verb group that a verb closes."""
        at = first
        while at > 0 and (
            self.cut[at - 1].lower in AUXILIARIES or self.cut[at - 1].lower.endswith("ly")
        ):
            at -= 1
        return at

    def _subject(self, deed: Deed, first: int) -> Members:
        begin = self._group(first)
        if begin and self.cut[begin - 1].lower in (
            "after",
            "before",
            "by",
            "while",
            "without",
            "of",
            "for",
            "in",
        ):
            # "after meeting her counterpart": the subject is that of the clause ahead.
            if self.cut[begin - 1].lower in ("of", "for", "in") and (
                who := self._ending(begin - 1, deed)
            ):
                return who
            return self._main(begin - 1, deed)
        if any(t.lower == "to" for t in self.cut[begin:first]):
            said = self.said[deed.statement] if deed.statement is not None else None
            leads = said and any(0 <= self.cut[begin].start - a < LEADING for a, _ in said.content)
            return self._speaker(deed) if leads else self._controller(begin, deed)
        ahead = self.cut[begin - 1] if begin else None
        if ahead is not None and ahead.lower in PRONOUNS:
            return self._who((ahead.start, ahead.end), deed)
        span = self.subjects.subject((self.cut[first].start, self.cut[first].end), ())
        return self._who(span, deed) if span else self._ending(begin, deed)

    def _controller(self, at: int, deed: Deed) -> Members:
        """Who would do what an infinitive says: whoever is asked, else whoever wants it."""
        if who := self._ending(at, deed):
            return who
        for k in range(at - 1, max(-1, at - REACH), -1):
            if self.cut[k].lower in WISHED or self.cut[k].lower.endswith("ed"):
                span = self.subjects.subject((self.cut[k].start, self.cut[k].end), ())
                return self._who(span, deed) if span else self._speaker(deed)
        return self._speaker(deed)

    def _speaker(self, deed: Deed) -> Members:
        """Who would do what a statement says in an infinitive: "threatened | to close"."""
        return self._side(self.said[deed.statement]) if deed.statement is not None else ()

    def _side(self, said: Said) -> Members:
        """Whom speakers bind when they say "we": the bodies that they act for, else themselves."""
        found = [(*self.sides(m), m)[0] for m in said.speakers]
        return tuple(dict.fromkeys(found))

    def _main(self, at: int, deed: Deed) -> Members:
        """Who does what the clause ahead of a gerund says: its statement's speaker, else its front."""
        for s in self.said:
            if deed.sentence[0] <= s.cue[0] < self.cut[at].start and s.speakers:
                return s.speakers
        span = self.subjects.front(deed.sentence[0], self.cut[at].start)
        return self._who(span, deed) if span else ()

    def _owner(self, first: int, deed: Deed) -> Members:
        """The possessive or adjective of a state that leads a noun: "Russia's attack"."""
        for k in range(first - 1, max(-1, first - 4), -1):
            t = self.cut[k]
            if t.possessive or t.lower in ("their", "his", "her", "its", "our", "my"):
                return (
                    self._ending(k + 1, deed) if t.possessive else self._who((t.start, t.end), deed)
                )
            name = self.known.name_at(t)
            if name is not None and name.kind in ("demonym", "state"):
                return self._who((name.begin, name.end), deed)
            if t.lower in lex.DETERMINERS or not t.text[0].isalpha():
                break
        return ()

    def _behind(self, at: int, deed: Deed) -> dict[str, Members]:
        """Members by the preposition that ties them to what ends before a token."""
        found: dict[str, Members] = {}
        for k in range(at, min(len(self.cut) - 1, at + REACH)):
            t = self.cut[k]
            if (
                t.end > deed.sentence[1]
                or (t.lower in STOPS and t.lower not in ("and", ","))
                or t.text in ";:"
            ):
                break
            if t.lower in TOWARD | {"by", "of", "between"} and t.lower not in found:
                found[t.lower] = self._starting(k + 1, deed, several=t.lower == "between")
        return found

    def _starting(self, at: int, deed: Deed, *, several: bool = False) -> Members:
        """Who the noun phrase that starts at a token means."""
        if at >= len(self.cut) or self.cut[at].end > deed.sentence[1]:
            return ()
        t = self.cut[at]
        if t.lower in ("him", "her", "them", "us", "me", "it", "you"):
            ahead = self.cut[at + 1] if at + 1 < len(self.cut) else None
            if (
                t.lower != "her"
                or ahead is None
                or not ahead.text[0].isalpha()
                or ahead.lower in lex.AFTER_HEAD
            ):
                member = (
                    self.known.pronoun(t, (), near=True)
                    if t.lower not in ("us", "me", "you")
                    else None
                )
                return (member,) if member else ()
        span = self.subjects.whole(t.start)
        if span is None:
            return ()
        if several and (second := self._second(span)):
            return (*self._who(span, deed), *self._who(second, deed))
        return self._who(span, deed)

    def _second(self, span: Run) -> Run | None:
        k = bisect_left(self.starts, span[1])
        if k + 1 < len(self.cut) and self.cut[k].lower == "and":
            return self.subjects.whole(self.cut[k + 1].start)
        return None

    def _ending(self, at: int, deed: Deed) -> Members:
        """Who the noun phrase that ends before a token means."""
        if at <= 0 or self.cut[at - 1].start < deed.sentence[0]:
            return ()
        t: Token = self.cut[at - 1]
        if t.lower in ("who", "which", "that") and at > 1:
            return self._ending(at - 1 - (self.cut[at - 2].text == ","), deed)
        span = self.subjects.ending(t) if t.text[0].isalnum() else None
        return self._who(span, deed) if span else ()

    def _who(self, span: Run, deed: Deed) -> Members:
        said = self.said[deed.statement] if deed.statement is not None else None
        inside = self.cut[bisect_left(self.starts, span[0]) : bisect_left(self.starts, span[1])]
        alone = inside[0] if len(inside) == 1 else None
        if alone is not None and said is not None and said.speakers:
            if alone.lower in ("i", "me", "my", "myself"):
                return said.speakers
            if alone.lower in lex.SELF:
                return self._side(said)
            persons = all(m.person for m in said.speakers)
            if not alone.quoted and alone.lower in ("he", "she") and persons:
                return said.speakers
            if not alone.quoted and alone.lower in ("it", "they"):
                return self._side(said)
        elif alone is not None and alone.lower in lex.SELF:
            return ()
        return self.known.who(span, said or Said(span, span, ()))
