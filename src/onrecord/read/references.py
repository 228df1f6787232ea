"""Who is meant by a word or phrase that is no source: objects of telling, actors inside contents."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Mapping, Sequence

from onrecord.read import role_words as roles
from onrecord.read.characters import Character, clash
from onrecord.read.context import Said
from onrecord.read.names import Name
from onrecord.read.phrases import Phrase, parse
from onrecord.read.resolver import Resolver
from onrecord.read.tokens import Token
from onrecord.records import ActorKind

#: Characters before a pronoun within which its antecedent is looked for.
REACH = 700
#: How much surer the encoder must be of a member than of nobody.
ENOUGH = 0.6
#: The same for "they" and "it", which mostly mean nobody that is mentioned.
SURE = 0.9
OBJECTS = {"him": "m", "her": "f", "them": "", "it": "", "he": "m", "she": "f", "his": "m", "hers": "f",
           "they": "", "their": "", "its": ""}  # fmt: skip
MANY = frozenset({"them", "they", "their"})
THING = frozenset({"it", "its"})


class References:
    """One article's cast, asked about single words and phrases.

    kinds: what the encoder takes a word for, by where it starts; None without an encoder.
    """

    def __init__(self, resolver: Resolver, kinds: Mapping[int, str] | None) -> None:
        self.cast = resolver.cast
        self.nominals = resolver.nominals
        self.links = resolver.links
        self.who = resolver.who
        self.both = resolver.both
        self.cut = self.cast.cut
        self.starts = [t.start for t in self.cast.cut]
        self._names: dict[int, Name] = {}
        for name in self.cast.names:
            for k in range(self.at(name.begin), self.at(name.end)):
                self._names.setdefault(self.starts[k], name)
        self._kinds = kinds

    def at(self, offset: int) -> int:
        """Index of the first token that starts at or after a character."""
        return bisect_left(self.starts, offset)

    def name_at(self, t: Token) -> Name | None:
        """The name that a token belongs to, its titles included."""
        return self._names.get(t.start)

    def kind(self, t: Token) -> str | None:
        """What the encoder takes a word for: one of `entities.TYPES`, or no entity, "".

        None when there is no encoder to ask.
        """
        return self._kinds.get(t.start, "") if self._kinds is not None else None

    def meant(self, t: Token) -> Character | None:
        """The member that the head of a definite phrase goes back to, where the encoder is sure."""
        fits = self._before(t)
        return self.links.likeliest(t.start, (m for _, m in fits), ENOUGH)

    def pronoun(
        self, t: Token, aside: Sequence[Character], *, near: bool = False
    ) -> Character | None:
        """The one member that a pronoun of the third person means, none of those `aside`.

        near: whether the one that alone fits nearby goes before what the encoder says.
        """
        if t.lower not in OBJECTS:
            return None
        fits = [(end, m) for end, m in self._before(t) if m not in aside and self._agrees(t, m)]
        if not fits:
            return None
        chosen = self._nearest(t, fits) if near or not self.links else None
        if chosen is None:
            least = SURE if t.lower in MANY | THING else ENOUGH
            chosen = self.links.likeliest(t.start, (m for _, m in fits), least)
        if chosen is not None:
            chosen.add((t.start, t.end), "pronoun")
        return chosen

    def _before(self, t: Token) -> list[tuple[int, Character]]:
        """Ends of the mentions shortly before a token, with their members, in text order."""
        return [(end, m) for _, end, m in self.cast.mentions.before(t.start, REACH)]

    def _agrees(self, t: Token, member: Character) -> bool:
        if t.lower in MANY:
            return member.kind in ("group", "organisation")
        if t.lower in THING:
            return member.kind in ("organisation", "state") and not member.place
        return member.person and not clash(member.gender, OBJECTS[t.lower])

    def _nearest(self, t: Token, fits: list[tuple[int, Character]]) -> Character | None:
        """The one that alone fits in this sentence or, failing any, in the one before."""
        if t.lower in MANY:
            return None
        for sentence in (t.sentence, t.sentence - 1):
            near = [m for end, m in fits if self.cut[self.at(end) - 1].sentence == sentence]
            known = list(dict.fromkeys(near))
            if known:
                return known[0] if len(known) == 1 else None
        return None

    def two(self, said: Said) -> tuple[Character, ...]:
        """Whom "both" means by itself in what is said."""
        return tuple(self.both(said))

    def called(self, i: int, j: int) -> tuple[Character, ...]:
        """The unnamed body that tokens `[i, j)` call by a common noun: "this newspaper"."""
        phrase = parse(self.cut[i:j], ())
        kind: ActorKind = "organisation" if phrase and phrase.kind == "body" else "group"
        return (self.nominals.unnamed.own(phrase, kind),) if phrase else ()

    def nominal(self, phrase: Phrase) -> Character | None:
        """The member that a common noun phrase means, or the new one that it names."""
        return self.nominals.speaker(phrase)


def determined(t: Token) -> bool:
    """Whether a token leads a noun phrase without being part of its name."""
    return t.lower in roles.LEADS or t.text[0].isdigit()
