"""How well a system finds direct quotations and whose they are, on our own gold.

Only the blind articles are scored, which no rule of ours was made on. A gold quotation is a piece
of a direct statement's content; a system's is right when the two share half of what they cover
together, quotation marks aside. What lies over a quotation of another kind (a few words quoted inside
a sentence) counts neither for a system nor against it. Speakers are scored over the quotations that
a system finds:

- `source`: the words that it takes for the source touch the gold source;
- `speaker`: onrecord names the gold speakers and nobody else. Of a system that does not resolve its
  sources, one word that the names share is enough, so "Solheim" is right for "Ingrid Solheim"; a
  pronoun is not.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from benchmarks.systems import Offsets, Quote, System
from evaluation.gold import Annotated, gold_sets
from evaluation.run import plain_name
from evaluation.scorer import Tally, iou

_MARKS = "\"“”„«»‘’'` \n\t"
_SMALL = frozenset({"the", "of", "and", "a", "an", "for", "in", "on"})


@dataclass
class QuoteScores:
    """Counts over articles."""

    found: Tally = field(default_factory=Tally)
    source: Tally = field(default_factory=Tally)
    speaker: Tally = field(default_factory=Tally)

    def add(self, gold: Annotated, quotes: list[Quote], *, resolved: bool) -> None:
        """Count the quotes of one article; resolved: the system's speakers are whole names."""
        text = gold.article.text
        wanted, others = _gold(gold)
        ours = [(bare(quote.span, text), quote) for quote in quotes]
        met = {index: _match(span, ours) for index, (span, _) in enumerate(wanted)}
        hits = [any(iou(span, w) >= 0.5 for w, _ in wanted) for span, _ in ours]
        judged = [
            hit or not any(_touch(span, other) for other in others)
            for hit, (span, _) in zip(hits, ours, strict=True)
        ]
        self.found.right += sum(hits)
        self.found.predicted += sum(judged)
        self.found.gold += len(wanted)
        for index, quote in met.items():
            if quote is None:
                continue
            self.found.right_gold += 1
            attribution = wanted[index][1]
            sources = gold.attributions[attribution].source
            if sources:
                self.source.predicted += 1
                self.source.right += bool(
                    quote.source and any(_touch(quote.source, s) for s in sources)
                )
            names = gold.speakers[attribution]
            if names:
                self.speaker.predicted += 1
                self.speaker.right += _named(quote.speakers, names, resolved=resolved)

    def figures(self) -> dict[str, float]:
        """F1 of quotations, shares of sources and speakers that are right, in percent; gold's count."""
        return {
            "quotes_f1": round(100 * self.found.f1, 1),
            "source": round(100 * self.source.precision, 1),
            "speaker": round(100 * self.speaker.precision, 1),
            "gold_quotes": self.found.gold,
        }


def score(system: System, *, resolved: bool) -> dict[str, float] | None:
    """Score a system; None when it does not look for quotations."""
    scores = QuoteScores()
    for gold in gold_sets()["gold_blind"]:
        quotes = system.quotes(gold.article)
        if quotes is None:
            return None
        scores.add(gold, quotes, resolved=resolved)
    return scores.figures()


def bare(span: Offsets, text: str) -> Offsets:
    """A span without the marks and white space at its edges; itself when it is nothing else."""
    start, end = span
    while start < end and text[start] in _MARKS:
        start += 1
    while start < end and text[end - 1] in _MARKS:
        end -= 1
    return (start, end) if start < end else span


def _gold(gold: Annotated) -> tuple[list[tuple[Offsets, int]], list[Offsets]]:
    """The pieces of direct statements, each with its attribution's index, and those of mixed ones."""
    wanted, others = [], []
    for index, (kind, roles) in enumerate(zip(gold.kinds, gold.attributions, strict=True)):
        for piece in roles.content:
            if kind == "direct":
                wanted.append((bare(piece, gold.article.text), index))
            elif kind == "mixed":
                others.append(piece)
    return wanted, others


def _match(wanted: Offsets, ours: list[tuple[Offsets, Quote]]) -> Quote | None:
    near = max(ours, key=lambda pair: iou(pair[0], wanted), default=None)
    return near[1] if near and iou(near[0], wanted) >= 0.5 else None


def _touch(one: Offsets, other: Offsets) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _named(said: tuple[str, ...], names: tuple[str, ...], *, resolved: bool) -> bool:
    if resolved:
        return {plain_name(name) for name in said} == {plain_name(name) for name in names}
    words = set(" ".join(said).casefold().split()) - _SMALL
    return bool(words & set(" ".join(names).casefold().split()))
