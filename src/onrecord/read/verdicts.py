"""Which commitments stand, of what the tags draft and the rules find, and of what kind each is.

Every draft of a sentence is judged by its signs and by its words' vectors; of those that share
words of a consequence the surest stays.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np

from onrecord.read.attributions import ClauseHeads, Floats
from onrecord.read.clause_chains import CONSEQUENCE, Draft, Run, TaggedSentence, kind_scores, tagged
from onrecord.read.clause_signs import VERDICTS, laid, tag_signs, word_signs
from onrecord.read.clauses import Terms, binds, terms
from onrecord.read.connectives import DENYING, Conditional
from onrecord.read.parties import Parties
from onrecord.read.pledges import Pledges
from onrecord.read.segment import Word
from onrecord.read.windows import sentence_starts
from onrecord.records import Commitment, CommitmentKind, Statement

Found = tuple[int | None, Commitment]

#: How much less likely than none a consequence may be at its likeliest word for a sentence to be read.
HOPELESS = 4.0
#: Shares of their union that two drafts of the same commitment have in common at least.
ALIKE = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A drafted commitment: its sentence's terms, the statement that holds it, who would act, its signs."""

    draft: Draft
    terms: Terms
    one: Conditional
    statement: int | None
    who: tuple[str, ...]
    own: bool
    ruled: Commitment | None
    signs: dict[str, float]


class Drafts:
    """The drafted commitments of an article."""

    def __init__(
        self,
        text: str,
        found: Sequence[Word],
        statements: Sequence[Statement],
        parties: Parties,
        narrator: Statement,
    ) -> None:
        """Take an article's words and statements; narrator: who speaks outside them all."""
        self._found = found
        self._starts = [w.start for w in found]
        self._ends = [w.end for w in found]
        self._contents = [
            [self._run(s.start, s.end) for s in statement.content] for statement in statements
        ]
        self._statements = statements
        self._pledges = [Pledges(text, s, parties) for s in statements]
        self._narrator = Pledges(text, narrator, parties)

    def pledges(self, statement: int | None) -> Pledges:
        """What a statement pledges, or the narrator."""
        return self._narrator if statement is None else self._pledges[statement]

    def candidates(
        self, ruled: Sequence[Found], clause: Floats, heads: ClauseHeads
    ) -> Iterator[list[Candidate]]:
        """Candidates of each sentence that may have one; ruled: what the rules find."""
        starts = sentence_starts(self._found)
        hopeful = clause[:, CONSEQUENCE] > clause[:, 0] - HOPELESS
        by_sentence: dict[int, list[Found]] = {}
        for hit in ruled:
            at = bisect_right(starts, self._word(hit[1].consequence[0].start)) - 1
            by_sentence.setdefault(at, []).append(hit)
        ends = [*starts[1:], len(self._found)]
        kept = [
            k
            for k, (a, b) in enumerate(zip(starts, ends, strict=True))
            if k in by_sentence or hopeful[a:b].any()
        ]
        read = tagged(clause, [(starts[k], ends[k]) for k in kept], heads)
        for k, sentence in zip(kept, read, strict=True):
            yield self._of_sentence(sentence, by_sentence.get(k, ()), clause, heads)

    def _of_sentence(
        self, sentence: TaggedSentence, ruled: Sequence[Found], clause: Floats, heads: ClauseHeads
    ) -> list[Candidate]:
        by_rule = {self._drafted(c): (index, c) for index, c in ruled}
        drafts = dict.fromkeys([*sentence.plain, *sentence.bold, *by_rule])
        if not drafts:
            return []
        cut = terms(self._found, sentence.begin, sentence.end, 0)
        made = []
        for draft in drafts:
            index, rule = by_rule.get(draft, (self._holder(draft), None))
            one = self._conditional(cut, draft)
            if one is None:
                continue
            pledges = self.pledges(index)
            who, own, side = pledges.actor(cut, one)
            signs = {
                f"reads {kind}": max(float(score), -5)
                for kind, score in zip(VERDICTS, kind_scores(clause, draft, heads), strict=True)
            }
            signs |= dict(tag_signs(draft, sentence))
            statement = None if index is None else self._statements[index]
            signs |= dict(word_signs(self._found, draft, statement))
            signs |= {f"side {side}": 1}
            signs |= dict(_origin(draft, sentence, rule, by_rule))
            made.append(Candidate(draft, cut, one, index, who, own, rule, signs))
        return made

    def _drafted(self, made: Commitment) -> Draft:
        return Draft(
            *(
                tuple(self._run(s.start, s.end) for s in spans)
                for spans in (made.condition, made.consequence)
            )
        )

    def _word(self, at: int) -> int:
        return bisect_right(self._starts, at) - 1

    def _run(self, start: int, end: int) -> Run:
        return bisect_right(self._ends, start), bisect_left(self._starts, end)

    def _holder(self, draft: Draft) -> int | None:
        """The innermost statement that holds most of a draft's consequence."""
        begin, end = draft.begin, draft.consequence[-1][1]
        best: tuple[int, int] | None = None
        for index, content in enumerate(self._contents):
            shared = sum(max(0, min(b, end) - max(a, begin)) for a, b in content)
            if 2 * shared > end - begin:
                size = sum(b - a for a, b in content)
                best = min(best, (size, index)) if best else (size, index)
        return best[1] if best else None

    def _conditional(self, cut: Terms, draft: Draft) -> Conditional | None:
        """A draft in terms of its sentence; None when no term is in its consequence."""
        conditions, consequence = (
            tuple(r for run in runs if (r := self._termed(cut, run)))
            for runs in (draft.conditions, draft.consequence)
        )
        if not consequence:
            return None
        lo, hi = consequence[0]
        verb = next((k for k in range(lo, hi) if binds(cut, k)), None)
        negated = bool(conditions) and _denies(cut, conditions[0], lo)
        return Conditional(conditions, negated, consequence, verb)

    def _termed(self, cut: Terms, run: Run) -> Run | None:
        start, end = self._found[run[0]].start, self._found[run[1] - 1].end
        inside = [k for k, t in enumerate(cut) if t.start < end and start < t.end]
        return (inside[0], inside[-1] + 1) if inside else None


def _denies(cut: Terms, condition: Run, consequence: int) -> bool:
    """Whether a condition is one that must not come about: behind "unless", or before an "or"."""
    begin, end = condition
    before = " ".join(t.lower for t in cut[max(0, begin - 3) : begin])
    either = end <= consequence and any(t.lower == "or" for t in cut[end:consequence])
    return before.endswith(DENYING) or either


def _origin(
    draft: Draft,
    sentence: TaggedSentence,
    rule: Commitment | None,
    by_rule: dict[Draft, Found],
) -> Iterator[tuple[str, float]]:
    """Which reading has a draft, and what the rules say of its words."""
    if draft in sentence.plain:
        yield "plain", 1
    if draft in sentence.bold:
        yield "bold", 1
    if rule is not None:
        yield "ruled", 1
        yield f"ruled {rule.kind}", 1
        return
    for other, (_, made) in by_rule.items():
        if _alike(draft, other):
            yield "ruled alike", 1
            yield f"ruled {made.kind}", 1
            return
    for other, (_, made) in by_rule.items():
        if _words(draft.consequence) & _words(other.consequence):
            yield "ruled near", 1
            yield f"near {made.kind}", 1
            return


def _alike(a: Draft, b: Draft) -> bool:
    pairs = ((a.consequence, b.consequence), (a.conditions, b.conditions))
    for x, y in ((_words(p), _words(q)) for p, q in pairs):
        if x != y and len(x & y) < ALIKE * len(x | y):
            return False
    return True


def _words(runs: Sequence[Run]) -> set[int]:
    return {k for a, b in runs for k in range(a, b)}


def judged(
    drafts: Drafts, ruled: Sequence[Found], clause: Floats, heads: ClauseHeads
) -> list[Found]:
    """The commitments that stand, each with the index of its statement.

    clause: float32 [words, CLAUSE].
    """
    kept: list[Found] = []
    for candidates in drafts.candidates(ruled, clause, heads):
        if candidates:
            shares = verdicts(laid([c.signs for c in candidates]), heads)
            kept += [
                _settled(drafts, candidates[k], VERDICTS[kind], sure)
                for k, kind, sure in chosen([c.draft for c in candidates], shares)
            ]
    return kept


def verdicts(table: Floats, heads: ClauseHeads) -> Floats:
    """How likely each draft is none, and each kind: float32 [drafts, 1 + VERDICTS].

    table: float32 [drafts, SIGNS].
    """
    scores = table @ heads.verdict.T + heads.verdict_bias
    raised = np.exp(scores - scores.max(1, keepdims=True))
    found: Floats = raised / raised.sum(1, keepdims=True)
    return found


def chosen(drafts: Sequence[Draft], shares: Floats) -> list[tuple[int, int, float]]:
    """Of one sentence's drafts those that stand: index, kind by number, how sure it is."""
    taken: set[int] = set()
    kept = []
    for k in np.argsort(shares[:, 0], kind="stable").tolist():
        words = _words(drafts[k].consequence)
        if shares[k, 0] < 0.5 and not words & taken:
            taken |= words
            kind = int(shares[k, 1:].argmax())
            kept.append((k, kind, float(shares[k, 1 + kind])))
    return kept


def _settled(drafts: Drafts, one: Candidate, kind: CommitmentKind, sure: float) -> Found:
    score = round(sure, 4)
    if one.ruled is not None and one.ruled.kind == kind:
        return one.statement, replace(one.ruled, score=score)
    # Whoever is named acts on a promise; a threat is the speaker's own, whoever its subject is.
    named = bool(one.who) and kind not in ("prediction", "threat")
    pledges = drafts.pledges(one.statement)
    made = pledges.made(one.terms, one.one, kind, one.who, one.own or named)
    return one.statement, replace(made, score=score)
