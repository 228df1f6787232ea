"""Measure events: `python -m evaluation.events --help`.

Over our own gold: an event is found when its trigger overlaps a gold one's; reported with the type
right and whatever the type, then the share of those found whose status, actors and recipients are
right. A statement's own act is no event of the gold, so events whose trigger is their statement's
cue are left out. Two counts must stay 0: conditional events, by the gold, that we call asserted,
and asserted triggers inside a gold condition. The rules were developed on the articles a-… and
b-…. Nobody read c-… and d-… for them, but the two counts were followed there too, by the type and
the word class of what was counted, until they were 0: that 0 is no held-back figure.

With a folder of data also: macro-F1 of PLOVER types on the fifth of PLV_train that is held back, its
actors given; and on MEANTIME, which marks events of every sort, the share of our triggers that are
events there, and of those the share where both sides say that it happened, or both that it did not.
"""

from __future__ import annotations

import argparse
import xml.etree.ElementTree as ET
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from evaluation.gold import Annotated, GoldEvent, own_gold
from evaluation.plover import macro_f1, read_plv
from evaluation.scorer import Span, Tally
from evaluation.times import MEANTIME_SENTENCES
from onrecord.read.events.record import events
from onrecord.read.events.relation import TYPES, scores
from onrecord.read.reader import Reader
from onrecord.read.segment import words
from onrecord.read.speakers import Spoken, resolve
from onrecord.read.times import times
from onrecord.records import Article, Event

#: One article's events, and the names of its actors by id.
Told = tuple[Sequence[Event], dict[str, str]]


@dataclass
class Figures:
    """Tallies over articles; `wrong` counts what must never happen."""

    trigger: Tally = field(default_factory=Tally)
    typed: Tally = field(default_factory=Tally)
    status: Tally = field(default_factory=Tally)
    actors: Tally = field(default_factory=Tally)
    recipients: Tally = field(default_factory=Tally)
    wrong: int = 0

    def add(self, ours: Sequence[Event], article: Annotated, names: dict[str, str]) -> None:
        """Count one article."""
        found = matches(ours, article.events)
        for tally, right in (
            (self.trigger, len(found)),
            (self.typed, sum(a.type == b.type for a, b in found)),
        ):
            tally.right += right
            tally.right_gold += right
            tally.predicted += len(ours)
            tally.gold += len(article.events)
        for mine, gold in found:
            self.status.right += mine.status == gold.status
            self.actors.right += {names[i] for i in mine.actors} == set(gold.actors)
            self.recipients.right += {names[i] for i in mine.recipients} == set(gold.recipients)
            self.wrong += mine.status == "asserted" and gold.status == "hypothetical"
        for tally in (self.status, self.actors, self.recipients):
            tally.predicted += len(found)
        conditions = [span for c in article.commitments for span in c.condition]
        self.wrong += sum(
            e.status == "asserted" and any(a <= e.trigger.start < b for a, b in conditions)
            for e in ours
        )


def matches(ours: Sequence[Event], gold: Sequence[GoldEvent]) -> list[tuple[Event, GoldEvent]]:
    """Events whose triggers overlap, each used once; those of one type first."""
    pairs = [
        (mine.type != theirs.type, k, j)
        for k, mine in enumerate(ours)
        for j, theirs in enumerate(gold)
        if mine.trigger.start < theirs.trigger[1] and theirs.trigger[0] < mine.trigger.end
    ]
    taken: set[int] = set()
    used: set[int] = set()
    found = []
    for _, k, j in sorted(pairs):
        if k not in used and j not in taken:
            used.add(k)
            taken.add(j)
            found.append((ours[k], gold[j]))
    return found


def read(reader: Reader, article: Annotated) -> Told:
    """What the reader says, statements' own acts left out."""
    record = reader.read(article.article)
    cues = {(s.cue.start, s.cue.end) for s in record.statements if s.cue}
    kept = [e for e in record.events if (e.trigger.start, e.trigger.end) not in cues]
    return kept, {a.id: a.name for a in record.actors}


def given(article: Annotated) -> Told:
    """What the rules say of the gold attributions and acts, without the encoder."""
    text, published = article.article.text, article.article.published
    found = words(text)
    spoken = [Spoken(next(iter(r.source), None), r.cue[0], r.content) for r in article.attributions]
    resolved = resolve(text, found, spoken, None, published, acts=article.acts)
    known, _ = times(text, found, published)
    ours = [e for _, e in events(text, found, resolved, (), known)]
    return ours, {a.id: a.name for a in resolved.actors}


def measure(articles: Sequence[Annotated], told: Callable[[Annotated], Told]) -> Figures:
    """Figures over the articles; `told` says what happens in each."""
    figures = Figures()
    for article in articles:
        ours, names = told(article)
        figures.add(ours, article, names)
    return figures


def relations(data: Path) -> float:
    """Macro-F1 of the types of PLV_train's held-back fifth, in percent."""
    held = [s for s in read_plv(data) if s.held_back]
    best = [int(scores(s.cut, s.source, s.target).argmax()) for s in held]
    return macro_f1([s.type for s in held], [TYPES[k] for k in best])


def facts(path: Path) -> tuple[str, dict[Span, bool]]:
    """The annotated part of a MEANTIME article, and its events with whether they happened."""
    root = ET.parse(path).getroot()
    text = ""
    spans: dict[str, Span] = {}
    number = 0
    for token in root.iter("token"):
        sentence, word = int(token.get("sentence", "0")), token.text or ""
        if sentence >= MEANTIME_SENTENCES:
            break
        text += "\n\n" if sentence != number and sentence < 2 else " " if text else ""
        spans[token.get("t_id", "")] = (len(text), len(text) + len(word))
        text, number = text + word, sentence
    found = {}
    for mention in root.iter("EVENT_MENTION"):
        at = [
            spans[a.get("t_id", "")] for a in mention.iter("token_anchor") if a.get("t_id") in spans
        ]
        if at:
            sure = mention.get("certainty") == "CERTAIN" and mention.get("polarity") == "POS"
            found[at[0][0], at[-1][1]] = sure and mention.get("time") == "NON_FUTURE"
    return text, found


def meantime(data: Path, reader: Reader) -> tuple[Tally, Tally]:
    """How many of our triggers are events in MEANTIME, and how many of these agree on happening."""
    triggers, happened = Tally(), Tally()
    for path in sorted((data / "meantime" / "intra_cross-doc_annotation").glob("*/*.xml")):
        text, gold = facts(path)
        record = reader.read(Article.of(text))
        for event in record.events:
            met = [
                fact
                for (start, end), fact in gold.items()
                if start < event.trigger.end and event.trigger.start < end
            ]
            triggers.predicted += 1
            if met:
                triggers.right += 1
                happened.predicted += 1
                happened.right += (event.status in ("asserted", "reported")) in met
    return triggers, happened


def line(name: str, figures: Figures) -> str:
    """One set's figures, in percent."""
    parts = []
    for label in ("typed", "trigger"):
        t: Tally = getattr(figures, label)
        parts.append(f"{label} {100 * t.precision:5.1f} {100 * t.recall:5.1f} {100 * t.f1:5.1f}")
    for label in ("status", "actors", "recipients"):
        t = getattr(figures, label)
        parts.append(f"{label} {100 * t.precision:5.1f}")
    return f"{name:12} {' | '.join(parts)} | conditionals asserted {figures.wrong}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the figures, a line a set of articles."""
    parser = argparse.ArgumentParser(description="Score events on our own gold, and on corpora.")
    parser.add_argument("--model", default="base")
    parser.add_argument("--given", action="store_true", help="take the gold attributions and acts")
    parser.add_argument("--data", type=Path, help="folder of the corpora")
    options = parser.parse_args(arguments)
    told: Callable[[Annotated], Told] = given
    if not options.given:
        reader = Reader.open(options.model, threads=1)
        told = lambda article: read(reader, article)  # noqa: E731
    articles = [a for a in own_gold() if a.acts]
    print(
        "percent: precision, recall, F1 with the type and of triggers alone; shares of those found"
    )
    for name, prefixes in (("development", "ab"), ("unread", "cd"), ("later", "e")):
        print(line(name, measure([a for a in articles if a.name[0] in prefixes], told)))
    if options.data:
        print(f"PLV_train, held-back fifth: macro-F1 {relations(options.data):.1f}")
    if options.data and not options.given:
        triggers, happened = meantime(options.data, reader)
        print(
            f"MEANTIME: {100 * triggers.precision:.1f} of {triggers.predicted} triggers are events, "
            f"{100 * happened.precision:.1f} agree on happening"
        )


if __name__ == "__main__":
    main()
