"""Names of an article that are one member's though their words differ: acronyms, shared offices."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character, initials_of, plain
from onrecord.read.introductions import canonical
from onrecord.read.name_runs import known
from onrecord.read.names import Name


class Joining:
    """Makes one of the members of one article's cast that are the same."""

    def __init__(self, cast: Cast, put: Callable[[Name, Character], None]) -> None:
        """put: gives a name its member."""
        self.cast = cast
        self._put = put
        self._acronyms: dict[str, list[Character]] = {}

    def join(self) -> None:
        """Make one of "World Health Organization (WHO)", and of initials that fit one body only."""
        for member in self.cast.members:
            if member.kind == "organisation" and len(member.words) > 1:
                for key in initials_of(member.words) | lex.KNOWN_AS.get(
                    " ".join(member.words), set()
                ):
                    self._acronyms.setdefault(key, []).append(member)
        for name in self.cast.names:
            short = plain(tuple(w.lower() for w in name.words))
            if name.kind == "organisation" and len(short) == 1 and short[0] in self._acronyms:
                self._put(
                    name, self.cast.same(short) or self.cast.new(name.text, "organisation", short)
                )
        for left, right in zip(self.cast.names, self.cast.names[1:], strict=False):
            between = (
                self.cast.text[left.end : right.start].strip()
                + self.cast.text[right.end : right.end + 1]
            )
            short = right.words[1:] if right.words[0] == left.words[0] else right.words
            if between == "()" and len(short) == 1 and short[0].replace(".", "").isupper():
                self._bracketed(left, right)
        names = self.cast.names
        for left, right in (*pairwise(names), *zip(names, names[2:], strict=False)):
            self._join_offices(left, right)
        self._join_prefixed()
        self.cast.join_companies()
        for member in [
            m for m in self.cast.members if len(m.words) == 1 and m.kind == "organisation"
        ]:
            fits = [m for m in self._acronyms.get(member.words[0], []) if m is not member]
            if len(fits) == 1:
                self.cast.merge(fits[0], member)

    def _join_offices(self, left: Name, right: Name) -> None:
        """Give a person the first of two offices: "Trade Minister and party leader Ann Lee"."""
        between = self.cast.text[left.end : right.begin].lower().split()
        member = self.cast.of.get((right.start, right.end))
        other = between[-1:] == ["and"] and bool(right.title)
        other = other or (len(between) in (2, 3) and between[-1] in lex.TITLES | lex.PERSONS)
        two = left.kind == "title" and between[:1] == ["and"] and other
        two = two and self.cast.before(left) not in lex.DETERMINERS
        if two and member and member.kind == "person":
            self.cast.of[left.start, left.end] = member
            member.add((left.start, left.end), "nominal")
            member.descriptions.append(canonical(left.title))

    def _join_prefixed(self) -> None:
        """Make one of a body's name with and without its owner's: "United Nations Security Council"."""
        bodies = [m for m in self.cast.members if m.kind == "organisation" and len(m.words) > 1]
        by_tail: dict[tuple[str, ...], list[Character]] = {}
        for member in bodies:
            for k in range(1, len(member.words) - 1):
                owner = " ".join(member.words[:k])
                if known(owner) or self.cast.known.named(owner):
                    by_tail.setdefault(member.words[k:], []).append(member)
        for member in bodies:
            longer = by_tail.get(member.words, ())
            if len(longer) == 1 and set(member.words) & lex.BODIES:
                self.cast.merge(longer[0], member)

    def _bracketed(self, left: Name, right: Name) -> None:
        """Give a body the acronym that follows it in brackets."""
        full, short = (
            self.cast.of.get((left.start, left.end)),
            self.cast.of.get((right.start, right.end)),
        )
        party = left.title or right.text[1:2] == "-"
        if full is None or (short and short.kind == "state") or (full.kind == "person" and party):
            # "Sen. Ann Lee (D-Ohio)"
            return
        letters = {right.text.replace(".", "").lower()}
        if full.kind == "state" and not letters & initials_of(w.lower() for w in left.words):
            # The agency of a dateline: "MANAGUA (EFE)".
            return
        if full.kind == "person":
            # Nobody's name has an acronym: "National Rally (RN)" is a body.
            if full.sure:
                return
            full.kind = "organisation"
        if short is None:
            key = plain((right.text.lower(),))
            short = self.cast.same(key) or self.cast.new(right.text, "organisation", key)
            self._put(right, short)
        self.cast.merge(full, short)
