"""Members of the cast to the knowledge base, at the article's date.

A full name is never linked to somebody whom the article introduces as another; a bare surname only
where an office beside it, or a state in the article, says whose it is. Who shares nothing with the
tables has no key.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from onrecord.read import lexicon as lex
from onrecord.read import role_words as roles
from onrecord.read.affiliations import Affiliations
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.introduced import Introduction, introduced
from onrecord.records import ActorKind
from onrecord.world import Entity, Office, World
from onrecord.world.spelling import folded

#: Least prominent office that makes its holder act for its body; below are members of parliaments.
ACTS = 3
#: Most prominent offices, which a bare surname may mean without an office beside it.
PROMINENT = 1


@dataclass(slots=True)
class Linked:
    """What the knowledge base and the article say of one member."""

    member: Character
    entity: Entity | None = None
    offices: list[str] = field(default_factory=list)
    acts_for: list[Character] = field(default_factory=list)


class Linking:
    """Links one article's cast; members that mean the same entity become one."""

    def __init__(self, cast: Cast, published: str | None) -> None:
        self.cast = cast
        self.world = World.open()
        self.on = published
        self.found: dict[int, Linked] = {}
        self.by_key: dict[str, Character] = {}
        self._same: dict[int, Character] = {}
        self.affiliations = Affiliations(cast, self.on, self.same, self._member, self._office)
        for member in cast.members:
            if member.named and member.kind != "person" and (entity := self._body(member)):
                self._settle(member, entity)
        self.states = {e.entity.key for e in self.found.values() if e.entity}

    def same(self, member: Character) -> Character:
        """The member that stands for all that mean the same entity."""
        return self._same.get(id(member), member)

    def linked(self, member: Character) -> Linked:
        """A member with its entity, offices and those that it acts for."""
        member = self.same(member)
        known = self.found.get(id(member))
        if known is None or not (known.offices or known.acts_for):
            known = self._link(member, known)
        return known

    def all(self, members: Iterable[Character]) -> list[Linked]:
        """The members and all that they act for, in order of first mention."""
        found: dict[int, Linked] = {}
        waiting = list(members)
        while waiting:
            member = self.same(waiting.pop())
            if id(member) not in found:
                one = self.linked(member)
                found[id(one.member)] = one
                waiting += one.acts_for
        return sorted(found.values(), key=lambda one: (one.member.first, one.member.name))

    def _settle(self, member: Character, entity: Entity) -> Linked:
        """Note a member's entity; the first of an entity stands for the later ones."""
        first = self.by_key.setdefault(entity.key, member)
        if first is not member:
            for span, form in member.mentions.items():
                first.add(span, form)
            self._same[id(member)] = first
            member = first
        if entity.kind == "state":
            member.name = self._spelt(member, entity)
        elif entity.kind == "person" and " " not in member.name:
            member.name = entity.name
        return self.found.setdefault(id(member), Linked(member, entity))

    def _spelt(self, member: Character, entity: Entity) -> str:
        """A state's name in the tables' words, spelt as the article spells it."""
        for span in sorted(s for s, form in member.mentions.items() if form == "name"):
            name = " ".join(self.cast.text[slice(*span)].split())
            if folded(name) != folded(entity.name) and _content(name) == _content(entity.name):
                return name
        return entity.name

    def _body(self, member: Character) -> Entity | None:
        """The state, body or group of a member's name."""
        if member.kind == "group":
            return None
        found = [e for e in self.world.named(member.name, self.on) if e.kind != "person"]
        if member.kind == "state":
            found = [e for e in found if e.kind == "state"]
        if set(member.words) <= lex.BODIES:
            # Many states have a Congress: it is that of a state that the article names.
            states = {m.name for m in self.cast.members if m.kind == "state"}
            owners = [(e, self.world.entity(e.part_of)) for e in found if e.part_of]
            found = [e for e, owner in owners if owner and owner.name in states]
        return found[0] if len(found) == 1 or (found and member.sure) else None

    def _link(self, member: Character, known: Linked | None) -> Linked:
        spoken = introduced(self.cast, member)
        maybe = member.named and (member.kind == "person" or not member.sure)
        if maybe and known is None and (entity := self._person(member, spoken)):
            member.kind = "person"
            known = self._settle(member, entity)
            member = known.member
        named = known is None and member.named and member.kind != "person"
        if named and (entity := self._body(member)):
            # Made after the cast was linked: it may be a body that has an actor already.
            known = self._settle(member, entity)
            member = known.member
        known = known or self.found.setdefault(id(member), Linked(member))
        if member.kind in ("person", "office"):
            known.offices = self._offices(known, spoken)
        acting = [each for each in spoken if each.acting and member.kind != "state"]
        bodies = [b for each in acting if (b := self.affiliations.body(each))]
        if known.entity and not bodies:
            bodies = self._known_bodies(known.entity)
        if not bodies and known.entity is None:
            bodies = self.affiliations.home(acting)
        if not bodies and member.kind in ("organisation", "group"):
            bodies = self._owner(known)
        known.acts_for = [b for b in dict.fromkeys(bodies) if b is not known.member][:1]
        return known

    def _person(self, member: Character, spoken: Sequence[Introduction]) -> Entity | None:
        """The person whom a name means, if nothing in the article speaks against it."""
        words = [w for w in member.name.split() if len(w.rstrip(".")) > 1]
        names = [member.name, " ".join(words)]
        full = len(words) > 1
        found = next((f for n in names if (f := self._persons(n))), [])
        fits = [e for e in found if not self._against(e, spoken)]
        if full:
            return fits[0] if len(fits) == 1 else self._by_office(fits, spoken)
        return self._by_office(fits, spoken) or self._by_context(fits, spoken)

    def _persons(self, name: str) -> list[Entity]:
        """Persons of that full name or bare surname; a surname says nothing without a date."""
        if " " not in name and self.on is None:
            return []
        return [e for e in self.world.named(name, self.on) if e.kind == "person"]

    def _against(self, entity: Entity, spoken: Sequence[Introduction]) -> bool:
        """Whether an introduction says that it is somebody else."""
        for each in spoken:
            if each.head in roles.PRIVATE:
                return True
            office = self._office(each)
            if office is None or each.past:
                continue
            if self.on is None:
                held = {t.person for t in self.world.offices.tenures(office.key)}
            else:
                answer = self.world.answer(office, self.on)
                if answer.status == "unknown":
                    continue
                held = {t.person for t in answer.tenures}
            if held and entity.key not in held:
                return True
        return False

    def _office(self, said: Introduction) -> Office | None:
        """The office that an introduction describes in full."""
        words = said.text.split()
        while words:
            if office := self.world.office(" ".join(words)):
                return office
            if words[0].lower() not in roles.BEFORE_OFFICE:
                return None
            words = words[1:]
        return None

    def _by_office(self, fits: list[Entity], spoken: Sequence[Introduction]) -> Entity | None:
        """The one who holds an office that the article puts beside the name."""
        holding = []
        for entity in fits:
            held = self.world.offices_of(entity.key, self.on) if self.on else ()
            nouns = {noun for office, _ in held for noun in office.nouns}
            if any(_noun(each) in nouns or self._holds(each, held) for each in spoken):
                holding.append(entity)
        if len(holding) > 1:
            holding = [e for e in holding if e.part_of in self.states]
        return holding[0] if len(holding) == 1 else None

    def _holds(self, said: Introduction, held: Sequence[tuple[Office, object]]) -> bool:
        office = self._office(said)
        return office is not None and any(office.body == o.body for o, _ in held)

    def _by_context(self, fits: list[Entity], spoken: Sequence[Introduction]) -> Entity | None:
        """The one prominent office-holder whose state or body the article names."""
        assert self.on is not None or not fits
        near = []
        for entity in fits:
            held = self.world.offices_of(entity.key, self.on) if self.on else ()
            bodies = {office.body for office, _ in held if office.rank <= PROMINENT}
            if bodies & self.states or (held and entity.part_of in self.states and bodies):
                near.append(entity)
        return near[0] if len(near) == 1 and not spoken else None

    def _offices(self, known: Linked, spoken: Sequence[Introduction]) -> list[str]:
        """Offices as the article introduces them, in the tables' words where they know them."""
        found: list[str] = []
        held = self.world.offices_of(known.entity.key, self.on) if known.entity and self.on else ()
        for each in spoken:
            now = [office for office, _ in held if _noun(each) in office.nouns and not each.past]
            office = self._office(each) or next(iter(now), None)
            if office or (known.member.named and each.head in roles.HELD):
                found.append(office.name if office else each.text)
        if not any(not each.past for each in spoken):
            found += [office.name for office, _ in held if office.rank <= ACTS]
        return list(dict.fromkeys(found))

    def _known_bodies(self, entity: Entity) -> list[Character]:
        """Whom a linked person acts for at the date; the state of a body that is a part of one."""
        if entity.kind == "person" and self.on:
            held = self.world.offices_of(entity.key, self.on)
            return [self._member(office.body) for office, _ in held if office.rank <= ACTS]
        if entity.kind == "organisation" and entity.part_of and not entity.outlet:
            owner = self._member(entity.part_of)
            return [owner] if roles.GOVERNMENT & set(entity.name.lower().split()) else []
        return []

    def _owner(self, known: Linked) -> list[Character]:
        """The state of an unlinked body or group that has its adjective: "Finnish officials"."""
        spans = sorted(known.member.mentions) if known.entity is None else []
        for start, _ in spans:
            if start not in self.cast.index:
                continue
            i = self.cast.index[start]
            before = self.cast.cut[i - 1 : i] if i and self.cast.cut[i - 1].possessive else ()
            words = set(known.member.name.lower().split())
            ours = (self.cast.cut[i],) if words & roles.GROUPED else ()
            for t in (*ours, *(before if words & roles.GOVERNMENT else ())):
                state = self.world.state_of_demonym(t.text) or (
                    next(iter(self.world.named(t.text)), None) if t.possessive else None
                )
                if state and state.kind == "state":
                    return [self._member(state.key)]
        return []

    def _member(self, key: str) -> Character:
        """The member of that key, added to the cast where only an office or the tables name it."""
        if key not in self.by_key:
            entity = self.world.entity(key)
            assert entity is not None, key
            kind: ActorKind = "state" if entity.kind == "state" else "organisation"
            words = tuple(entity.name.lower().split())
            self.by_key[key] = Character(entity.name, kind, words)
            self.found[id(self.by_key[key])] = Linked(self.by_key[key], entity)
        return self.by_key[key]


def _noun(said: Introduction) -> str:
    """An introduction in the form of the tables' nouns."""
    return " ".join(said.words).replace("-", " ").removeprefix("u.s. ").removeprefix("us ")


def _content(name: str) -> list[str]:
    """The words of a name that tell it from others, without accents."""
    return [w for w in folded(name).split() if w not in ("of", "the", "and")]
