"""What actors commit themselves to, on what condition: from an article's statements and treaty clauses.

Rules over clause boundaries draft, a pure function of the article's words, statements and actors;
with a model that was fitted to commitments, tags of words draft too, and every draft is judged.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import groupby

from onrecord.read.attributions import ClauseHeads, Floats
from onrecord.read.bindings import LEGAL, kind_of
from onrecord.read.clauses import Term, terms
from onrecord.read.conditions import conditionals
from onrecord.read.connectives import Conditional
from onrecord.read.parties import Parties
from onrecord.read.pledges import DUTIES, Pledges, chars
from onrecord.read.segment import OUTSIDE, Word
from onrecord.read.triggers import ATTACKS
from onrecord.read.undertakings import undertakings
from onrecord.read.verdicts import Drafts, judged
from onrecord.records import Actor, Commitment, Statement

Run = tuple[int, int]
#: Who speaks outside every statement.
NARRATOR = Statement("", "indirect", None, None, (), score=1.0)
#: Verbs of what may follow from a condition.
POSSIBLE = frozenset(["could", "may", "might", "can", "cannot", "can't", "couldn't"])
Found = tuple[int | None, Commitment]
#: Characters that stand for the content of the narrator: more than any statement has.
NARRATED = 1 << 30


def commitments(
    text: str,
    found: Sequence[Word],
    statements: Sequence[Statement],
    actors: Sequence[Actor],
    *,
    clause: Floats | None = None,
    heads: ClauseHeads | None = None,
) -> list[Found]:
    """Commitments of an article in text order, each with the index of its statement.

    found: the words of `text`. statements: with the ids of `actors` for parties; their own ids are
    not used, and the index is None for a clause in the narrator's voice. Ids of the commitments
    are empty. clause: float32 [words, CLAUSE], as the encoder says; heads: what judges by it.
    Without both the rules decide alone.
    """
    parties = Parties(text, actors)
    starts = [w.start for w in found]
    hits: list[Found] = []
    bound: list[Commitment] = []
    for index, statement in enumerate(statements):
        parts = _parts(found, starts, [(s.start, s.end) for s in statement.content])
        nested = _nested(text, found, starts, statement)
        pledges = Pledges(text, statement, parties, nested=nested)
        made = list(pledges.read(parts))
        hits += [(index, c) for c in made]
        bound += made if pledges.act == "decree" else []
    narrated = list(_narrated(text, found, statements, parties))
    hits += [(None, c) for _, c in narrated]
    kept = _innermost(hits, statements)
    if clause is not None and heads is not None:
        # News that the judge learned from hardly tells what a treaty or law binds to: that stands.
        bound += [c for legal, c in narrated if legal]
        bound += [c for _, c in kept if _common_defence(c)]
        standing = [hit for hit in kept if hit[1] in bound]
        drafts = Drafts(text, found, statements, parties, NARRATOR)
        others = judged(drafts, [h for h in kept if h[1] not in bound], clause, heads)
        reach = [(s.start, s.end) for _, c in standing for s in (*c.condition, *c.consequence)]
        kept = standing + [hit for hit in others if not _touches(hit[1], reach)]
    return sorted(kept, key=lambda hit: (hit[1].consequence[0].start, hit[1].consequence[0].end))


def _nested(text: str, found: Sequence[Word], starts: list[int], statement: Statement) -> bool:
    """Whether a statement is told inside a quotation, in that speaker's words."""
    if statement.cue is None or not statement.content:
        return False
    at = bisect_left(starts, statement.cue.start)
    begin = statement.content[0].start
    own = any(mark in text[max(0, begin - 1) : begin + 1] for mark in '“‘"')
    return at < len(found) and found[at].quote != OUTSIDE and not own


def _parts(found: Sequence[Word], starts: list[int], content: Sequence[Run]) -> list[list[Term]]:
    """The sentences of a content, without their final stops."""
    cut: list[Term] = []
    for piece, (begin, end) in enumerate(content):
        cut += terms(found, bisect_left(starts, begin), bisect_left(starts, end), piece)
    quoted = any(t.quoted for t in cut)
    # An indirect content is one sentence, whatever dots stand in it.
    parts = (list(each) for _, each in groupby(cut, key=lambda t: t.sentence if quoted else 0))
    return [kept for part in parts if (kept := _unstopped(part))]


def _unstopped(part: list[Term]) -> list[Term]:
    while part and part[-1].lower in ".,;!…":
        part = part[:-1]
    return part


def _narrated(
    text: str, found: Sequence[Word], statements: Sequence[Statement], parties: Parties
) -> Iterator[tuple[bool, Commitment]]:
    """What the narrator tells outside every statement, and whether it is a duty of a treaty, law or order."""
    told = [(s.start, s.end) for st in statements for s in (*st.content, *filter(None, [st.cue]))]
    legal = False
    at = 0
    for _, each in groupby(found, key=lambda w: w.sentence):
        sentence = list(each)
        begin, at = at, at + len(sentence)
        if sentence[0].gap == 3:
            legal = False
        low = {w.text.lower() for w in sentence}
        was = legal
        legal = was or ("under" in low and bool(low & LEGAL))
        span = (sentence[0].start, sentence[-1].end)
        here = [(a, b) for a, b in told if a < span[1] and span[0] < b]
        part = _unstopped(terms(found, begin, at, 0))
        if not part:
            continue
        told_of = _duties if legal and not here else _foretold
        made = [c for c in told_of(text, part, parties) if not _touches(c, here)]
        reach = [(s.start, s.end) for c in made for s in c.consequence] + here
        yield from ((told_of is _duties, c) for c in made)
        yield from ((False, c) for c in Pledges(text, NARRATOR, parties).named(part, reach))


def _duties(text: str, found: list[Term], parties: Parties) -> Iterator[Commitment]:
    """A narrated clause's duties, bans and punishments."""
    pledges = Pledges(text, NARRATOR, parties)
    given = conditionals(found)
    free = [] if given else undertakings(found)
    bare = [Conditional((), False, (c.run,), c.verb) for c in free if c.verb is not None]
    for one in (*given, *bare):
        lo, hi = one.consequence[0]
        said = found[lo:hi]
        duty = any(t.lower in DUTIES for t in said)
        kind = kind_of("decree" if duty else "", True, said, (), passive=False, modal=True)
        verb = one.verb if one.verb is not None else lo + 1
        who = parties.inside(chars(found, (lo, max(verb, lo + 1))))
        if duty or (kind == "threat" and one.conditions):
            yield pledges.made(found, one, kind, who, True)


def _common_defence(made: Commitment) -> bool:
    """Whether an attack on one concerns all, as treaties of collective defence have it."""
    condition, consequence = (
        {word for span in spans for word in span.text.lower().split()}
        for spans in (made.condition, made.consequence)
    )
    return bool(condition & ATTACKS) and "all" in consequence


def _touches(made: Commitment, spans: Sequence[Run]) -> bool:
    return any(
        a < s.end and s.start < b for s in (*made.condition, *made.consequence) for a, b in spans
    )


def _foretold(text: str, found: list[Term], parties: Parties) -> Iterator[Commitment]:
    """What the narrator says will follow if something else happens."""
    pledges = Pledges(text, NARRATOR, parties)
    for one in conditionals(found):
        lo, hi = one.consequence[0]
        said = found[lo:hi]
        own = found[lo].lower in ("i", "we")
        foreseen = one.verb is not None or any(t.lower in POSSIBLE for t in said)
        if not foreseen or found[-1].lower == "?" or (one.temporal and not own):
            continue
        condition = [t for a, b in one.conditions for t in found[a:b]]
        kind = kind_of("", own, said, condition, passive=False, modal=True)
        yield pledges.made(found, one, kind, (), True)


def _innermost(hits: Sequence[Found], statements: Sequence[Statement]) -> list[Found]:
    """Each commitment once: of two statements that hold its consequence, the one with less content."""
    kept = []
    sizes = [sum(s.end - s.start for s in statement.content) for statement in statements]
    for index, made in hits:
        size = NARRATED if index is None else sizes[index]
        reach = (made.consequence[0].start, made.consequence[-1].end)
        inner = any(
            other < size and _covers(statement, reach)
            for other, statement in zip(sizes, statements, strict=True)
        )
        if not inner:
            kept.append((index, made))
    return kept


def _covers(statement: Statement, reach: Run) -> bool:
    shared = sum(max(0, min(s.end, reach[1]) - max(s.start, reach[0])) for s in statement.content)
    return 2 * shared > reach[1] - reach[0]
