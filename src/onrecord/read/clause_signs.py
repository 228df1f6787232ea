"""Plain signs of whether a drafted commitment is one, and of what kind.

How sure the tags are, what the rules say, who would act, how the clause and its statement are
worded. How much each sign says for each kind is learnt, not written here.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log

import numpy as np

from onrecord.read.acts import ACTS
from onrecord.read.attributions import Floats
from onrecord.read.bindings import (
    EAGER,
    HARM,
    HELP,
    HOSTILE,
    KINDNESS,
    NEGATIONS,
    OPEN,
    SETBACK,
    YIELDING,
    named_act,
)
from onrecord.read.clause_chains import CONDITION, CONSEQUENCE, Draft, Run, TaggedSentence
from onrecord.read.lexicon import words
from onrecord.read.segment import Word
from onrecord.records import CommitmentKind, Statement

#: Kinds of commitments in the order that the model scores them, behind none.
VERDICTS: tuple[CommitmentKind, ...] = ("threat", "promise", "offer", "refusal", "prediction")
#: First words of a clause, and what they are taken for.
OPENERS = {
    "i": "I", "we": "we", "he": "he", "she": "he", "they": "they", "it": "it", "you": "you",
    "there": "there", "to": "to", "this": "that", "that": "that", "no": "no", "not": "no",
    "nobody": "no", "nothing": "no", "any": "any", "anyone": "any", "if": "if",
}  # fmt: skip
MODALS = {
    "will": "will", "ll": "will", "would": "would", "d": "would", "shall": "must", "must": "must",
    "could": "could", "can": "could", "cannot": "could", "may": "could", "might": "could",
    "is": "is", "are": "is", "was": "was", "were": "was", "has": "has", "have": "has", "had": "had",
}  # fmt: skip
CONNECTIVES = words("if unless until when once should that as any of without would")
LEADING = ("threaten", "refuse", "offer", "promise")
SIDES = ("own", "other", "named", "infinitive", "bare")
READY = OPEN | EAGER
_WORDED = ("negated", "harm", "setback", "help", "ready", "yields", "kind", "hostile")
#: Every sign, in the order of their weights.
SIGNS = (
    "sure", "least sure", "opens surely", "sure beyond", "left over", "condition",
    "condition sure", "condition beyond", "condition left over",
    *(f"reads {kind}" for kind in VERDICTS),
    "plain", "bold", "ruled", "ruled alike", "ruled near",
    *(f"ruled {kind}" for kind in VERDICTS),
    *(f"near {kind}" for kind in VERDICTS),
    *(f"opens {word}" for word in dict.fromkeys(OPENERS.values())), "opens other",
    *(f"modal {word}" for word in dict.fromkeys(MODALS.values())), "modal none",
    *_WORDED, *(f"if {sign}" for sign in _WORDED),
    *(f"behind {word}" for word in sorted(CONNECTIVES)), "behind other",
    *(f"led by {act}" for act in LEADING), *(f"cue {act}" for act in LEADING),
    *(f"act {label}" for label in ACTS),
    *(f"side {side}" for side in SIDES),
    "unnamed", "narrated", "quoted", "short", "long",
)  # fmt: skip
PLACE = {sign: place for place, sign in enumerate(SIGNS)}


def odds(share: float) -> float:
    """Log odds, of a share kept from being certain."""
    kept = min(max(share, 0.002), 0.998)
    return log(kept / (1 - kept))


def tag_signs(draft: Draft, sentence: TaggedSentence) -> Iterator[tuple[str, float]]:
    """How sure the tags are of a draft, and of what it leaves out."""
    shares, base, count = sentence.shares, sentence.begin, len(sentence.shares)
    for tag, found, prefix in (
        (CONSEQUENCE, draft.consequence, ""),
        (CONDITION, draft.conditions, "condition "),
    ):
        held = shares[:, tag] + shares[:, tag + 1]
        inside = np.zeros(count, bool)
        for a, b in found:
            inside[max(a - base, 0) : max(b - base, 0)] = True
        within, beyond = held[inside], held[~inside]
        if len(beyond):
            yield f"{prefix}beyond" if prefix else "sure beyond", odds(float(beyond.max()))
            yield f"{prefix}left over", odds(float(beyond.sum()) / max(5, len(within)))
        if len(within):
            yield f"{prefix}sure", odds(float(within.mean()))
            if not prefix:
                yield "least sure", odds(float(np.sort(within)[len(within) // 5]))
                yield "opens surely", odds(float(shares[inside.argmax(), tag]))


def word_signs(
    found: Sequence[Word], draft: Draft, statement: Statement | None
) -> Iterator[tuple[str, float]]:
    """How the clauses of a draft and the statement that holds them are worded."""
    said, given = (_lowered(found, runs) for runs in (draft.consequence, draft.conditions))
    yield f"opens {OPENERS.get(said[0], 'other')}", 1
    yield f"modal {next((MODALS[w] for w in said if w in MODALS), 'none')}", 1
    inside, condition = set(said), set(given)
    shown = {
        "negated": inside & NEGATIONS or "t" in inside,
        "harm": inside & HARM,
        "setback": inside & SETBACK,
        "help": inside & HELP,
        "ready": inside & READY,
        "yields": inside & YIELDING,
        "kind": condition & KINDNESS,
        "hostile": condition & HOSTILE,
    }
    for sign, there in shown.items():
        if there:
            yield sign, 1
            if given:
                yield f"if {sign}", 1
    if given:
        yield "condition", 1
        at = draft.conditions[0][0]
        before = found[at - 1].text.lower() if at else ""
        yield f"behind {before if before in CONNECTIVES else 'other'}", 1
    begin = draft.begin
    led = named_act(" ".join(w.text.lower() for w in found[max(0, begin - 4) : begin]), None)
    if led in LEADING:
        yield f"led by {led}", 1
    if found[begin].quote:
        yield "quoted", 1
    if len(said) < 6:
        yield "short", 1
    elif len(said) > 20:
        yield "long", 1
    yield from _spoken(statement)


def _lowered(found: Sequence[Word], runs: Sequence[Run]) -> list[str]:
    return [found[k].text.lower() for a, b in runs for k in range(a, b)]


def _spoken(statement: Statement | None) -> Iterator[tuple[str, float]]:
    if statement is None:
        yield "narrated", 1
        return
    if statement.act is not None:
        yield f"act {statement.act.label}", statement.act.score
    cue = named_act(statement.cue.text.lower() if statement.cue else "", None)
    if cue in LEADING:
        yield f"cue {cue}", 1
    if not statement.speakers:
        yield "unnamed", 1


def laid(signs: Sequence[dict[str, float]]) -> Floats:
    """The signs of drafts as rows: float32 [drafts, SIGNS]."""
    table = np.zeros((len(signs), len(SIGNS)), np.float32)
    for row, shown in enumerate(signs):
        for sign, value in shown.items():
            table[row, PLACE[sign]] = value
    return table
