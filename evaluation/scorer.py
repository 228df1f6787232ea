"""Score predicted attributions against gold ones, article by article."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

Span = tuple[int, int]
ROLES = ("source", "cue", "content")


@dataclass(frozen=True)
class Roles:
    """One attribution as sorted half-open character spans by role; an empty role is absent."""

    source: tuple[Span, ...]
    cue: tuple[Span, ...]
    content: tuple[Span, ...]


@dataclass
class Tally:
    """Counts of one measure; `precision`, `recall` and `f1` are shares of one."""

    right: float = 0
    predicted: int = 0
    gold: int = 0
    right_gold: float = field(default=0)

    @property
    def precision(self) -> float:
        """Right share of what was predicted."""
        return self.right / self.predicted if self.predicted else 0.0

    @property
    def recall(self) -> float:
        """Found share of the gold."""
        return self.right_gold / self.gold if self.gold else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of precision and recall."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Scores:
    """All measures over a set of articles.

    exact: each contiguous span of a role, both edges right. overlap: a span counts when it
    shares at least half of the union with one of the other side. whole: all three roles of one
    attribution equal. found: contents that overlap a gold content by half.
    """

    exact: dict[str, Tally] = field(default_factory=lambda: {r: Tally() for r in ROLES})
    overlap: dict[str, Tally] = field(default_factory=lambda: {r: Tally() for r in ROLES})
    whole: Tally = field(default_factory=Tally)

    def add(self, predicted: Sequence[Roles], gold: Sequence[Roles]) -> None:
        """Count one article."""
        for role in ROLES:
            ours = {span for a in predicted for span in getattr(a, role)}
            theirs = {span for a in gold for span in getattr(a, role)}
            _count(self.exact[role], len(ours & theirs), len(ours & theirs), ours, theirs)
            hit = sum(any(iou(a, b) >= 0.5 for b in theirs) for a in ours)
            met = sum(any(iou(a, b) >= 0.5 for a in ours) for b in theirs)
            _count(self.overlap[role], hit, met, ours, theirs)
        both = len(set(predicted) & set(gold))
        _count(self.whole, both, both, set(predicted), set(gold))

    def figures(self) -> dict[str, float]:
        """Every F1 in percent, to two decimals, by name."""
        named = {f"exact_{r}": self.exact[r] for r in ROLES}
        named |= {f"overlap_{r}": self.overlap[r] for r in ROLES} | {"whole": self.whole}
        return {name: round(100 * tally.f1, 2) for name, tally in named.items()}


def _count(tally: Tally, hit: float, met: float, ours: set, theirs: set) -> None:  # type: ignore[type-arg]
    tally.right += hit
    tally.right_gold += met
    tally.predicted += len(ours)
    tally.gold += len(theirs)


def iou(a: Span, b: Span) -> float:
    """Shared part of two spans over their union."""
    shared = max(0, min(a[1], b[1]) - max(a[0], b[0]))
    return shared / (a[1] - a[0] + b[1] - b[0] - shared)


def stripped(spans: Iterable[Span], text: str) -> tuple[Span, ...]:
    """Spans without white space at their edges, sorted; empty ones left out."""
    kept = []
    for start, end in spans:
        words = text[start:end]
        begin = start + len(words) - len(words.lstrip())
        stop = start + len(words.rstrip())
        if begin < stop:
            kept.append((begin, stop))
    return tuple(sorted(kept))
