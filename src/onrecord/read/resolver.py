"""Sources to members of the cast: those that stand by themselves first, pronouns after them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.read import lexicon as lex
from onrecord.read.bare import Bare
from onrecord.read.called_so import REALMS
from onrecord.read.cast import Cast
from onrecord.read.casting import Casting
from onrecord.read.characters import Character
from onrecord.read.conjuncts import conjuncts
from onrecord.read.context import Run, Said
from onrecord.read.known import Known
from onrecord.read.layers import Layers
from onrecord.read.links import Links
from onrecord.read.names import Name, names
from onrecord.read.nominals import OWNED, Nominals
from onrecord.read.phrases import Phrase, collective, head_kind, owner_behind
from onrecord.read.pronouns import Pronouns
from onrecord.read.segment import Word
from onrecord.read.sources import Sources
from onrecord.read.subjects import Subjects
from onrecord.read.tagged import retyped
from onrecord.read.together import ALONE, Together
from onrecord.read.tokens import Token, tokens

ORDINALS = {"former": 0, "latter": 1}


class Resolver:
    """One article's resolution: sources that stand by themselves first, pronouns after them."""

    def __init__(
        self, text: str, found: Sequence[Word], layers: Layers | None, published: str | None
    ) -> None:
        known = Known(published)
        cut = tokens(text, found)
        self.names = retyped(names(cut), found, layers, cut)
        self.cast = Cast(text, cut, self.names, known)
        Casting(self.cast).fill()
        self.subjects = Subjects(cut, self.names)
        self.sources = Sources(self.cast, self.subjects)
        self.nominals = Nominals(self.cast, known)
        self.together = Together(self.cast)
        self.links = Links(found, layers)
        self.pronouns = Pronouns(self.cast, self.links, self._phrase_before, self._in_front)
        self._pair: list[Character] = []
        self.bare = Bare(self.nominals, self.links, self.pronouns.context)

    def resolve(self, said: Sequence[Said]) -> None:
        """Fill in the speakers of an article's attributions, and the sources that were left out."""
        for s in said:
            if s.source is None or not self.sources.says_who(s.source):
                s.source = self.sources.left_out(s, said)
            elif s.source[1] <= s.cue[0]:
                s.source = self.sources.listed(s.source, s.cue)
        parsed = {id(s): self._parse(s.source) for s in said}
        order = sorted(said, key=lambda s: s.source or s.cue)
        self.pronouns.begin(order)
        for s in order:
            s.speakers = self._settled(parsed[id(s)], self._human(s))
        self.pronouns.learn_gender()
        for s in order:
            self._agree(s)
            if not s.speakers and self._two(s):
                s.speakers = tuple(self.both(s))
            elif not s.speakers and (ordinal := self._ordinal(s)) is not None:
                # "The latter" goes back to the two of whom "the former" was one.
                self._pair = self.both(s) if ordinal == 0 or not self._pair else self._pair
                s.speakers = tuple(self._pair[ordinal : ordinal + 1])
            elif not s.speakers and any(_looks_back(p) for c in parsed[id(s)] for p in c):
                s.speakers = self._with_pronouns(parsed[id(s)], s)
        # "I" in a quotation whose own source is a pronoun is settled only now, and so is a document
        # whose author is named below it.
        for s in order:
            single = parsed[id(s)][0][:1] if len(parsed[id(s)]) == 1 else []
            if not s.speakers and single and single[0].kind == "pronoun":
                s.speakers = self._with_pronouns(parsed[id(s)], s)
            elif not s.speakers and single and single[0].kind == "document":
                s.speakers = _unique([self.nominals.documents.later(single[0])])

    def _agree(self, said: Said) -> None:
        """Give an attribution the speakers of another that has the very same source."""
        same = (s for s in self.pronouns.context.around(said.cue[0]) if s.source == said.source)
        if said.source and not said.speakers:
            said.speakers = next((s.speakers for s in same if s.speakers), ())

    def both(self, said: Said) -> list[Character]:
        """Whom "both" in an attribution means by itself."""
        return self.together.alone(said, self.pronouns.order)

    def _two(self, said: Said) -> bool:
        """Whether a source of one word means two: "Neither would say", "They have both agreed"."""
        inside = self.cast.tokens(*said.source) if said.source else []
        if len(inside) != 1:
            return False
        counted = any(t.lower == "both" for t in self.cast.tokens(*said.cue))
        return inside[0].lower in ALONE or (counted and inside[0].lower in lex.PLURAL)

    def _ordinal(self, said: Said) -> int | None:
        """Which of two a source means: 0 for "the former", 1 for "the latter"."""
        inside = self.cast.tokens(*said.source) if said.source else []
        last = inside[1].lower if len(inside) == len(ORDINALS) else ""
        return ORDINALS.get(last)

    def who(self, span: Run, said: Said) -> tuple[Character, ...]:
        """Whom a stretch of text means, read as if it were the source of `said`."""
        parsed = self._parse(span, mend=False)
        return self._settled(parsed) or self._with_pronouns(parsed, said)

    def _parse(self, source: Run | None, *, mend: bool = True) -> list[list[Phrase]]:
        if source is None:
            return []
        near = self.cast.names_in(*source)
        inside = self.sources.whole(source, near, mend=mend)
        return [c for c in conjuncts(inside, near) if c]

    def _human(self, said: Said) -> bool:
        return any(t.lower in lex.HUMAN for t in self.cast.tokens(*said.cue))

    def _settled(self, parsed: list[list[Phrase]], human: bool = False) -> tuple[Character, ...]:
        """Speakers of a source without pronouns; nobody unless every conjunct is settled."""
        if any(c[0].kind == "pronoun" and not self._person(c) for c in parsed):
            return ()
        if any(owner_behind(c[0]) for c in parsed):
            return ()
        if len(parsed) == 1 and (several := self.together.meant(parsed[0][0], self.pronouns.order)):
            return tuple(several)
        parsed = [c for c in parsed if not (len(parsed) > 1 and c[0].head in ("others", "other"))]
        return _unique([self._one(phrases, human) for phrases in parsed])

    def _person(self, phrases: list[Phrase]) -> bool:
        return any(p.name is not None and p.name.kind in ("person", "unknown") for p in phrases[1:])

    def _one(self, phrases: list[Phrase], human: bool = False) -> Character | None:
        """The speaker of one conjunct: the person among its appositions, else its first head."""
        settled = [(p, m) for p in phrases if p.kind == "name" and (m := self._named(p))]
        person = next((m for p, m in settled if m.kind == "person"), None)
        if person is None and settled and phrases[0].kind in ("name", "person", "body"):
            # In "a spokesman for the party, Azimio," the name is the party's.
            body = settled[0][1].kind == "organisation" and _for_a_body(phrases[0])
            person = None if body else settled[0][1]
        if person is not None and (phrases[0].kind != "people" or settled[0][0] is phrases[0]):
            return person
        if phrases[0].kind == "pronoun":
            return None
        return self._last_named(phrases[0]) or self.nominals.speaker(phrases[0], human)

    def _last_named(self, phrase: Phrase) -> Character | None:
        """Whom an office set in small letters ends with: "the minister of intelligence Ann Lee"."""
        behind = phrase.after
        if phrase.kind != "person" or len(behind) < len(("of", "trade", "Lee")):
            return None
        name = next((n for n in self.cast.names_in(behind[-1].start, behind[-1].end)), None)
        lead = next((t for t in reversed(behind) if name and t.start < name.begin), None)
        portfolio = behind[0].lower == "of" and name and lead and lead.text.islower()
        if name and lead and ")" in self.cast.text[lead.end : name.begin]:
            # "the head of the National Farm Union (NFU) Ann Lee"
            return self._member(name) if name.kind == "person" else None
        if name is None or name.kind != "person" or not portfolio or lead is None:
            return None
        other = lead.lower in lex.PERSONS | lex.TITLES | lex.AFTER_HEAD | lex.DETERMINERS
        return None if other else self._member(name)

    def _named(self, phrase: Phrase) -> Character | None:
        name = phrase.name
        if name is None or _document(name):
            return None
        if name.words[-1].lower() in lex.OUTLETS and phrase.determiner in ("a", "an"):
            return None
        realm = name.text.lower() in REALMS and phrase.determiner == "the"
        if realm:
            return self.nominals.speaker(replace(phrase, kind="thing", name=None))
        if name.kind == "seat":
            member = self.cast.of.get((name.start, name.end)) or self.cast.seat(name)
        elif (
            name.kind == "demonym"
            and name.text.lower().endswith("s")
            and not phrase.core[0].possessive
        ):
            return self.nominals.group(phrase) if len(name.text) > 4 else self._member(name)
        elif collective(name):
            member = self.nominals.group(phrase)
        elif name.kind == "place":
            # A place does not speak; a capital or a building that stands for a body is no "place".
            member = None
        else:
            member = self._member(name) or self.nominals.body_by_name(name)
        if member is not None:
            member.add((name.start, name.end), "name")
        return member

    def _member(self, name: Name) -> Character | None:
        return self.cast.of.get((name.start, name.end))

    def _with_pronouns(self, parsed: list[list[Phrase]], said: Said) -> tuple[Character, ...]:
        found: list[Character | None] = []
        for phrases in parsed:
            first = phrases[0]
            if first.kind == "pronoun":
                found += self._stood_for(first, said) or [None]
            elif pronoun := owner_behind(first):
                found.append(self._spelled(first, pronoun, said) or self._one(phrases))
            elif first.determiner in OWNED:
                found.append(self._one(phrases) or self._owned(first, said))
            elif first.kind == "document":
                documents = self.nominals.documents
                found.append(documents.speaker(first, self.pronouns.order, self._sender))
            else:
                found.append(
                    self._one(phrases, self._human(said))
                    or self.bare.meant(first, said)
                    or self.nominals.called(first)
                )
        return _unique(found)

    def _stood_for(self, phrase: Phrase, said: Said) -> list[Character]:
        """Whom a pronoun stands for; "one of them" is one member of a group."""
        found = self.pronouns.speakers(phrase, said)
        if phrase.determiner == "one" and len(found) == 1 and found[0].kind == "group":
            return [self.nominals.unnamed.one_of(found[0], phrase)]
        return found if phrase.determiner != "one" or len(found) == 1 else []

    def _phrase_before(self, t: Token) -> tuple[Character, ...]:
        """Who the noun phrase right before a relative pronoun means: "activists who"."""
        span = self.subjects.before(t)
        parsed = self._parse(span) if span else []
        named = all(c[0].kind == "name" for c in parsed)
        return self._settled(parsed) if len(parsed) == 1 or named else ()

    def _in_front(self, begin: int, end: int) -> tuple[Character, ...]:
        """Who the noun phrase at the front of a sentence means."""
        span = self.subjects.front(begin, end)
        return self._settled(self._parse(span)) if span else ()

    def _sender(self, start: int, end: int) -> tuple[Character, ...]:
        """Who does what a verb of the narrator says."""
        span = self.subjects.subject((start, end), ())
        return self._settled(self._parse(span)) if span else ()

    def _spelled(self, phrase: Phrase, pronoun: Token, said: Said) -> Character | None:
        """Who is meant by a phrase that ends in what a pronoun owns: "officials at her ministry"."""
        owner = Phrase("pronoun", "", (pronoun,), (), (pronoun,))
        found = self.pronouns.speakers(owner, said)
        if len(found) != 1:
            return None
        return self.nominals.unnamed.spelled(phrase, pronoun, found[0])

    def _owned(self, phrase: Phrase, said: Said) -> Character | None:
        """What a possessive pronoun ties to its owner; an owner's document speaks for the owner."""
        if phrase.kind in ("thing", "name") or said.source is None:
            return None
        begin, end = said.source[0], phrase.core[0].start
        t = next((t for t in self.cast.tokens(begin, end) if t.lower == phrase.determiner), None)
        owner = Phrase("pronoun", "", (t,), (), (t,)) if t else None
        found = self.pronouns.speakers(owner, said) if owner else []
        if len(found) != 1:
            return None
        return (
            found[0]
            if phrase.kind == "document"
            else self.nominals.unnamed.belonging(phrase, found[0])
        )


def _for_a_body(phrase: Phrase) -> bool:
    """Whether a phrase for a person ends in a common noun for a body: "a spokesman for the party"."""
    last = phrase.after[-1] if phrase.kind == "person" and phrase.after else None
    return last is not None and last.text.islower() and head_kind(last.lower) == "body"


def _document(name: Name) -> bool:
    """Whether a name is a document's: "the Paris Agreement", not "the Centre for Sound Rule"."""
    lower = [w.lower() for w in name.words]
    body = any(
        w in lex.BODIES and lower[k + 1] in ("of", "for", "on") for k, w in enumerate(lower[:-1])
    )
    return lower[-1] in lex.DOCUMENTS - lex.OUTLETS and not body


def _unique(found: Sequence[Character | None]) -> tuple[Character, ...]:
    """All of them once, in order, or nobody when one is missing."""
    if not found or any(m is None for m in found):
        return ()
    return tuple(dict.fromkeys(m for m in found if m is not None))


def _looks_back(phrase: Phrase) -> bool:
    owned = owner_behind(phrase) is not None
    return phrase.kind in ("pronoun", "document") or bool(phrase.determiner) or owned
