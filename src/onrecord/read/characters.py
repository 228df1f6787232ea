"""One member of an article's cast, and what makes two names one member's."""

from __future__ import annotations

import sys
from bisect import bisect_left
from collections.abc import Iterable
from dataclasses import dataclass, field

from onrecord.records import ActorKind, MentionForm


@dataclass(slots=True, eq=False)
class Character:
    """One member of the cast; `descriptions` are the sets of words that introduce it.

    `noted`, where there is one, hears of every mention.

    `gender` is "m", "f" or unknown, `sure` whether `kind` is more than a guess. `mentions` maps
    half-open character offsets to their form. `home` is False for one that only spoke unnamed.
    """

    name: str
    kind: ActorKind
    words: tuple[str, ...]
    gender: str | None = None
    sure: bool = True
    place: bool = False
    descriptions: list[frozenset[str]] = field(default_factory=list)
    mentions: dict[tuple[int, int], MentionForm] = field(default_factory=dict)
    named: bool = True
    first: int = sys.maxsize
    noted: Mentions | None = None

    def add(self, span: tuple[int, int], form: MentionForm) -> None:
        """Note a mention; `first` is where the earliest starts."""
        if self.noted is not None and span not in self.mentions:
            self.noted.note(span, self)
        self.mentions[span] = form
        self.first = min(self.first, span[0])

    @property
    def person(self) -> bool:
        """Whether it may be he or she."""
        return self.kind in ("person", "office") if self.sure else not self.place


class Mentions:
    """The mentions of all members of a cast, by place."""

    def __init__(self, members: Iterable[Character]) -> None:
        self._at: list[tuple[int, int, int, Character]] = []
        for member in members:
            member.noted = self
            self._at += [(*span, id(member), member) for span in member.mentions]
        self._at.sort(key=lambda mention: mention[:3])
        self._starts = [mention[0] for mention in self._at]

    def note(self, span: tuple[int, int], member: Character) -> None:
        """Take a new mention."""
        place = bisect_left(self._at, (*span, id(member)), key=lambda mention: mention[:3])
        self._at.insert(place, (*span, id(member), member))
        self._starts.insert(place, span[0])

    def before(self, at: int, reach: int) -> list[tuple[int, int, Character]]:
        """Mentions that start at most `reach` characters before a place and end there or earlier."""
        first, last = bisect_left(self._starts, at - reach), bisect_left(self._starts, at)
        return [(start, end, m) for start, end, _, m in self._at[first:last] if end <= at]


def bare(word: str) -> str:
    """A surname without the article that Arabic names may have: "al-burhan" is "burhan"."""
    return word[3:] if word[:3] in ("al-", "el-") else word


def plain(words: tuple[str, ...]) -> tuple[str, ...]:
    """Words without the dots of acronyms: "u.n." is "un"."""
    return tuple(w.replace(".", "") if len(w.replace(".", "")) < len(w) - 1 else w for w in words)


def initials_of(words: Iterable[str]) -> set[str]:
    """Acronyms that a body's name can have."""
    small = {"of", "for", "and", "the", "in", "on", "&"}
    parts = [p for w in words for p in w.replace("’", "'").split("-") if p]
    return {
        "".join(p[0] for p in parts if p not in small),
        "".join(w[0] for w in words if w not in small),
    }


def same_person(member: Character, words: tuple[str, ...]) -> bool:
    """Whether two full names can be one person's: same surname, first names equal or an initial of each other."""
    if member.kind != "person" or len(member.words) < 2 or member.words[-1] != words[-1]:
        return False
    a, b = member.words[0].rstrip("."), words[0].rstrip(".")
    return a == b or (1 in (len(a), len(b)) and a[0] == b[0])


def clash(a: str | None, b: str | None) -> bool:
    """Whether two genders, where known, differ."""
    return bool(a and b and a != b)


def display(name: str) -> str:
    """A name that a headline sets in capitals, in ordinary spelling; acronyms stay."""
    if not name.isupper() or " " not in name:
        return name
    return " ".join(w if len(w) <= 3 else w[0] + w[1:].lower() for w in name.split())
