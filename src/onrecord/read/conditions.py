"""Conditions of a sentence with what follows from them, by connective and clause boundary."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.read.clauses import (
    MODALS,
    OPENERS,
    PERSONAL,
    RELATIVES,
    STOPS,
    Term,
    Terms,
    binds,
    clause_begin,
    clause_end,
    finite,
    past_links,
    subject_like,
    trimmed,
)
from onrecord.read.connectives import FIRST_WORDS, NOMINAL, TEMPORAL, Conditional, opened
from onrecord.read.lexicon import words
from onrecord.read.triggers import BOUND, ordered, trigger

Run = tuple[int, int]
#: Words behind a comma that may go on with a condition.
GOING_ON = RELATIVES | {"or", "and"}
#: Words behind a comma that end a condition.
TURNING = words("and but or so adding saying with because while as a an the")
#: Past forms that no ending shows: a main clause with one tells what was.
BYGONE = words(
    "was were did had didn't wasn't weren't saw said went came found knew made took gave"
)


def conditionals(found: Terms) -> list[Conditional]:
    """Every condition of a sentence's terms with its consequence, in text order."""
    hits: list[Conditional] = []
    at = 0
    while at < len(found):
        start = opened(found, at) if found[at].lower in FIRST_WORDS else None
        one = _read(found, at, *start) if start else None
        if one is not None:
            one = replace(one, temporal=found[at].lower in TEMPORAL)
            hits.append(one)
            at = max(end for _, end in one.conditions)
        else:
            at += 1
    return hits or [c for c in (trigger(found), ordered(found)) if c][:1]


def _read(found: Terms, at: int, length: int, negates: bool) -> Conditional | None:
    begin = at + length
    nominal = found[begin - 1].lower in NOMINAL
    left = _clause_left(found, at)
    lo = past_links(found, left, at)
    head = [t for t in found[lo:at] if t.lower not in ("even", "only", "then", ",")]
    if not head:
        return _leading(found, begin, negates, nominal)
    return _trailing(found, lo, at, begin, negates)


def _clause_left(found: Terms, at: int) -> int:
    """Where the stretch starts that a connective at `at` may close."""
    for k in range(at - 1, -1, -1):
        word = found[k].lower
        if word in STOPS or (word in ("that", "and", "but", "so") and k == at - 1):
            return k + 1
    return 0


def _leading(found: Terms, begin: int, negates: bool, nominal: bool) -> Conditional | None:
    """A condition ahead of its consequence, with the further ones that follow it."""
    conditions: list[Run] = []
    at = begin
    while True:
        end = _condition_end(found, at, nominal)
        if end is None:
            return None
        conditions += _joined(found, at, end)
        main = past_links(found, end, len(found))
        again = opened(found, main) if main < len(found) else None
        if again is None:
            break
        at = main + again[0]
    hi = len(found)
    verb = next((k for k in range(main, hi) if found[k].lower in BOUND or binds(found, k)), None)
    stop = clause_end(found, verb, hi) if verb is not None else hi
    # A second consequence that an "and" joins follows from the same condition.
    if stop < hi and _goes_on(found, stop):
        nxt = next(k for k in range(stop + 1, hi) if found[k].lower in MODALS)
        stop = clause_end(found, nxt, hi)
    run = trimmed(found, main, stop)
    return _checked(found, conditions, negates, run, verb)


def _goes_on(found: Terms, stop: int) -> bool:
    k = stop + (found[stop].lower == ",")
    return (
        k < len(found)
        and found[k].lower == "and"
        and any(t.lower in MODALS for t in found[k : k + 9])
    )


def _condition_end(found: Terms, at: int, nominal: bool) -> int | None:
    """End of a condition ahead of its consequence: the comma, "then" or subject that opens the main clause."""
    fallback = None
    for k in range(at + 1, len(found)):
        word = found[k].lower
        if found[k].piece != found[k - 1].piece:
            return k
        if word == "then" and k + 1 < len(found):
            return k
        if word in STOPS and word != "(":
            return k if k + 1 < len(found) else None
        if word != "," or k + 1 >= len(found):
            continue
        if found[k + 1].lower in GOING_ON and found[k + 1].piece == found[k].piece:
            after = found[k + 2] if k + 2 < len(found) else None
            if after is None or not opened(found, k + 2):
                continue
        if nominal or finite(found[at:k]) or found[at].lower in PERSONAL:
            return k
        fallback = fallback or k
    if fallback is not None:
        return fallback
    return _unmarked(found, at)


def _unmarked(found: Terms, at: int) -> int | None:
    """Where the main clause starts without a comma: at the subject of the last modal."""
    for verb in range(len(found) - 1, at + 2, -1):
        if found[verb].lower not in MODALS:
            continue
        for k in range(verb - 1, at + 1, -1):
            t = found[k]
            if (t.lower in PERSONAL or t.lower in OPENERS) and finite(found[at:k]):
                return k
            if t.capital and not found[k - 1].capital and finite(found[at:k]):
                return k
    return None


def _joined(found: Terms, begin: int, end: int) -> list[Run]:
    """A condition's clauses, parted at the conjunction that joins them."""
    for k in range(begin + 2, end - 2):
        if found[k].lower not in ("and", "or"):
            continue
        again = opened(found, k + 1)
        skip = k + 1 + (again[0] if again else 0)
        if again or (_clause(found[skip:end]) and finite(found[begin:k])):
            return [trimmed(found, begin, k), *_joined(found, skip, end)]
    return [trimmed(found, begin, end)]


def _clause(found: Terms) -> bool:
    """Whether the terms are a clause with a subject of its own that a determiner or pronoun opens."""
    if found[0].lower not in OPENERS:
        return False
    verb = next((k for k in range(1, len(found)) if finite(found[: k + 1])), None)
    return verb is not None and subject_like(found[:verb])


def _trailing(found: Terms, lo: int, at: int, begin: int, negates: bool) -> Conditional | None:
    """A condition behind its consequence, which is the clause of the last verb that binds before it."""
    verb, start = _main(found, lo, at)
    end = _trailing_end(found, begin)
    if end <= begin:
        return None
    return _checked(found, _joined(found, begin, end), negates, trimmed(found, start, at), verb)


def _main(found: Terms, lo: int, at: int) -> tuple[int | None, int]:
    """The last verb before `at` that binds, relative clauses aside, and where its clause begins."""
    binding = [k for k in range(lo, at) if found[k].lower in MODALS or binds(found, k)]
    for verb in reversed(binding[-2:]):
        begin = clause_begin(found, lo, verb)
        if begin is not None:
            return verb, begin
    if binding:
        return binding[-1], lo
    joint = next(
        (
            k + 1
            for k in range(at - 1, lo, -1)
            if found[k].lower in ("and", "but") and found[k + 1].lower in PERSONAL
        ),
        lo,
    )
    return None, joint


def _trailing_end(found: Terms, begin: int) -> int:
    """End of a condition behind its consequence: a mark, or a comma or "and" that opens a new clause."""
    for k in range(begin + 1, len(found)):
        word = found[k].lower
        ahead = found[k + 1].lower if k + 1 < len(found) else ""
        if word in STOPS:
            return k
        if word == "," and (
            ahead in TURNING or ahead in RELATIVES or ahead.endswith("ing") or ahead in PERSONAL
        ):
            more = ahead in ("and", "or") and k + 2 < len(found) and opened(found, k + 2)
            if not more:
                return k
        if (
            word in ("and", "but")
            and (ahead == "that" or ahead in ("i", "we"))
            and finite(found[begin:k])
        ):
            return k
    return len(found)


def _checked(
    found: Terms, conditions: Sequence[Run], negates: bool, run: Run, verb: int | None
) -> Conditional | None:
    """The conditional, unless it tells of the past or one of its sides is missing."""
    kept = tuple(c for c in conditions if c[1] > c[0])
    if not kept or run[1] <= run[0]:
        return None
    main = found[run[0] : run[1]]
    if verb is None and any(_past(t) for t in main):
        return None
    return Conditional(kept, negates, (run,), verb)


def _past(t: Term) -> bool:
    return t.lower in BYGONE or (t.lower.endswith("ed") and len(t.lower) > 4)
