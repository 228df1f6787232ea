"""Whom a content concerns: the actors that it names or means, the speaker aside, in text order."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence

from onrecord.read import lexicon as lex
from onrecord.read import role_words as roles
from onrecord.read.characters import Character, clash
from onrecord.read.context import Said
from onrecord.read.names import Name
from onrecord.read.phrases import collective, head_kind, parse
from onrecord.read.references import OBJECTS, References, determined
from onrecord.read.tokens import Token

#: Those whom a person acts for.
Sides = Callable[[Character], Sequence[Character]]
#: How far a modifier may stand before its head.
MODIFIERS = 3


class Concerned:
    """Finds whom statements are about."""

    def __init__(self, references: References, sides: Sides) -> None:
        self.known = references
        self.sides = sides
        self.cut = references.cut
        self.cast = references.cast

    def of(self, said: Said) -> tuple[Character, ...]:
        """The actors that one statement's content concerns."""
        found: list[Character] = []
        for start, end in sorted(said.content):
            first, last = self.known.at(start), self.known.at(end)
            found += self._inside(first, last, said)
        return tuple(dict.fromkeys(m for m in found if m not in said.speakers))

    def _inside(self, i: int, last: int, said: Said) -> Iterator[Character]:
        """Members meant between two tokens, in text order."""
        while i < last:
            t = self.cut[i]
            name = self.known.name_at(t)
            member: Character | None = None
            if name is not None:
                i, member = self._by_name(i, last, name, said)
            else:
                if self._is_head(i, last):
                    yield from self._nominal(i, said)
                elif t.lower == "both" and self._lower(i + 1) in roles.BEHIND_BOTH:
                    yield from self.known.two(said)
                # "It" in a quotation mostly stands for no actor.
                elif t.lower in OBJECTS and not (t.quoted and t.lower == "it"):
                    member = self._pronoun(t, said)
                i += 1
            if member is not None:
                yield member

    def _pronoun(self, t: Token, said: Said) -> Character | None:
        """Whom a pronoun means; he or she outside a quotation is the speaker, if that can be."""
        gender = lex.SINGULAR.get(t.lower)
        if gender is None:
            return self.known.pronoun(t, ())
        may = any(m.person and not clash(m.gender, gender) for m in said.speakers)
        return None if may and not t.quoted else self.known.pronoun(t, said.speakers)

    def _by_name(self, i: int, last: int, name: Name, said: Said) -> tuple[int, Character | None]:
        """The token behind a name, and its member or that of the phrase it opens: "Russian forces"."""
        j = i
        while j < last and self.cut[j].start < name.end:
            j += 1
        modifies = name.kind in ("demonym", "unknown", "state", "organisation")
        for k in range(j, min(last, j + 2) if modifies and not self.cut[j - 1].possessive else j):
            if not self.cut[k].text.islower():
                break
            if self._is_head(k, last) and head_kind(self.cut[k].lower) != "body":
                return k + 1, self._phrase(i, k + 1)
        return j, self._named(name, j, said)

    def _named(self, name: Name, after: int, said: Said) -> Character | None:
        """The member of a name, unless the name is only where something is, or no name at all."""
        member = self.cast.of.get((name.start, name.end))
        place = self._placed(self.known.at(name.begin), name)
        if name.kind == "seat":
            return None if place or self._lower(after) in roles.MEETINGS else self._seat(name)
        if place and (member is None or member.kind != "person"):
            return None
        if collective(name):
            return self._called(name, said)
        if member is None:
            body = name.kind in ("organisation", "unknown") and name.words[0].lower() in lex.BODIES
            return self._called(name, said) if body or name.kind == "title" else None
        return member if self._real(name, member, self._lower(after)) else None

    def _seat(self, name: Name) -> Character | None:
        body = self.cast.seat(name)
        if body is not None:
            body.add((name.start, name.end), "name")
        return body

    def _real(self, name: Name, member: Character, after: str) -> bool:
        """Whether a name is an actor's: no adjective of a thing, place or word with a capital."""
        if name.kind == "demonym":
            people = name.text.endswith("s") and self._lower(self.known.at(name.begin) - 1) == "the"
            return after in roles.DEEDS or people
        kind = self.known.kind(self.cut[self.known.at(name.start)])
        if name.kind == "state" or kind in ("Person", "Organization"):
            return True
        if kind == "Location" or (kind == "" and name.kind == "unknown"):
            return False
        return member.sure or len(name.words) > 1

    def _placed(self, i: int, name: Name) -> bool:
        """Whether the words before a name make it only where something is: "in western Libya"."""
        k = i - 1
        while k > 0 and self._lower(k) in roles.BEFORE_PLACE:
            k -= 1
        named_after = self._lower(k) == "of" and k > 0 and self.cut[k - 1].capital
        return self._lower(k) in roles.PLACED or (named_after and name.kind in ("state", "seat"))

    def _called(self, name: Name, said: Said) -> Character | None:
        """The one member that an office or a body's short name stands for: "the Minister"."""
        found = self.known.who((name.begin, name.end), said)
        return found[0] if len(found) == 1 else None

    def _is_head(self, i: int, last: int) -> bool:
        """Whether token `i` is the head of a common noun phrase that can mean somebody."""
        t = self.cut[i]
        listed = t.lower in roles.NOUNS
        if not listed and not (head_kind(t.lower) == "people" and t.lower.endswith(roles.HUMAN)):
            return False
        if (
            not (t.text.islower() or t.text.istitle())
            or t.lower in roles.VAGUE
            or "as" in (self._lower(i - 1), self._lower(i - 2))
        ):
            return False
        after = self.cut[i + 1] if i + 1 < last else None
        if after is None or t.possessive or not after.text[0].isalpha():
            return True
        return head_kind(after.lower) == "thing" or after.lower in lex.AFTER_HEAD

    def _nominal(self, i: int, said: Said) -> Sequence[Character]:
        """The members that the phrase with head `i` means; a body only if it is known by name."""
        begin = i
        while begin > 0 and i - begin < MODIFIERS and self._modifies(begin - 1):
            begin -= 1
        lead = begin
        while lead > 0 and determined(self.cut[lead - 1]):
            lead -= 1
        leads = {t.lower for t in self.cut[lead:begin]}
        if leads & roles.OWNERS:
            return self._own(lead, i, said)
        if leads & roles.COUNTED and len(found := self._several(lead, i)) > 1:
            return found
        if leads & roles.DEFINITE and (member := self.known.meant(self.cut[i])):
            member.add((self.cut[begin].start, self.cut[i].end), "nominal")
            return [member]
        member = self._phrase(lead, i + 1)
        if member is None:
            return []
        known = member.kind != "organisation" or member.named
        return [member] if known or self.cut[i].lower in roles.ACTING_BODIES else []

    def _several(self, lead: int, head: int) -> Sequence[Character]:
        """The members that a phrase counts or somebody owns: "the two countries", "his aides"."""
        span = (self.cut[lead].start, self.cut[head].end)
        return self.known.who(span, Said(span, span, ()))

    def _own(self, lead: int, head: int, said: Said) -> Sequence[Character]:
        """Whom a phrase means that somebody owns: the state behind "my government" among them."""
        owner = self.cut[lead]
        if self.cut[head].lower not in roles.OWN_SIDE:
            theirs = owner.lower in lex.SELF or self.cut[head].lower in roles.VAGUE
            return () if theirs else [m for m in self._several(lead, head) if " of " in m.name]
        if len(said.speakers) != 1:
            return []
        member: Character | None = said.speakers[0]
        if owner.lower in lex.SINGULAR:
            member = self.known.pronoun(owner, ()) or member
        return self.sides(member) if member and member.kind == "person" else []

    def _modifies(self, i: int) -> bool:
        """Whether token `i` can belong to the phrase of the head behind it."""
        t, before = self.cut[i], self._lower(i - 1)
        if not t.text[0].isalpha() or t.lower in roles.BREAKS or determined(t) or t.possessive:
            return False
        if t.lower.endswith("ed"):
            free = not before or determined(self.cut[i - 1]) or before.endswith("ed")
            return free or before in lex.AFTER_HEAD
        verb = before in roles.BEFORE_VERB or (
            t.lower.endswith("s") and not t.lower.endswith(("ss", "ous"))
        )
        return not verb and not t.lower.endswith(("ing", "ly"))

    def _phrase(self, begin: int, end: int) -> Character | None:
        run = self.cut[begin:end]
        phrase = parse(run, self.cast.names_in(run[0].start, run[-1].end))
        return self.known.nominal(phrase) if phrase else None

    def _lower(self, i: int) -> str:
        return self.cut[i].lower if 0 <= i < len(self.cut) else ""


def concerned(
    references: References, said: Sequence[Said], sides: Sides
) -> list[tuple[Character, ...]]:
    """The actors that every statement's content concerns.

    sides: whom a person acts for.
    """
    finder = Concerned(references, sides)
    return [finder.of(s) for s in said]
