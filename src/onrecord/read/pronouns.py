"""Pronouns as speakers: who, I and we, they and it; he and she are a matter of `persons`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from itertools import pairwise
from operator import itemgetter

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.context import NEAR, Context, Front, Said, within
from onrecord.read.links import Links
from onrecord.read.persons import Persons
from onrecord.read.phrases import Phrase, head_kind
from onrecord.read.tokens import Token

__all__ = ["Pronouns", "Said"]

Before = Callable[[Token], tuple[Character, ...]]
#: Pronouns that mostly mean the person named before them; objects ("her") mostly mean another.
TELLING = frozenset({"he", "she", "his", "himself", "herself"})
#: Paragraphs at the top within which a byline stands.
TOP = 4
#: Words by which a text says that it is a press release.
RELEASES = frozenset(
    [("press", "release"), ("media", "release"), ("immediate", "release"), ("immediate", "use")]
)
#: Share of the candidates' links that the likeliest body or group needs.
LIKELY = 0.6


class Pronouns:
    """Speakers behind he, she, they, it, I, we and who."""

    def __init__(self, cast: Cast, links: Links, before: Before, front: Front) -> None:
        """before: who the noun phrase right before a relative pronoun means. front: who the noun
        phrase at the front of the sentence at half-open characters means."""
        self.before = before
        self.front = front
        self.cast = cast
        self.links = links
        self.context = Context(cast)
        self.persons = Persons(self.context, links, front)

    @property
    def order(self) -> list[Said]:
        """The article's attributions, in order of their sources or cues."""
        return self.context.order

    def begin(self, order: list[Said]) -> None:
        """Take an article's attributions, in order of their sources or cues."""
        self.context.begin(order)

    def speakers(self, phrase: Phrase, said: Said) -> list[Character]:
        """The members that a pronoun of `said` stands for; empty where it is not safe."""
        t = phrase.core[0]
        found: list[Character] = []
        if t.lower in lex.RELATIVE:
            whole = list(self.before(t))
            found = self._antecedent(t)
            if not found or (len(whole) > 1 and set(found) <= set(whole)):
                found = whole
        elif t.lower in lex.SELF:
            found = self._quoting(t, said)
        elif t.lower in lex.SINGULAR:
            found = self.persons.meant(t, lex.SINGULAR[t.lower], said)
        elif t.quoted:
            found = []
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

    def learn_gender(self) -> None:
        """Learn genders from sentences that name one person and have pronouns of one gender after it."""
        votes: dict[int, Counter[str]] = {}
        by_sentence: dict[int, list[Token]] = {}
        for t in self.cast.cut:
            if not t.quoted:
                by_sentence.setdefault(t.sentence, []).append(t)
        for inside in by_sentence.values():
            persons = self.context.persons(inside[0].start, inside[-1].end, None)
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

    def _antecedent(self, t: Token) -> list[Character]:
        """Whom a relative pronoun follows: "Ann Lee, a doctor, who said"."""
        i = self.cast.index[t.start]
        start = self.context.sentence_start(t)
        near = [m for _, m in self.cast.spoken_of(start, t.start)]
        near += [m for s in self.context.between(start, t.start) for m in s.speakers]
        spans = [(s, m) for m in near for s in m.mentions if start <= s[0] and s[1] <= t.start]
        kinds = ("organisation", "state") if t.lower == "which" else ("person", "office", "group")
        pool = [(s, m) for s, m in spans if m.sure and m.kind in kinds]
        if not pool:
            return []
        (_, end), member = max(pool, key=itemgetter(0))
        between = [x.text for x in self.cast.cut[max(0, i - 15) : i] if x.start >= end]
        return [member] if not between or between[0] == "," else []

    def _quoting(self, t: Token, said: Said) -> list[Character]:
        """The speaker in whose words "I" or "we" stands; outside all words, the writer is "I"."""
        around = [
            (end - start, s)
            for s in self.context.around(t.start)
            if s is not said
            for start, end in s.content
            if start <= t.start < end
        ]
        for _, s in sorted(around, key=lambda pair: pair[0]):
            if t.quoted and len(s.speakers) == 1:
                return [s.speakers[0]]
            if s.speakers:
                return []
        if t.quoted:
            return []
        return self._writer() if t.lower in ("i", "my", "me") else self._issuer()

    def _issuer(self) -> list[Character]:
        """Whose "we" a press release is in: the body that it names most."""
        opening = [x.lower for x in self.cast.cut if x.paragraph < TOP]
        if not any(pair in RELEASES for pair in pairwise(opening)):
            return []
        named = (m for m in self.cast.members if m.named and m.kind == "organisation")
        bodies = [m for m in named if m.words[-1] not in lex.DOCUMENTS]
        bodies.sort(key=lambda m: -len(m.mentions))
        return bodies[:1]

    def _writer(self) -> list[Character]:
        """Whom the article's byline names."""
        for name in self.cast.names:
            if name.paragraph >= TOP:
                break
            i = self.cast.index.get(name.begin, 0)
            first = i and self.cast.cut[i - 1]
            opens = i < 2 or (first and self.cast.cut[i - 2].paragraph != name.paragraph)
            if first and opens and first.lower == "by" and name.kind == "person":
                member = self.cast.of.get((name.start, name.end))
                return [member] if member else []
        return []

    def _several(self, t: Token, said: Said) -> list[Character]:
        """They: the compound or collective source before it, in this sentence or the one before."""
        context = self.context
        for start, end in [
            (context.sentence_start(t), t.start),
            *((a, b) for a, b, _ in context.sentences_before(t, NEAR)),
        ]:
            before = [
                s
                for s in context.between(start, end)
                if s is not said and s.source and start <= s.source[0] < end and s.speakers
            ]
            for s in reversed(before):
                if len(s.speakers) > 1 or s.speakers[0].kind == "group":
                    return list(s.speakers)
            if before:
                return self._linked(t, said, ("group", "organisation"))
        return self._linked(t, said, ("group", "organisation"))

    def _neuter(self, t: Token, said: Said) -> list[Character]:
        """It: the body or state that speaks in this sentence or the one before, if there is one only."""
        context = self.context
        start = context.sentence_start(t)
        before = context.sentences_before(t, 1)
        if author := self._author(t, said):
            return author
        for begin, end in [(start, t.start), *((a, b) for a, b, _ in before)]:
            bodies = [
                m
                for m in context.speakers_between(begin, end, said)
                if m.kind in ("organisation", "state")
            ]
            if len(set(map(id, bodies))) == 1:
                return [] if self._other_body(bodies[0], begin, t) else bodies[:1]
            if bodies or self._nobody(begin, end, said):
                break
            named = [
                m
                for s, m in self.cast.spoken_of(begin, end)
                if m.kind == "organisation" and m.sure and not within(s, said.content)
            ]
            if len(set(map(id, named))) == 1:
                return named[:1]
            front = self.front(begin, end)
            if len(front) == 1 and front[0].kind in ("organisation", "state"):
                return list(front)
        return self._linked(t, said, ("organisation", "state"))

    def _author(self, t: Token, said: Said) -> list[Character]:
        """Who speaks in the document that spoke last before "it", quotations aside."""
        begin = self.context.sentence_start(t)
        for start, _, _ in self.context.sentences_before(t, NEAR):
            begin = start
            if not self.context.quoted(start):
                break
        spoke = [s for s in self.context.between(begin, t.start) if s is not said and s.source]
        source = spoke[-1].source if spoke else None
        inside = self.cast.tokens(*source) if source else []
        paper = bool(inside) and head_kind(inside[-1].lower) == "document"
        return list(spoke[-1].speakers) if paper else []

    def _nobody(self, begin: int, end: int, said: Said) -> bool:
        """Whether a document or other unknown spoke there, which "it" then is."""
        spoke = [s for s in self.context.between(begin, end) if s.source != said.source]
        return bool(spoke) and not spoke[-1].speakers

    def _linked(self, t: Token, said: Said, kinds: tuple[str, ...]) -> list[Character]:
        """The member of those kinds that the encoder takes a pronoun for, where it is sure."""
        near = self.context.before(t, said)
        fits = [m for m in near if m.kind in kinds and not m.place]
        found = self.links.likeliest(t.start, fits, LIKELY)
        return [found] if found else []

    def _other_body(self, member: Character, begin: int, t: Token) -> bool:
        """Whether a body without a name stands between a member's last mention and a pronoun."""
        last = max((e for s, e in member.mentions if begin <= s < t.start), default=begin)
        inside = self.cast.cut[self.cast.index[begin] : self.cast.index[t.start]]
        between = [x for x in inside if x.start >= last]
        # "…, a lobby group for miners," is the member itself.
        if between and between[0].text == ",":
            marks = [k for k, x in enumerate(between) if x.text in ",.;" and k]
            between = between[marks[0] :] if marks else between
        return any(
            x.text.islower() and head_kind(x.lower) == "body" and x.lower not in lex.OUTLETS
            for x in between
        )
