"""Documents as sources: who speaks in "a UNICEF report", "the ruling" or "a second post"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.context import Said
from onrecord.read.phrases import DEFINITE, Phrase, head_kind, parse
from onrecord.read.tokens import Token
from onrecord.read.unnamed import KINDS, Unnamed

AUTHORS = frozenset(["by", "from", "of"])
WROTE = lex.words(
    "published written released issued produced prepared compiled drafted signed commissioned "
    "conducted posted filed submitted authored co-authored penned circulated"
)
#: Verbs by which somebody makes a document known, as cue or beside it.
SENT = lex.words(
    "sent send sends wrote writes issued issues released releases published publishes signed signs "
    "posted posts filed files submitted submits circulated shared penned tweeted unveiled presented "
    "read delivered put handed addressed"
)
#: Words of "on Tuesday", behind which an author may stand.
TIMED = 2
#: Papers by which a court is asked, and how that is told.
SUITS = frozenset(["lawsuit", "complaint", "suit", "petition"])
SUED = frozenset(["sued", "sues", "suing", "petitioned"])
#: Words between such a verb and its document.
OBJECT = 5
#: Nouns for bodies that before a document tell its kind or matter, not its author.
MATTER = lex.words(
    "news press market industry post international research school company family community public "
    "party campaign group crown exchange team program programme project house club"
)
#: Papers of a court are by those who go there.
LODGED = lex.words("document documents paper papers filing filings record records data")
THROUGH = frozenset(["in", "through", "via", "by", "on"])
#: Words before a document that make it one more by the same author.
FURTHER = lex.words("second third another later further next final same")
#: Documents that articles call now by one word, now by another.
ALIKE = (
    "poll polls survey surveys census",
    "study studies research paper papers analysis report reports findings review data authors",
    "ruling rulings judgment judgement verdict order decision",
    "statement communique communiqué text declaration release",
    "letter letters memo note message messages email e-mail emails",
    "post posts tweet tweets thread",
)
FAMILY = {word: group for group in ALIKE for word in group.split()}
#: Kinds of documents that articles take for each other.
ASKED = frozenset(ALIKE[:2])
#: Nouns that can mean a document of any kind.
ANY = frozenset(["document", "file"])
#: Sentences at the top that may tell of a document whose author is named below.
OPENING = 3
RULINGS = frozenset(ALIKE[2].split())
#: Who does what the verb at half-open characters says.
Sender = Callable[[int, int], tuple[Character, ...]]
COURTS = frozenset(["court", "tribunal"])


class Documents:
    """The authors of an article's documents, so far as it names them."""

    def __init__(
        self, cast: Cast, unnamed: Unnamed, whose: Callable[[Phrase], Character | None]
    ) -> None:
        """whose: who is meant by a phrase for persons or a body."""
        self.cast = cast
        self.whose = whose
        self.unnamed = unnamed
        self.authors: dict[str, list[tuple[int, Character]]] = {}
        self.told: list[tuple[str, Character]] = []

    def speaker(
        self, phrase: Phrase, order: Sequence[Said] = (), sender: Sender | None = None
    ) -> Character | None:
        """Who speaks in a document; "the poll" is by whom the one poll before it was.

        order: the article's attributions, once their speakers are known as far as they stand for
        themselves: whoever "said in a statement" speaks in "the statement". sender: who does what
        the verb at half-open characters says.
        """
        author = self._author(phrase)
        at = phrase.core[0].start
        family = FAMILY.get(phrase.head, phrase.head)
        authors = self.authors.setdefault(family, [])
        known = list(dict.fromkeys(m for place, m in authors if place < at))
        if author is not None and phrase.determiner in DEFINITE and phrase.after:
            # "The study by X" takes up one that was told of before.
            self.told.append((family, author))
        further = bool(FURTHER & {t.lower for t in phrase.core})
        if author is None and (phrase.determiner in DEFINITE or further):
            author = known[0] if len(known) == 1 else self._court(phrase)
            author = author or self._user(phrase, order)
            author = author or (self._sent(phrase, sender) if sender else None)
            author = author or (self._any(at) if phrase.head in ANY else None)
        if author is not None:
            authors.append((at, author))
        return author

    def later(self, phrase: Phrase) -> Character | None:
        """The one author of all the article's documents of that kind, named only behind this one."""
        family = FAMILY.get(phrase.head, phrase.head)
        found = dict.fromkeys(
            m for kind, m in self.told if kind == family or {kind, family} <= ASKED
        )
        opens = phrase.determiner in ("a", "an") and phrase.core[0].sentence < OPENING
        opens = opens and not any(t.lower in AUTHORS for t in phrase.after)
        definite = phrase.determiner in DEFINITE
        return next(iter(found)) if len(found) == 1 and (opens or definite) else None

    def _any(self, at: int) -> Character | None:
        """The author of the last document before a place, of whatever kind."""
        before = [pair for authors in self.authors.values() for pair in authors if pair[0] < at]
        return max(before, key=lambda pair: pair[0])[1] if before else None

    def _sent(self, phrase: Phrase, sender: Sender) -> Character | None:
        """Who made the last document of that kind known: "the two unions released a report"."""
        same = {phrase.head, phrase.head + "s", phrase.head.removesuffix("s")}
        cut = self.cast.cut
        for k in range(self.cast.index[phrase.core[0].start] - 1, 0, -1):
            if phrase.head in SUITS and cut[k].lower in SUED and not cut[k].quoted:
                who = sender(cut[k].start, cut[k].end)
                return who[0] if len(who) == 1 else None
            if cut[k].lower not in same or cut[k].quoted:
                continue
            for t in reversed(cut[max(0, k - OBJECT) : k]):
                if t.lower in SENT and t.sentence == cut[k].sentence:
                    who = sender(t.start, t.end)
                    return who[0] if len(who) == 1 else None
        return None

    def _author(self, phrase: Phrase) -> Character | None:
        """The named body or person behind a document."""
        if owner := self._common_owner(phrase):
            return self.whose(owner)
        if inside := self._members(phrase.core):
            return inside[0] if len(inside) == 1 else None
        issuer = self._issuer(phrase)
        return self.whose(issuer) if issuer else self._named_behind(phrase)

    def _named_behind(self, phrase: Phrase) -> Character | None:
        """The author that a document names after "by", "from" or "of"."""
        for k, t in enumerate(phrase.after):
            before = phrase.after[:k]
            dated = len(before) == TIMED and before[0].lower in ("on", "in", "last")
            if t.lower in AUTHORS and (k == 0 or dated or any(x.lower in WROTE for x in before)):
                rest = phrase.after[k + 1 :]
                if (owner := self._owned_body(rest)) is not None:
                    return self.whose(owner)
                member = self._named_first(rest)
                if member is None and (author := self._unnamed_first(rest, t.lower != "of")):
                    return author
                fits = member and (t.lower != "of" or member.kind == "person")
                return member if fits and member and not member.place else None
        return None

    def _common_owner(self, phrase: Phrase) -> Phrase | None:
        """The common noun that owns a document: "the prosecutors" of "the prosecutors' letter"."""
        k = next((k for k, t in enumerate(phrase.core[:-1]) if t.possessive), None)
        if k is None or not phrase.core[k].text.islower():
            return None
        near = self.cast.names_in(phrase.core[0].start, phrase.core[k].end)
        owner = parse(phrase.core[: k + 1], near)
        known = owner is not None and owner.kind in ("person", "people", "body")
        return replace(owner, determiner=phrase.determiner) if owner and known else None

    def _issuer(self, phrase: Phrase) -> Phrase | None:
        """The common noun for a body before a document: "the parole board" of "a parole board report"."""
        before = phrase.core[:-1]
        noun = before[-1].lower if before and before[-1].text.islower() else ""
        body = head_kind(noun) == "body" or noun == "police"
        if not body or noun in MATTER or (noun in COURTS and phrase.head in LODGED):
            return None
        owner = parse(before, self.cast.names_in(before[0].start, before[-1].end))
        return replace(owner, determiner="the") if owner else None

    def _named_first(self, rest: Sequence[Token]) -> Character | None:
        """The name that a stretch opens with: "the local daily De Havenbode last week"."""
        near = self.cast.names_in(rest[0].start, rest[-1].end) if rest else []
        if not near or near[0].kind in ("title", "demonym"):
            return None
        ahead = next((t for t in rest if t.start >= near[0].end), None)
        lead = [t for t in rest if t.start < near[0].start]
        plain = all(t.text[0].isalnum() and t.lower not in lex.AFTER_HEAD for t in lead)
        if not plain or (ahead and head_kind(ahead.lower) != "thing"):
            return None
        return self.cast.of.get((near[0].start, near[0].end))

    def _owned_body(self, rest: Sequence[Token]) -> Phrase | None:
        """The body that a stretch means and whose owner it opens with: "Kenya's finance ministry"."""
        near = self.cast.names_in(rest[0].start, rest[-1].end) if rest else []
        inner = parse(rest, near) if near and near[0].kind in ("state", "demonym") else None
        return inner if inner and inner.kind == "body" and len(inner.core) > 1 else None

    def _unnamed_first(self, rest: Sequence[Token], several: bool) -> Character | None:
        """Whom without a name a stretch means: "a letter from a neighbour".

        several: whether they may be many, which "a poll of voters" asks but is not by.
        """
        near = self.cast.names_in(rest[0].start, rest[-1].end) if rest else []
        inner = parse(rest, near) if rest else None
        kind = KINDS.get(inner.kind) if inner else None
        if inner is None or kind is None or (kind == "group" and not several):
            return None
        return self.unnamed.own(inner, kind)

    def _court(self, phrase: Phrase) -> Character | None:
        """The article's one court, which "the ruling" is by."""
        if phrase.head not in RULINGS:
            return None
        courts = [m for m in self.cast.members if m.named and COURTS & set(m.words)]
        return courts[0] if len(courts) == 1 else None

    def _user(self, phrase: Phrase, order: Sequence[Said]) -> Character | None:
        """Who spoke last through such a document: "in a judgment, the judge found"."""
        family = FAMILY.get(phrase.head, phrase.head).split()
        at = phrase.core[0].start
        for said in reversed([s for s in order if s.cue[1] <= at and len(s.speakers) == 1]):
            beside = self.cast.sentence_at(said.cue[0])
            outside = [t for t in beside if not any(a <= t.start < b for a, b in said.content)]
            if any(_used(outside, k, family) for k, t in enumerate(outside) if t.start < at):
                return said.speakers[0]
        return None

    def _members(self, within: Sequence[Token]) -> list[Character]:
        if not within:
            return []
        found = self.cast.spoken_of(within[0].start, within[-1].end)
        # What stands in quotation marks before "a textbook" is its title.
        titled = {t.start for t in within if t.quoted and not within[-1].quoted}
        return list(
            dict.fromkeys(
                m
                for at, m in found
                if (m.kind != "state" and (m.sure or len(m.words) > 1)) or within[0].possessive
                if at not in titled
            )
        )


def _used(cut: Sequence[Token], k: int, family: Sequence[str]) -> bool:
    """Whether a document stands there that somebody speaks through: "in a letter"."""
    before = {t.lower for t in cut[max(0, k - 4) : k]}
    return cut[k].lower in family and bool(before & THROUGH)
