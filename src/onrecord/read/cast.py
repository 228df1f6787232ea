"""The cast of an article: its persons, bodies and states, found by name and by place in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from onrecord.read.characters import Character, Mentions, bare, same_person
from onrecord.read.known import Known
from onrecord.read.lexicon import words
from onrecord.read.names import Name
from onrecord.read.tokens import Token
from onrecord.records import ActorKind
from onrecord.world.entities import Entity
from onrecord.world.spelling import folded
from onrecord.world.states import state_named, state_of_capital

#: Legal forms and the like at the end of companies' names.
LEGAL = words(
    "inc corp corporation ltd limited llc llp plc co company holdings group bhd berhad sdn pty gmbh "
    "ag sa nv se spa ab asa oyj kk tbk pjsc ojsc"
)


class Cast:
    """All members of one article's cast; `casting` fills it with those who have a name."""

    def __init__(
        self, text: str, cut: Sequence[Token], found: Sequence[Name], known: Known
    ) -> None:
        self.text = text
        self.cut = cut
        self.names = found
        self.known = known
        self.index = {t.start: i for i, t in enumerate(cut)}
        self.members: list[Character] = []
        self.of: dict[tuple[int, int], Character] = {}
        self.unsettled: list[int] = []
        self.mentions = Mentions(())
        self.openers = Counter(n.words[0] for n in found)
        self._starts = [t.start for t in cut]
        self._begins = [n.begin for n in found]
        self._places: list[tuple[int, int]] = []
        self._states: dict[str, Character] = {}
        self._words: dict[tuple[str, ...], Character] = {}
        self._first: dict[str, list[Character]] = {}
        self._last: dict[str, list[Character]] = {}

    def filled(self) -> None:
        """Note that every name has its member, or none."""
        self._places = sorted(self.of)
        self.mentions = Mentions(self.members)

    def join(self, member: Character) -> None:
        """Take in a member that no name of the article made."""
        member.noted = self.mentions
        self.members.append(member)

    def state(self, name: str) -> Character:
        """The state of that table name, as a member; made when it is not one yet."""
        if name not in self._states:
            kind: ActorKind = "state" if state_named(name) else "organisation"
            lower = tuple(name.lower().split())
            self._states[name] = self.same(lower) or self.new(name, kind, lower)
        return self._states[name]

    def has_state(self, name: str) -> bool:
        """Whether the state of that table name is a member."""
        return name in self._states

    def person(self, entity: Entity) -> Character:
        """The member that is that person of the knowledge base; made when it is not one yet."""
        lower = tuple(entity.name.lower().split())
        known = self.same(lower) or next(
            (
                m
                for m in self.surnamed(lower[-1])
                if same_person(m, lower) or (m.kind == "person" and len(m.words) == 1)
            ),
            None,
        )
        member = known or self.new(entity.name, "person", lower)
        member.gender = member.gender or entity.gender
        return member

    def same(self, lower: tuple[str, ...]) -> Character | None:
        """The member of exactly those words, in lower case."""
        return self._words.get(_key(lower))

    def starting(self, word: str) -> Sequence[Character]:
        """Members whose names start with that word, in lower case."""
        return self._first.get(folded(word), ())

    def surnamed(self, word: str) -> Sequence[Character]:
        """Members whose names end with that word, in lower case."""
        return self._last.get(folded(bare(word)), ())

    def ending(self, lower: tuple[str, ...]) -> list[Character]:
        """Persons whose longer names end in these words."""
        asked = tuple(map(bare, lower))
        return [
            m
            for m in self.surnamed(lower[-1])
            if m.kind == "person"
            and len(m.words) > len(lower)
            and tuple(map(bare, m.words[-len(lower) :])) == asked
        ]

    def new(
        self, name: str, kind: ActorKind, lower: tuple[str, ...], sure: bool = True
    ) -> Character:
        """Add a member under that name; `lower` are its words, in lower case."""
        member = Character(name, kind, lower, sure=sure)
        self.join(member)
        self._words[_key(lower)] = member
        self._first.setdefault(folded(lower[0]), []).append(member)
        self._last.setdefault(folded(bare(lower[-1])), []).append(member)
        return member

    def renamed(self, member: Character, name: str, lower: tuple[str, ...]) -> None:
        """Call a member by a longer name."""
        member.name, member.words = name, lower
        self._words[_key(lower)] = member

    def merge(self, kept: Character, gone: Character) -> None:
        """Make one member of two."""
        if kept is gone:
            return
        for span, form in gone.mentions.items():
            kept.add(span, form)
        kept.descriptions += gone.descriptions
        kept.sure = True
        self.of.update(dict.fromkeys(gone.mentions, kept))
        self._words[_key(gone.words)] = kept
        for index, key in ((self._first, gone.words[0]), (self._last, bare(gone.words[-1]))):
            index[folded(key)].remove(gone)
        self.members.remove(gone)

    def join_companies(self) -> None:
        """Make one of a company's name with and without its legal form: "Acme Holdings Inc"."""
        for member in [m for m in self.members if m.kind == "organisation"]:
            brand = member.words
            while len(brand) > 1 and brand[-1].rstrip(".") in LEGAL:
                brand = brand[:-1]
            short = self.same(brand) if 1 < len(brand) < len(member.words) else None
            both = short in self.members and member in self.members
            if both and short and short is not member and short.kind == "organisation":
                self.merge(member, short)

    def before(self, name: Name) -> str:
        """The word before a name and its titles, in lower case."""
        i = self.index.get(name.begin, 0)
        return self.cut[i - 1].lower if i else ""

    def names_in(self, begin: int, end: int) -> list[Name]:
        """Names that share words with `[begin, end)`."""
        first = max(0, bisect_left(self._begins, begin) - 1)
        last = bisect_left(self._begins, end)
        return [n for n in self.names[first:last] if n.end > begin]

    def spoken_of(self, begin: int, end: int) -> list[tuple[int, Character]]:
        """Members named inside `[begin, end)`, with where, in text order."""
        first = bisect_left(self._places, (begin, begin))
        last = bisect_left(self._places, (end, end))
        return [(place[0], self.of[place]) for place in self._places[first:last] if place[1] <= end]

    def sentence_at(self, at: int) -> Sequence[Token]:
        """The tokens of the sentence around a character."""
        i = j = self.index_at(at)
        while i > 0 and self.cut[i - 1].sentence == self.cut[j].sentence:
            i -= 1
        while j < len(self.cut) and self.cut[j].sentence == self.cut[i].sentence:
            j += 1
        return self.cut[i:j]

    def tokens(self, begin: int, end: int) -> Sequence[Token]:
        """The tokens that start in `[begin, end)`."""
        return self.cut[bisect_left(self._starts, begin) : bisect_left(self._starts, end)]

    def index_at(self, at: int) -> int:
        """Index of the token at a character, or of the last one before it."""
        return max(0, bisect_left(self._starts, at + 1) - 1)

    def seat(self, name: Name) -> Character | None:
        """The state or body that speaks under the name of its capital or building."""
        owned = (name.text.lower(), "government")
        owner = next((m for m in self.members if not m.named and m.words == owned), None)
        body = self.known.seat(name.text)
        if owner or body is None:
            return owner
        if body.kind == "state" or state_of_capital(name.text):
            return self.state(body.name)
        # A building's name is as good a name for its body as any: "the Pentagon".
        lower = tuple(w.lower() for w in name.words)
        return self.same(lower) or self.new(name.text, "organisation", lower)


def _key(lower: tuple[str, ...]) -> tuple[str, ...]:
    """Words without accents and the like, in which spellings of one name differ."""
    return tuple(map(folded, lower))
