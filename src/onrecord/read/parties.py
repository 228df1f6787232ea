"""Who would act on a commitment and at whom it is aimed, from the actors that the article names."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Sequence

from onrecord.read.clauses import PERSONAL
from onrecord.read.lexicon import BODIES, words
from onrecord.records import Actor, Statement

Offsets = tuple[int, int]
Ids = tuple[str, ...]

#: Heads that stand for the speaker's own body: "the government", "his country".
OWN_BODIES = BODIES | words(
    "country state nation president minister side body agency company firm bank union party team "
    "delegates deputies lawyers client members campaign coalition alliance club department ministry "
    "commission council board army forces authorities delegation"
)
DETERMINERS = words("the his her its their our my this")
OWNED = words("his her its their our my")
#: Those whom words reach without being aimed at.
HEARERS = words("reporters newspaper journalists parliament lawmakers media conference")
#: Subjects after which what follows is done by nobody that is named.
EMPTY = words("there it nothing nobody this that")


class Parties:
    """The actors of an article by where they are mentioned."""

    def __init__(self, text: str, actors: Sequence[Actor]) -> None:
        self._text = text
        self._sides = {a.id: a.acts_for for a in actors}
        self._kinds = {a.id: a.kind for a in actors}
        self._names = {a.id: a.name for a in actors}
        found = sorted((m.start, m.end, a.id) for a in actors for m in a.mentions)
        self._mentions = found
        self._starts = [start for start, _, _ in found]

    def inside(self, run: Offsets) -> Ids:
        """Actors mentioned inside a stretch of text, in text order."""
        hits = self._mentions[bisect_left(self._starts, run[0]) : bisect_left(self._starts, run[1])]
        return tuple(dict.fromkeys(actor for _, end, actor in hits if end <= run[1]))

    def side(self, speakers: Iterable[str]) -> Ids:
        """Whom speakers bind when they say "we": the bodies that they act for, else themselves."""
        bodies = (self._sides[s] or (s,) for s in speakers)
        return tuple(dict.fromkeys(actor for each in bodies for actor in each[:1]))

    def family(self, statement: Statement) -> set[str]:
        """Speakers, all that they act for, and whom their source names: "an American official"."""
        found = {one for s in statement.speakers for one in (s, *self._sides[s])}
        source = statement.source
        return found | set(self.inside((source.start, source.end)) if source else ())

    def subject(self, run: Offsets | None, statement: Statement, direct: bool) -> tuple[Ids, bool]:
        """Whom a subject means, and whether that is the speaker's side.

        run: characters of the subject; None when the clause has none of its own.
        """
        speakers = statement.speakers
        if run is None:
            return self.side(speakers), True
        said = self._text[run[0] : run[1]].lower().split()
        if not said:
            return self.side(speakers), True
        if said[0] in ("we", "our"):
            return (self.side(speakers), True) if len(said) == 1 or said[0] == "our" else ((), True)
        if said[0] in ("i", "my"):
            office = said[0] == "i" and len(said) == 1
            return (speakers if office else self.side(speakers)), True
        if len(said) == 1 and said[0] in PERSONAL and not direct:
            return self._third(run, said[0], statement)
        return self._phrase(run, said, statement)

    def _third(self, run: Offsets, word: str, statement: Statement) -> tuple[Ids, bool]:
        """A pronoun of reported speech, which is the speaker where it fits."""
        speakers = statement.speakers
        if word == "you":
            return self.inside(run), False
        person = all(self._kinds[s] in ("person", "office") for s in speakers)
        if speakers and (word in ("he", "she")) == (person and len(speakers) == 1):
            return speakers, True
        sided = all(self._sides[s] or self._kinds[s] != "person" for s in speakers)
        if speakers and word in ("it", "they") and sided:
            return self.side(speakers), True
        if statement.content and run[0] - statement.content[0].start <= len("that "):
            # "said it would": whoever speaks for it, unless it is known to be another.
            return self.side(speakers), True
        known = self.inside(run)
        return known, bool(set(known) & self.family(statement)) or not speakers

    def _phrase(self, run: Offsets, said: list[str], statement: Statement) -> tuple[Ids, bool]:
        named = self._head(run)
        family = self.family(statement)
        if named:
            body = said[0] in OWNED and said[-1].strip(",'’") in OWN_BODIES
            return named, body or bool(set(named) & family)
        if said[0] in DETERMINERS and said[-1].strip(",'’") in OWN_BODIES:
            head = said[-1]
            fit = [a for a in family if head in self._names[a].lower().split()]
            side = [a for a in family if self._kinds[a] in ("state", "organisation")]
            return tuple(sorted(fit[:1] or side[:1])), bool(family)
        return (), False

    def _head(self, run: Offsets) -> Ids:
        """Actors that a noun phrase's head names; those behind its first preposition do not count."""
        low = self._text[run[0] : run[1]].lower()
        cuts = [
            low.find(f" {p} ")
            for p in (
                "of",
                "in",
                "on",
                "by",
                "with",
                "for",
                "against",
                "to",
                "from",
                "at",
                "who",
                "that",
                "which",
            )
        ]
        end = min([c for c in cuts if c > 0], default=len(low))
        hits = [
            (a, b, actor)
            for a, b, actor in self._mentions[
                bisect_left(self._starts, run[0]) : bisect_left(self._starts, run[0] + end)
            ]
            if b <= run[1]
        ]
        stop = run[0] + end
        return tuple(
            dict.fromkeys(
                actor
                for a, b, actor in hits
                if b >= stop - 1 or " and " in self._text[b - 1 : stop] or "," in self._text[b:stop]
            )
        )

    def target(
        self, condition: Iterable[Offsets], statement: Statement | None, by: Ids, threat: bool
    ) -> Ids:
        """At whom it is aimed: who would bring the condition about, else the hearers, else nobody."""
        own = set(by) | (self.family(statement) if statement else set())
        if threat:
            for run in condition:
                hit = [a for a in self.inside(run) if a not in own]
                if hit:
                    return tuple(hit[:1])
        if statement is None:
            return ()
        told = tuple(
            a
            for a in statement.addressees
            if a not in own and not set(self._names[a].lower().split()) & HEARERS
        )
        others = tuple(a for a in statement.about if a not in own and self._kinds[a] != "group")
        return told or (others if len(others) == 1 else ())
