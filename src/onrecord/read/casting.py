"""An article's names grouped into the persons, bodies and states that they name."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character, clash, display, plain, same_person
from onrecord.read.introductions import HEADS, canonical, gender_of, introductions, own_words
from onrecord.read.joining import Joining
from onrecord.read.known import first_name
from onrecord.read.names import Name
from onrecord.world.states import state_named, state_of_demonym, states_sharing

PLACE_WORDS = lex.words("in at near from across outside inside through around into")

#: Paragraphs, headline and dateline among them, that name whom an article is about.
OPENING = 3


class Casting:
    """Fills one article's cast: full names first, then acronyms, short names, descriptions."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def fill(self) -> None:
        """Give every name its member."""
        cast = self.cast
        self._couples()
        for name in cast.names:
            self._add_full(name)
        self._share_demonyms()
        for name in cast.names:
            self._describe(name)
        full = set(cast.of)
        # What the article says of a gender goes before what first names tell.
        for member in cast.members:
            if member.kind == "person" and len(member.words) > 1 and member.gender is None:
                member.gender = cast.known.gender(member.name)
        Joining(cast, self._put).join()
        for name in cast.names:
            if (name.start, name.end) not in cast.of:
                self._add_short(name)
        for name in cast.names:
            if (name.start, name.end) not in full:
                self._describe(name)
        for name in cast.names:
            # What nothing else says the encoder may, where it is as good as certain.
            called = cast.of.get((name.start, name.end))
            if called and name.sure and called.kind == name.kind:
                called.sure = True
        self._look_up()
        cast.filled()

    def _look_up(self) -> None:
        """Learn what the tables say of members: genders of bare surnames, offices of full names."""
        cast = self.cast
        for member in cast.members:
            member.name = display(member.name)
            if member.kind == "person" and len(member.words) == 1 and member.gender is None:
                known_so = cast.known.surnamed(member.name)
                member.gender = known_so.gender if known_so else None
            if member.kind == "person" and len(member.words) > 1:
                member.descriptions += cast.known.offices(member.name)

    def _add_full(self, name: Name) -> None:
        lower = tuple(w.lower() for w in name.words)
        if (bearer := self._lettered(name, self.cast.surnamed(lower[-1]))) is not None:
            self._put(name, bearer)
        elif (name.kind == "state" and (state := state_named(name.text))) or (
            name.kind == "demonym" and (state := state_of_demonym(name.text))
        ):
            self._put(name, self.cast.state(state.name))
        elif name.kind == "organisation" and len(lower) > 1:
            # As written, with the possessives that words leave out: "Workers' Union".
            called = " ".join(self.cast.text[name.start : name.end].split())
            self._put(
                name,
                self.cast.same(plain(lower)) or self.cast.new(called, "organisation", plain(lower)),
            )
        elif name.kind == "person" and len(lower) > 1 and lower[0] not in lex.PARTICLES:
            surname = [*self.cast.surnamed(lower[-1]), *self.cast.starting(lower[0])]
            known = self.cast.same(lower) or next(
                (m for m in surname if same_person(m, lower) or _shortens(m, lower)), None
            )
            if known and known.kind == "person" and len(name.text) > len(known.name):
                self.cast.renamed(known, name.text, lower)
            sure = bool(name.title)
            self._put(name, known or self.cast.new(name.text, "person", lower, sure))
        elif name.kind in ("unknown", "place") and len(lower) > 1:
            member = self.cast.same(lower) or self.cast.new(
                name.text, "organisation", lower, sure=False
            )
            member.place = member.place or name.kind == "place"
            self._put(name, member)

    def _couples(self) -> None:
        """Give the first of two who share a surname theirs: "David and Ann Lee"."""
        for left, right in pairwise(self.cast.names):
            between = self.cast.text[left.end : right.begin].split()
            one = len(left.words) == 1 and left.kind in ("person", "unknown") and not left.title
            pair = one and between == ["and"] and right.kind == "person" and not right.title
            if pair and len(right.words) > 1 and first_name(left.text.lower()):
                words = (left.text, *right.words[1:])
                lower = tuple(w.lower() for w in words)
                known = self.cast.same(lower) or self.cast.new(" ".join(words), "person", lower)
                self._put(left, known)

    def _lettered(self, name: Name, surname: Sequence[Character]) -> Character | None:
        """Whom letters for an office and a surname name: "VPM Lee" of the Vice-Prime Minister Ann Lee."""
        letters = name.words[0].isupper() and name.words[0].isalpha() and len(name.words[0]) > 1
        fits = [m for m in surname if m.kind == "person" and len(m.words) > 1]
        alone = letters and not name.title and len(name.words) == len(("VPM", "Lee"))
        alone = alone and name.kind in ("person", "unknown")
        return fits[0] if alone and len(fits) == 1 and not name.text.isupper() else None

    def _share_demonyms(self) -> None:
        """Give a name that several states have to the one of them that the article names in full."""
        for name in self.cast.names:
            if name.kind == "demonym" and (name.start, name.end) not in self.cast.of:
                owners = [s.name for s in states_sharing(name.text) if self.cast.has_state(s.name)]
                if len(owners) == 1:
                    self._put(name, self.cast.state(owners[0]))

    def _add_short(self, name: Name) -> None:
        if name.kind in ("title", "demonym"):
            return
        lower = tuple(w.lower() for w in name.words)
        if name.kind == "organisation" and lower[0] in lex.BODIES:
            return
        lower = plain(lower)
        member = self._longer(name, lower)
        if member is None and name.kind == "seat":
            return
        if member is None and not self.cast.ending(lower):
            person = name.kind == "person"
            member = self.cast.same(lower) or self.cast.new(
                name.text,
                "person" if person else "organisation",
                lower,
                sure=(person and len(lower) == 1)
                or (name.kind == "organisation" and name.text.isupper()),
            )
        if member is not None:
            self._put(name, member)
        elif self.cast.ending(lower):
            self.cast.unsettled.append(name.start)

    def _longer(self, name: Name, lower: tuple[str, ...]) -> Character | None:
        """The one member whose name these words shorten; the surname goes before the first name."""
        if name.kind == "organisation" and len(name.text) < 4:
            return None
        several = self.cast.ending(lower)
        if len(several) > 1:
            return self._which(name, several)
        if several:
            return None if clash(several[0].gender, gender_of(name.title)) else several[0]
        starts = [
            m
            for m in self.cast.starting(lower[0])
            if len(m.words) > len(lower)
            and m.words[: len(lower)] == lower
            and m.words[-1] not in lex.DOCUMENTS - lex.OUTLETS
        ]
        # "Mr Kim" is a surname, though it comes first in the full name.
        if (name.title and name.kind == "person") or self.cast.known.family(lower[0]):
            starts = [m for m in starts if m.kind == "person"]
            if len(starts) > 1:
                return self._which(name, starts) or self._told_last(name, starts)
        if not starts and len(lower) == 1 and name.kind in ("person", "unknown"):
            inner = [
                m for m in self.cast.members if m.kind == "person" and lower[0] in m.words[1:-1]
            ]
            return inner[0] if len(inner) == 1 else None
        in_place = name.kind == "place" or self.cast.before(name) in PLACE_WORDS
        in_place = in_place and not any(m.kind == "person" for m in starts)
        return starts[0] if len(starts) == 1 and not in_place and name.kind != "seat" else None

    def _told_last(self, name: Name, several: list[Character]) -> Character | None:
        """Of persons with one family name in front, the one named in full most often, else last."""
        often = max(len(m.mentions) for m in several)
        most = [m for m in several if len(m.mentions) == often]
        before = [m for m in several if m.first < name.start]
        if len(most) == 1 or not before:
            return most[0] if len(most) == 1 else None
        return max(before, key=lambda m: max(s for s, _ in m.mentions if s < name.start))

    def _which(self, name: Name, several: list[Character]) -> Character | None:
        """Of persons with one surname, the one that the title fits or that alone came before.

        Else it is the one whom the article opens with: others keep their first names.
        """
        gender = gender_of(name.title)
        several = [m for m in several if not clash(m.gender, gender)]
        titled = [m for m in several if any(set(name.title) <= d for d in m.descriptions)]
        if len(several) == 1 or (name.title and len(titled) == 1):
            return (titled if len(several) > 1 else several)[0]
        bare = [
            m
            for m in several
            if any(self.cast.text[s:e].lower() == name.text.lower() for s, e in m.mentions)
        ]
        if len(bare) == 1 and not gender:
            return bare[0]
        several.sort(key=lambda m: m.first)
        # A headline shortens who is named in full only below it.
        earlier = [m for m in several if m.first < name.start] or several
        if len(earlier) < 2:
            return earlier[0] if earlier else None
        first, second = (self.cast.cut[self.cast.index[m.first]].paragraph for m in earlier[:2])
        kin = any(set(earlier[1].words) <= {*d, *earlier[0].words} for d in earlier[0].descriptions)
        return earlier[0] if kin or first < min(second, OPENING) else None

    def _determined(self, name: Name, words: list[str]) -> bool:
        """Whether a description has a determiner, before it if it stands before the name."""
        before = self.cast.index[name.begin] - len(words) - 1
        leads = before >= 0 and self.cast.cut[before].lower in lex.DETERMINERS
        return leads or bool(lex.DETERMINERS & set(words))

    def _put(self, name: Name, member: Character) -> None:
        self.cast.of[name.start, name.end] = member
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

    def _describe(self, name: Name) -> None:
        """Learn from what stands before and after a name: offices, kinds, gender, places."""
        member = self.cast.of.get((name.start, name.end))
        if member is None or name.begin not in self.cast.index:
            return
        for words in introductions(self.cast.cut, self.cast.index[name.begin], name):
            heads = HEADS.intersection(own_words(words))
            if not heads or member.kind == "state":
                continue
            described = canonical(own_words(words))
            member.descriptions.append(described | canonical(name.title))
            member.gender = member.gender or gender_of(words)
            if not member.sure and self.cast.before(name) not in PLACE_WORDS | {"the"}:
                # "The contractor" can be either, and "in the senate Ann Lee" says nothing of her.
                agent = all(h.endswith(("er", "or")) for h in heads)
                either = name.sure and (agent or not self._determined(name, words))
                member.kind = "person" if either or heads & lex.PERSONS else "organisation"
                member.sure = True
        if not member.sure and self.cast.before(name) in PLACE_WORDS:
            member.place = True


def _shortens(member: Character, lower: tuple[str, ...]) -> bool:
    """Whether one name is the other's end or beginning: "Hossein Amir Karimi", "Ana Paz Robles"."""
    if member.kind != "person" or len(member.words) < 2:
        return False
    short, long = sorted((member.words, lower), key=len)
    return short in (long[-len(short) :], long[: len(short)])
