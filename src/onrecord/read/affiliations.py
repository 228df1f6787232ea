"""Whom an introduction makes somebody act for: "the ministry" of "a spokesman for the ministry"."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cached_property

from onrecord.read import lexicon as lex
from onrecord.read import role_words as roles
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.introduced import Introduction
from onrecord.world import Office, World
from onrecord.world.states import is_demonym


class Affiliations:
    """Finds the bodies and states that introductions name.

    same: the member that stands for all of one entity. member: that of a key of the tables.
    office: the office that an introduction describes in full.
    """

    def __init__(
        self,
        cast: Cast,
        on: str | None,
        same: Callable[[Character], Character],
        member: Callable[[str], Character],
        office: Callable[[Introduction], Office | None],
    ) -> None:
        self.cast = cast
        self.world = World.open()
        self.on = on
        self.same = same
        self.member = member
        self.office = office

    def body(self, said: Introduction) -> Character | None:
        """The body or state that an introduction names; the longest name of the tables wins."""
        begin, end = said.run
        for size in range(min(6, end - begin), 0, -1):
            for i in range(begin, end - size + 1):
                if member := self._named_by(i, i + size):
                    return member
        if office := self.office(said):
            return self.member(office.body)
        return self._meant_by(begin, end)

    def home(self, spoken: Sequence[Introduction]) -> list[Character]:
        """The state whose ministers an article need not call its own: it names no other as often.

        spoken: how the article introduces somebody.
        """
        titles = [set(each.words) for each in spoken]
        if not any("minister" in words and not words & roles.LOCAL for words in titles):
            return []
        states = [m for m in self.cast.members if m.kind == "state" and self.same(m) is m]
        states.sort(key=lambda m: -len(m.mentions))
        count = [*(len(m.mentions) for m in states), 0, 0]
        return states[:1] if count[0] >= max(2, 2 * count[1]) else []

    def _meant_by(self, begin: int, end: int) -> Character | None:
        """The body that a possessive or a common noun before the head goes back to."""
        lead = self.cast.cut[begin - 1] if begin else None
        if lead and lead.lower in ("its", "their"):
            return self._pronouns.get((lead.start, lead.end))
        for t in self.cast.cut[begin:end]:
            if t.lower in roles.SPEAKING_BODIES:
                named = (m for m in self.cast.members if m.named and m.kind == "organisation")
                fits = [m for m in named if t.lower in m.words and m.first < t.start]
                return self.same(fits[0]) if len(fits) == 1 else None
        return None

    @cached_property
    def _pronouns(self) -> dict[tuple[int, int], Character]:
        """Bodies and states by the pronouns that were settled as theirs."""
        return {
            span: self.same(m)
            for m in self.cast.members
            if m.kind in ("organisation", "state")
            for span, form in m.mentions.items()
            if form == "pronoun"
        }

    def _no_body(self, i: int, member: Character) -> bool:
        """Whether a capital is a portfolio's ("Minister of Tourism") or a sentence's ("Farm leaders")."""
        before = [self.cast.cut[k].lower if k >= 0 else "" for k in (i - 2, i - 1)]
        tabled = member.kind == "state" or bool(set(member.words) & lex.BODIES)
        if not tabled and before[1] in ("of", "for") and before[0] in roles.PORTFOLIO_HOLDERS:
            return True
        opens = not before[1] or self.cast.cut[i - 1].sentence != self.cast.cut[i].sentence
        return opens and not member.sure and len(member.mentions) == 1 and not tabled

    def _named_by(self, i: int, j: int) -> Character | None:
        """The body that a run of tokens names, as a member of the cast."""
        first, last = self.cast.cut[i], self.cast.cut[j - 1]
        if not (first.capital or first.lower in ("foreign", "defence", "defense")):
            return None
        words = tuple(t.lower for t in self.cast.cut[i:j])
        member = self.cast.of.get((first.start, last.end))
        if member is None and not first.capital:
            return None
        if member and self._no_body(i, member):
            return None
        text = " ".join(t.text for t in self.cast.cut[i:j])
        entity = self.world.state_of_demonym(text) if i + 1 == j else None
        beside = (self.cast.cut[k].text for k in (i - 1, j) if 0 <= k < len(self.cast.cut))
        if entity is not None and any(is_demonym(word) for word in beside):
            # "The Turkish Cypriot leader" leads neither Turkey nor Cyprus.
            return None
        if entity is None and (member is None or member.kind == "person"):
            known = [e for e in self.world.named(text, self.on) if e.kind != "person"]
            entity = known[0] if known and words[-1] not in lex.TITLES else None
        if entity is not None:
            member = self.member(entity.key)
            member.add((first.start, last.end), "name")
        region = words[-1] in lex.REGIONS
        return self.same(member) if member and member.kind != "person" and not region else None
