"""Word runs to characters, and what quotation marks say: kind, quotations that run on, lost marks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from onrecord.read.attributions import Attribution, Run
from onrecord.read.segment import CLOSING, DOUBLE_MARKS, INSIDE, OPENING, OUTSIDE, Word
from onrecord.records import QuoteKind

PARAGRAPH = 3
#: Share of a quotation's words that a content must hold to be widened to all of it.
HELD = 0.3


ASIDES = frozenset(["happened", "occurred", "did", "was"])
DAYS = frozenset(["monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"])


@dataclass(frozen=True, slots=True)
class Draft:
    """One attribution as half-open word runs, with its kind."""

    source: tuple[Run, ...]
    cue: Run
    content: tuple[Run, ...]
    kind: QuoteKind
    score: float


def drafts(found: Sequence[Word], raw: Sequence[Attribution]) -> list[Draft]:
    """Complete cut quotations, join those that run on over paragraphs, name each attribution's kind.

    A quotation runs on when its paragraph leaves it open and the next one re-opens it; what
    another attribution already claims stays with that one.
    """
    quoted = quotations(found)
    whole = [_completed(a, quoted) for a in raw]
    claimed = [run for content in whole for run in content]
    joined = []
    for a, own in zip(raw, whole, strict=True):
        content = _without_aside(found, _run_on(found, own, claimed))
        cue = _undated(found, a.cue)
        joined.append(Draft(a.source, cue, content, kind(found, cue, content), a.score))
    return joined


def _without_aside(found: Sequence[Word], content: tuple[Run, ...]) -> tuple[Run, ...]:
    """The content without the comparison behind it that is the writer's: ", as happened in 2014"."""
    begin, end = content[-1]
    for k in range(begin + 2, end - 2):
        ahead = [found[j].text.lower() for j in (k, k + 1, k + 2)]
        aside = ahead[:2] == [",", "as"] and ahead[2] in ASIDES
        if aside and found[k].quote == OUTSIDE:
            return (*content[:-1], (begin, k))
    return content


def _undated(found: Sequence[Word], cue: Run) -> Run:
    """The cue without the day behind it: "on Tuesday" is when it was said, not what signals it."""
    begin, end = cue
    last = [found[k].text.lower() for k in range(max(begin, end - 2), end)]
    dated = end - begin > 2 and last[0] == "on" and last[1] in DAYS
    return (begin, end - 2) if dated else cue


def quotations(found: Sequence[Word]) -> list[Run]:
    """Half-open word runs between double quotation marks, marks included.

    One that its paragraph leaves open counts to the paragraph's end when the next re-opens it.
    """
    runs: list[Run] = []
    opened: int | None = None
    for i, word in enumerate(found):
        if word.gap == PARAGRAPH and opened is not None:
            if word.quote == OPENING:
                runs.append((opened, i))
            opened = None
        if word.text in DOUBLE_MARKS:
            if word.quote == OPENING:
                opened = i
            elif opened is not None:
                runs.append((opened, i + 1))
                opened = None
    return runs


def _completed(a: Attribution, quoted: Sequence[Run]) -> tuple[Run, ...]:
    """Contents widened to the quotations that they cut, and joined where they then touch.

    A content that holds a good part of a quotation holds all of it, unless its own source or cue
    stands between, or inside: then the quotation is somebody else's.
    """
    widened: list[Run] = []
    for begin, end in a.content:
        for start, stop in quoted:
            shared = min(end, stop) - max(begin, start)
            reach = (min(begin, start), max(end, stop))
            own = (*a.source, a.cue)
            if shared >= max(2, HELD * (stop - start - 2)) and not any(
                reach[0] < y and x < reach[1] for x, y in own
            ):
                begin, end = reach  # noqa: PLW2901
        if widened and begin <= widened[-1][1]:
            widened[-1] = (widened[-1][0], max(end, widened[-1][1]))
        else:
            widened.append((begin, end))
    return tuple(widened)


def kind(found: Sequence[Word], cue: Run, content: Sequence[Run]) -> QuoteKind:
    """`direct` when every word stands in quotation marks, `indirect` when none does, else `mixed`.

    An attribution whose own cue stands inside the quotation is reported by the one quoted: the
    marks are not its own.
    """
    if found[cue[0]].quote == INSIDE:
        return "indirect"
    states = [
        found[i].quote != OUTSIDE
        for a, b in content
        for i in range(a, b)
        if found[i].text[0].isalnum()
    ]
    if not any(states):
        return "indirect"
    return "direct" if all(states) else "mixed"


def _run_on(
    found: Sequence[Word], content: tuple[Run, ...], claimed: Sequence[Run]
) -> tuple[Run, ...]:
    runs = list(content)
    while (following := _next_paragraph_quote(found, runs[-1])) is not None:
        if any(a < following[1] and following[0] < b for a, b in claimed if (a, b) not in content):
            break
        if any(a < following[1] and following[0] < b for a, b in runs):
            break
        runs.append(following)
    return tuple(runs)


def _next_paragraph_quote(found: Sequence[Word], run: Run) -> Run | None:
    """The quotation that continues a run left open at its paragraph's end, if the next re-opens it."""
    end = run[1]
    if end >= len(found) or found[end].gap != PARAGRAPH or found[end - 1].quote != INSIDE:
        return None
    if found[end].quote != OPENING or found[end].text not in DOUBLE_MARKS:
        return None
    stop = end + 1
    while stop < len(found) and found[stop].gap != PARAGRAPH and found[stop - 1].quote != CLOSING:
        stop += 1
    return end, stop


def unpaired_marks(found: Sequence[Word]) -> list[int]:
    """Indices of double quotation marks that nothing closes or opens.

    A mark left open at the end of a paragraph counts only when the next paragraph does not
    re-open the quotation.
    """
    lost: list[int] = []
    opened: int | None = None
    for i, word in enumerate(found):
        if word.gap == PARAGRAPH and opened is not None:
            if word.quote != OPENING:
                lost.append(opened)
            opened = None
        if word.text not in DOUBLE_MARKS:
            continue
        if word.quote == OPENING:
            if opened is not None:
                lost.append(opened)
            opened = i
        elif word.quote == CLOSING:
            if opened is None:
                lost.append(i)
            opened = None
    return [*lost, opened] if opened is not None else lost


def without_relays(
    found: Sequence[Draft], relayed: Sequence[tuple[str, ...]], sources: Sequence[str]
) -> list[int]:
    """Indices of the drafts to keep: one that only passes another on is kept as that one's relay.

    relayed: relays of each draft. sources: each draft's source words.
    """
    outer = {
        i
        for j, relays in enumerate(relayed)
        if relays
        for i, a in enumerate(found)
        if i != j and sources[i] and _names(sources[i], relays) and _covers(a.content, found[j].cue)
    }
    return [i for i in range(len(found)) if i not in outer]


def _names(source: str, relays: tuple[str, ...]) -> bool:
    return any(r.lower() in source.lower() or source.lower() in r.lower() for r in relays)


def _covers(content: Sequence[Run], cue: Run) -> bool:
    return any(a <= cue[0] and cue[1] <= b for a, b in content)
