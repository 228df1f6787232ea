"""The cast of an article: its names grouped into persons, bodies and states, with what is said of them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence

from onrecord.read import lexicon as lex
from onrecord.read.characters import Character, clash, display, initials_of, plain, same_person
from onrecord.read.introductions import canonical, gender_of, introductions
from onrecord.read.known import Known
from onrecord.read.names import Name
from onrecord.read.tokens import Token
from onrecord.records import ActorKind
from onrecord.world.entities import Entity
from onrecord.world.states import SEATS, state_named, state_of_capital, state_of_demonym

PLACE_WORDS = frozenset(
    ["in", "at", "near", "from", "across", "outside", "inside", "through", "around", "into"]
)


class Cast:
    """All members of one article's cast, found by name, by description and by place in the text."""

    def __init__(
        self, text: str, cut: Sequence[Token], found: Sequence[Name], known: Known
    ) -> None:
        self.text = text
        self.cut = cut
        self.names = found
        self._starts = [t.start for t in cut]
        self.index = {t.start: i for i, t in enumerate(cut)}
        self.known = known
        self.members: list[Character] = []
        self.of: dict[tuple[int, int], Character] = {}
        self.unsettled: list[int] = []
        self.openers = Counter(n.words[0] for n in found)
        self._begins = [n.begin for n in found]
        self._states: dict[str, Character] = {}
        self._words: dict[tuple[str, ...], Character] = {}
        self._first: dict[str, list[Character]] = {}
        self._last: dict[str, list[Character]] = {}
        self._acronyms: dict[str, list[Character]] = {}
        for name in found:
            self._add_full(name)
        for member in self.members:
            if member.kind == "person" and len(member.words) > 1 and member.gender is None:
                member.gender = known.gender(member.name)
        self._join_acronyms()
        for name in found:
            if (name.start, name.end) not in self.of:
                self._add_short(name)
        for name in found:
            self._describe(name)
        for member in self.members:
            member.name = display(member.name)
            if member.kind == "person" and len(member.words) > 1:
                member.descriptions += known.offices(member.name)
        self._places = sorted(self.of)

    def state(self, name: str) -> Character:
        """The state of that table name, as a member; made when it is not one yet."""
        if name not in self._states:
            kind: ActorKind = "state" if state_named(name) else "organisation"
            lower = tuple(name.lower().split())
            self._states[name] = self._same(lower) or self._new(name, kind, lower)
        return self._states[name]

    def person(self, entity: Entity) -> Character:
        """The member that is that person of the knowledge base; made when it is not one yet."""
        lower = tuple(entity.name.lower().split())
        known = self._same(lower) or next(
            (m for m in self._last.get(lower[-1], ()) if m.kind == "person" and len(m.words) == 1),
            None,
        )
        member = known or self._new(entity.name, "person", lower)
        member.gender = member.gender or entity.gender
        return member

    def _add_full(self, name: Name) -> None:
        lower = tuple(w.lower() for w in name.words)
        if (name.kind == "state" and (state := state_named(name.text))) or (
            name.kind == "demonym" and (state := state_of_demonym(name.text))
        ):
            self._put(name, self.state(state.name))
        elif name.kind == "metonym":
            self._put(
                name,
                self._same(lower)
                or self._new(lex.METONYMS[" ".join(lower)], "organisation", lower),
            )
        elif name.kind == "organisation" and len(lower) > 1:
            self._put(
                name,
                self._same(plain(lower)) or self._new(name.text, "organisation", plain(lower)),
            )
        elif name.kind == "person" and len(lower) > 1:
            surname = self._last.get(lower[-1], [])
            known = self._same(lower) or next((m for m in surname if same_person(m, lower)), None)
            if known and known.kind == "person" and len(name.text) > len(known.name):
                known.name, known.words = name.text, lower
                self._words[lower] = known
            self._put(name, known or self._new(name.text, "person", lower, sure=bool(name.title)))
        elif name.kind in ("unknown", "place") and len(lower) > 1:
            member = self._same(lower) or self._new(name.text, "organisation", lower, sure=False)
            member.place = member.place or name.kind == "place"
            self._put(name, member)

    def _add_short(self, name: Name) -> None:
        if name.kind in ("title", "demonym"):
            return
        lower = tuple(w.lower() for w in name.words)
        if name.kind == "organisation" and lower[0] in lex.BODIES:
            return
        lower = plain(lower)
        member = self._longer(name, lower)
        if member is None and name.kind == "capital":
            return
        if member is None and not self._ending(lower):
            person = name.kind == "person"
            member = self._same(lower) or self._new(
                name.text, "person" if person else "organisation", lower, sure=person
            )
        if member is not None:
            self._put(name, member)
        elif self._ending(lower):
            self.unsettled.append(name.start)

    def _longer(self, name: Name, lower: tuple[str, ...]) -> Character | None:
        """The one member whose name these words shorten; the surname goes before the first name."""
        if name.kind == "organisation" and len(name.text) < 4:
            return None
        several = self._ending(lower)
        if len(several) > 1:
            return self._which(name, several)
        if several:
            return None if clash(several[0].gender, gender_of(name.title)) else several[0]
        starts = [
            m
            for m in self._first.get(lower[0], [])
            if len(m.words) > len(lower) and m.words[: len(lower)] == lower
        ]
        if name.title and name.kind == "person":
            starts = [m for m in starts if m.kind == "person"]
        in_place = self._before(name) in PLACE_WORDS and not any(m.kind == "person" for m in starts)
        return starts[0] if len(starts) == 1 and not in_place and name.kind != "capital" else None

    def _which(self, name: Name, several: list[Character]) -> Character | None:
        """Of persons with one surname, the one that the title fits or that alone came before."""
        gender = gender_of(name.title)
        if gender and len(fit := [m for m in several if m.gender == gender]) == 1:
            return fit[0]
        if (
            name.title
            and len(
                fit := [m for m in several if any(set(name.title) <= d for d in m.descriptions)]
            )
            == 1
        ):
            return fit[0]
        if gender:
            several = [m for m in several if not clash(m.gender, gender)]
        bare = [m for m in several if any(len(self.text[s:e].split()) == 1 for s, e in m.mentions)]
        if len(bare) == 1 and not gender:
            return bare[0]
        earlier = [m for m in several if m.first < name.start]
        return earlier[0] if len(earlier) == 1 else None

    def _ending(self, lower: tuple[str, ...]) -> list[Character]:
        """Persons whose longer names end in these words."""
        return [
            m
            for m in self._last.get(lower[-1], [])
            if m.kind == "person" and len(m.words) > len(lower) and m.words[-len(lower) :] == lower
        ]

    def _same(self, lower: tuple[str, ...]) -> Character | None:
        return self._words.get(lower)

    def _new(
        self, name: str, kind: ActorKind, lower: tuple[str, ...], sure: bool = True
    ) -> Character:
        member = Character(name, kind, lower, sure=sure)
        self.members.append(member)
        self._words[lower] = member
        self._first.setdefault(lower[0], []).append(member)
        self._last.setdefault(lower[-1], []).append(member)
        return member

    def _put(self, name: Name, member: Character) -> None:
        self.of[name.start, name.end] = member
        member.add((name.start, name.end), "name")
        if name.title:
            member.gender = member.gender or gender_of(name.title)
            member.descriptions.append(canonical(name.title))
        if (
            member.name.isupper()
            and not name.text.isupper()
            and len(name.words) == len(member.words)
        ):
            member.name = name.text

    def _join_acronyms(self) -> None:
        """Make one of "World Health Organization (WHO)", and of initials that fit one body only."""
        for member in self.members:
            if member.kind == "organisation" and len(member.words) > 1:
                for key in initials_of(member.words) | lex.KNOWN_AS.get(
                    " ".join(member.words), set()
                ):
                    self._acronyms.setdefault(key, []).append(member)
        for name in self.names:
            short = plain(tuple(w.lower() for w in name.words))
            if name.kind == "organisation" and len(short) == 1 and short[0] in self._acronyms:
                self._put(name, self._same(short) or self._new(name.text, "organisation", short))
        for left, right in zip(self.names, self.names[1:], strict=False):
            between = (
                self.text[left.end : right.start].strip() + self.text[right.end : right.end + 1]
            )
            if between == "()" and len(right.words) == 1 and right.text.replace(".", "").isupper():
                self._bracketed(left, right)
        for member in [m for m in self.members if len(m.words) == 1 and m.kind == "organisation"]:
            fits = [m for m in self._acronyms.get(member.words[0], []) if m is not member]
            if len(fits) == 1:
                self._merge(fits[0], member)

    def _bracketed(self, left: Name, right: Name) -> None:
        """Give a body the acronym that follows it in brackets."""
        full, short = self.of.get((left.start, left.end)), self.of.get((right.start, right.end))
        if full is None or full.kind == "person" or (short and short.kind == "state"):
            return
        if short is None:
            key = plain((right.text.lower(),))
            short = self._same(key) or self._new(right.text, "organisation", key)
            self._put(right, short)
        self._merge(full, short)

    def _merge(self, kept: Character, gone: Character) -> None:
        if kept is gone:
            return
        for span, form in gone.mentions.items():
            kept.add(span, form)
        kept.descriptions += gone.descriptions
        kept.sure = True
        self.of.update(dict.fromkeys(gone.mentions, kept))
        self._words[gone.words] = kept
        for index, key in ((self._first, gone.words[0]), (self._last, gone.words[-1])):
            index[key].remove(gone)
        self.members.remove(gone)

    def _before(self, name: Name) -> str:
        i = self.index.get(name.begin, 0)
        return self.cut[i - 1].lower if i else ""

    def _describe(self, name: Name) -> None:
        """Learn from what stands before and after a name: offices, kinds, gender, places."""
        member = self.of.get((name.start, name.end))
        if member is None or name.begin not in self.index:
            return
        for words in introductions(self.cut, self.index[name.begin], name):
            heads = set(words) & (lex.PERSONS | lex.BODIES)
            if not heads or member.kind == "state":
                continue
            described = canonical(words)
            member.descriptions.append(described | canonical(name.title))
            member.gender = member.gender or gender_of(words)
            if not member.sure and self._before(name) not in PLACE_WORDS | {"the"}:
                member.kind = "person" if heads & lex.PERSONS else "organisation"
                member.sure = True
        if not member.sure and self._before(name) in PLACE_WORDS:
            member.place = True

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
        i = j = max(0, bisect_left(self._starts, at + 1) - 1)
        while i > 0 and self.cut[i - 1].sentence == self.cut[j].sentence:
            i -= 1
        while j < len(self.cut) and self.cut[j].sentence == self.cut[i].sentence:
            j += 1
        return self.cut[i:j]

    def seat(self, name: Name) -> Character | None:
        """The state, or the Union, that speaks under its capital's name."""
        key = name.text.lower()
        owner = next(
            (m for m in self.members if not m.named and m.words == (key, "government")), None
        )
        if owner or key in SEATS:
            return owner or self.state(SEATS[key])
        state = state_of_capital(name.text)
        return self.state(state.name) if state else None
