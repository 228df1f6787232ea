"""The words that introduce a member of the cast: "Russian President", "spokeswoman for the ministry"."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from onrecord.read import lexicon as lex
from onrecord.read import role_words as roles
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.names import Name
from onrecord.read.tokens import Token

LONGEST = 9


@dataclass(frozen=True, slots=True)
class Introduction:
    """Half-open token run of the words without determiner, their text, and their head, lower case."""

    run: tuple[int, int]
    text: str
    head: str
    words: tuple[str, ...]

    @property
    def past(self) -> bool:
        """Whether the office is one that its bearer no longer holds."""
        return bool(roles.PAST & set(self.words)) or any(w.startswith("ex-") for w in self.words)

    @property
    def acting(self) -> bool:
        """Whether its bearer acts for the body that it names."""
        return self.head in roles.ACTING and not self.past and "opposition" not in self.words


def introduced(cast: Cast, member: Character) -> list[Introduction]:
    """The introductions of a member, in text order; an unnamed one is introduced by its own words."""
    found: list[Introduction] = []
    for (start, end), form in sorted(member.mentions.items()):
        if start not in cast.index:
            continue
        if form == "nominal" and not member.named:
            first = cast.index[start]
            last = first
            while last < len(cast.cut) and cast.cut[last].start < end:
                last += 1
            found += _made(cast, first, last)
        elif form == "name":
            name = next((n for n in cast.names_in(start, end) if n.start == start), None)
            for run in _around(cast, name) if name else ():
                found += _made(cast, *run)
    return found


def _around(cast: Cast, name: Name) -> Iterator[tuple[int, int]]:
    """Token runs before and behind a name that may introduce it."""
    begin, first = cast.index.get(name.begin), cast.index[name.start]
    if begin is None:
        return
    left = _left(cast, begin, name)
    if left < first:
        yield left, first
    if begin > 1 and cast.cut[begin - 1].text == ",":
        left = _left(cast, begin - 1, name)
        if left < begin - 1:
            yield left, begin - 1
    last = first
    while last < len(cast.cut) and cast.cut[last].start < name.end:
        last += 1
    if last + 1 < len(cast.cut) and cast.cut[last].text == ",":
        end = last + 1
        while end < len(cast.cut) and end - last <= LONGEST + 2 and _runs_on(cast, end, name):
            end += 1
        yield last + 1, end


def _left(cast: Cast, begin: int, name: Name) -> int:
    """Where the words that run into token `begin` start."""
    k = begin
    while k > 0 and begin - k < LONGEST:
        t = cast.cut[k - 1]
        joins = t.lower in ("of", "for") and k < begin and cast.cut[k].lower not in roles.LEFT
        verb = t.text.islower() and t.lower.endswith(("ed", "ing")) and t.lower not in roles.PAST
        if t.text == ")" and k > 3 and cast.cut[k - 3].text == "(" and k == begin:
            # "the National Farm Union (NFU) president Ann Lee"
            k -= 3
            continue
        if t.sentence != name.sentence or not t.text[0].isalpha() or verb:
            break
        if t.lower in roles.LEFT and not joins:
            break
        k -= 1
    if name.title and cast.cut[begin].capital:
        # "to suspend Judge Ann Lee": a verb is no part of what she is.
        verbs = (i for i in range(begin - 1, k - 1, -1) if not _describes(cast.cut[i]))
        k = next(verbs, k - 1) + 1
    while k < begin and cast.cut[k].lower in ("of", "for", "said", "told"):
        k += 1
    return k


def _describes(t: Token) -> bool:
    """Whether a word can stand between what is said before and an office in capitals."""
    office = lex.TITLES | lex.PERSONS | lex.BODIES | roles.PAST | roles.BEFORE_OFFICE
    return not t.text.islower() or t.lower in office | {"of", "for", "co", "senior", "interim"}


def _runs_on(cast: Cast, k: int, name: Name) -> bool:
    t = cast.cut[k]
    inside = t.text[0].isalnum() and t.lower not in (
        "who",
        "which",
        "that",
        "said",
        "says",
        "whose",
    )
    return t.sentence == name.sentence and inside


def _made(cast: Cast, begin: int, end: int) -> list[Introduction]:
    """An introduction from a token run, if a person's or body's head is in it."""
    while begin < end and (
        cast.cut[begin].lower in lex.DETERMINERS or cast.cut[begin].text[0].isdigit()
    ):
        begin += 1
    core = begin
    while core < end and (core == begin or cast.cut[core].lower not in roles.AFTER_CORE):
        core += 1
    if any(t.text == ")" for t in cast.cut[begin:end]):
        core = end
    if begin >= core or any(t.lower in lex.DETERMINERS for t in cast.cut[begin:core]):
        return []
    end = next((k for k in range(core, end) if cast.cut[k].lower == "and"), end)
    head = cast.cut[core - 1].lower
    if head not in roles.INTRODUCING:
        return []
    last = cast.cut[end - 1]
    text = " ".join(cast.text[cast.cut[begin].start : last.end].split())
    words = tuple(t.lower for t in cast.cut[begin:end])
    return [Introduction((begin, end), text, head, words)]
