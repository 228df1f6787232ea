"""Gold articles to padded training windows."""

from __future__ import annotations

import random
import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from tokenizers import Tokenizer

from evaluation.scorer import Roles
from onrecord.read.entities import TYPES, head_word
from onrecord.read.features import Pieces, pieces
from onrecord.read.segment import Word, words
from training.model import UNSEEN, Batch
from training.polnear import Clauses, GoldArticle, Labelled
from training.statements import targets

Span = tuple[int, int]
Offsets = tuple[Span, ...]


@dataclass(frozen=True)
class Prepared:
    """One article cut into words, with its gold; None is what it is not annotated with.

    gold: half-open word spans (source, cue, contents). entities: words and their number in
    TYPES. clusters: the head words of each entity's mentions. rivals: as in GoldArticle.
    statements: word runs of cue and of content, and the label of its act. clauses: runs of
    annotated sentences and of the parts in them. meanings: a row for each sentence.
    """

    words: list[Word]
    pieces: Pieces
    gold: list[tuple[tuple[Span, ...], tuple[Span, ...], tuple[Span, ...]]] | None
    entities: list[tuple[int, int, int]] | None = None
    clusters: list[list[int]] | None = None
    rivals: frozenset[int] = frozenset()
    statements: list[tuple[tuple[Span, ...], tuple[Span, ...], Labelled]] | None = None
    clauses: list[tuple[Span, tuple[tuple[int, int, int], ...]]] | None = None
    meanings: torch.Tensor | None = None


def prepare(
    article: GoldArticle, tokenizer: Tokenizer, meanings: torch.Tensor | None = None
) -> Prepared:
    """Cut a gold article into words and subwords; character spans widen to whole words."""
    found = words(article.text)
    starts = np.array([w.start for w in found])
    ends = np.array([w.end for w in found])

    def snap(spans: Offsets) -> tuple[Span, ...]:
        cut = [
            (
                int(np.searchsorted(ends, a, side="right")),
                int(np.searchsorted(starts, b, side="left")),
            )
            for a, b in spans
        ]
        return tuple((a, b) for a, b in cut if a < b)

    def heads(spans: Offsets) -> list[int]:
        return [a + head_word([w.text for w in found[a:b]]) for a, b in snap(spans)]

    gold = entities = clusters = None
    if article.attributions is not None:
        gold = [(snap(x.source), snap(x.cue), snap(x.content)) for x in article.attributions]
        gold = [g for g in gold if g[1] and g[2]]
    if article.entities is not None:
        typed = [(x, y, t) for x, y, t in article.entities if t in TYPES]
        entities = [(a, b, TYPES.index(t)) for x, y, t in typed for a, b in snap(((x, y),))]
    if article.clusters is not None:
        clusters = [heads(c) for c in article.clusters]
    rivals = frozenset(heads(article.rivals))
    statements = clauses = None
    if article.acts is not None:
        statements = [(snap(s.cue), snap(s.content), s) for s in article.acts]
    if article.clauses is not None:
        clauses = [_clauses(c, snap) for c in article.clauses]
    cut = pieces(found, tokenizer)
    return Prepared(found, cut, gold, entities, clusters, rivals, statements, clauses, meanings)


def _clauses(
    one: Clauses, snap: Callable[[Offsets], tuple[Span, ...]]
) -> tuple[Span, tuple[tuple[int, int, int], ...]]:
    parts = tuple((a, b, kind) for x, y, kind in one.parts for a, b in snap(((x, y),)))
    return snap((one.sentence,))[0], parts


def focused(article: Prepared, longest: int, rng: random.Random) -> Iterator[tuple[int, int]]:
    """Cut whole sentences around each labelled statement or sentence, as half-open word spans."""
    runs = [
        (min(x for x, _ in (*a, *b)), max(y for _, y in (*a, *b)))
        for a, b, _ in article.statements or ()
    ]
    runs += [run for run, _ in article.clauses or ()]
    numbers = [w.sentence for w in article.words]
    for run in runs:
        begin = bisect_left(numbers, numbers[run[0]] - rng.choice((0, 0, 1, 2)))
        end = bisect_right(numbers, numbers[run[1] - 1] + rng.choice((0, 0, 1, 2)))
        if article.pieces.last[end - 1] - article.pieces.first[begin] + 3 <= longest:
            yield begin, end


def restyled(article: GoldArticle, rng: random.Random) -> GoldArticle:
    """The same article as another site prints it: other quotation marks, or spaces around marks."""
    style = rng.choice(("spaces", "straight", "curly"))
    if style == "straight":
        text = article.text.translate(str.maketrans("“”‘’", "\"\"''"))
        return replace(article, text=text)
    if style == "curly":
        return replace(article, text=curly(article.text))
    return with_spaces(article)


def curly(text: str) -> str:
    """Turn straight double marks into curly ones, in pairs, afresh in each paragraph."""
    out, inside = [], False
    for part in re.split(r'("|\n\s*\n)', text):
        if part == '"':
            inside = not inside
            out.append("“" if inside else "”")
        else:
            inside = inside and not part.startswith("\n")
            out.append(part)
    return "".join(out)


def with_spaces(article: GoldArticle) -> GoldArticle:
    """Set every mark off with spaces, as tokenised corpora do; spans move along."""
    out: list[str] = []
    places: list[int] = []
    for c in article.text:
        mark = not c.isalnum() and not c.isspace()
        if mark and out and not out[-1].isspace():
            out.append(" ")
        places.append(len(out))
        out.append(c)
        if mark:
            out.append(" ")

    def move(spans: Offsets) -> Offsets:
        return tuple((places[a], places[b - 1] + 1) for a, b in spans)

    roles, clusters = article.attributions, article.clusters
    return replace(
        article,
        text="".join(out),
        attributions=roles
        and tuple(Roles(move(x.source), move(x.cue), move(x.content)) for x in roles),
        clusters=clusters and tuple(move(c) for c in clusters),
    )


def cut(article: Prepared, longest: int, offset: int = 0) -> Iterator[tuple[int, int]]:
    """Cut an article into windows of whole sentences, as half-open word spans.

    longest: most subwords a window, its two end marks included. offset: subwords before the
    first cut, so that epochs cut differently. A sentence too long for a window is cut inside.
    """
    budget = longest - 2
    begin, limit = 0, offset or budget
    for stop in _sentence_ends(article.words):
        while article.pieces.last[stop - 1] + 1 - article.pieces.first[begin] > limit:
            starts = article.pieces.first
            fit = int(np.searchsorted(article.pieces.last, starts[begin] + limit, side="left"))
            sentence = article.words[min(fit, len(article.words) - 1)].sentence
            back = fit
            while back > begin and article.words[back - 1].sentence == sentence:
                back -= 1
            end = back if back > begin else max(fit, begin + 1)
            yield begin, end
            begin, limit = end, budget
            if begin >= stop:
                break
    if begin < len(article.words):
        yield begin, len(article.words)


def _sentence_ends(found: list[Word]) -> list[int]:
    ends = [i for i in range(1, len(found)) if found[i].sentence != found[i - 1].sentence]
    return [*ends, len(found)] if found else []


def collate(cuts: list[tuple[Prepared, int, int]], ends: tuple[int, int], pad: int) -> Batch:
    """Pad windows to one length and lay their gold beside them.

    cuts: article and half-open word span of each window. ends: ids of the marks that open and
    close a window. Cues whose source or content reaches out of the window keep their cue tags
    but train no role chain.
    """
    sizes = [int(p.pieces.last[b - 1] - p.pieces.first[a]) + 3 for p, a, b in cuts]
    count, longest, most = len(cuts), max(sizes), max(b - a for _, a, b in cuts)
    rows = {k: torch.zeros(count, longest, dtype=torch.long) for k in ("shape", "gap", "quote")}
    ids = torch.full((count, longest), pad)
    first, last, cue_tags, flat_tags = (
        torch.zeros(count, most, dtype=torch.long) for _ in range(4)
    )
    owner: list[int] = []
    spans: list[Span] = []
    chains: list[torch.Tensor] = []
    for w, (article, a, b) in enumerate(cuts):
        p, n = article.pieces, sizes[w] - 2
        low = int(p.first[a])
        ids[w, 0], ids[w, n + 1] = ends
        ids[w, 1 : n + 1] = torch.from_numpy(p.ids[low : low + n])
        for k, row in rows.items():
            row[w, 1 : n + 1] = torch.from_numpy(getattr(p, k)[low : low + n])
        first[w, : b - a] = torch.from_numpy(p.first[a:b] - low + 1)
        last[w, : b - a] = torch.from_numpy(p.last[a:b] - low + 1)
        for source, cue, content in article.gold or ():
            if not (a <= cue[0][0] and cue[-1][1] <= b):
                continue
            for x, y in cue[:1]:
                _tag(cue_tags[w], x - a, y - a, 1)
            chain = torch.zeros(most, dtype=torch.long)
            for tag, role in ((1, source), (3, content)):
                for x, y in role:
                    if y > a and x < b:
                        _tag(chain, max(x, a) - a, min(y, b) - a, tag)
                        _tag(flat_tags[w], max(x, a) - a, min(y, b) - a, tag)
            if all(a <= x and y <= b for x, y in (*source, *content)):
                owner.append(w)
                spans.append((cue[0][0] - a, cue[0][1] - a))
                chains.append(chain)
    articles = [article for article, _, _ in cuts]
    size, words_in = torch.tensor(sizes), torch.tensor([b - a for _, a, b in cuts])
    return Batch(
        ids=ids,
        **rows,
        mask=torch.arange(longest) < size[:, None],
        first=first,
        last=last,
        word_mask=torch.arange(most) < words_in[:, None],
        cue_tags=cue_tags if all(a.gold is not None for a in articles) else None,
        flat_tags=flat_tags,
        owner=torch.tensor(owner, dtype=torch.long),
        cue_span=torch.tensor(spans, dtype=torch.long).reshape(-1, 2),
        role_tags=torch.stack(chains) if chains else torch.zeros(0, most, dtype=torch.long),
        entity_tags=_entity_tags(cuts, most),
        clusters=_clusters(cuts, most),
        rivals=_rivals(cuts, most),
        **_statements(cuts, most),
        clause_tags=_clause_tags(cuts, most),
        **_meanings(cuts, most),
    )


def _entity_tags(cuts: list[tuple[Prepared, int, int]], most: int) -> torch.Tensor | None:
    if any(article.entities is None for article, _, _ in cuts):
        return None
    tags = torch.zeros(len(cuts), most, dtype=torch.long)
    for w, (article, a, b) in enumerate(cuts):
        tags[w, : b - a] = entity_row(article, a, b)
    return tags


def entity_row(article: Prepared, begin: int, end: int) -> torch.Tensor:
    """The entity tag of each word of `[begin, end)`: int64 [words]; entities cut there have none."""
    row = torch.zeros(end - begin, dtype=torch.long)
    for x, y, kind in article.entities or ():
        if begin <= x and y <= end:
            _tag(row, x - begin, y - begin, 1 + 2 * kind)
    return row


def _clusters(cuts: list[tuple[Prepared, int, int]], most: int) -> torch.Tensor | None:
    if any(article.clusters is None for article, _, _ in cuts):
        return None
    numbers = torch.zeros(len(cuts), most, dtype=torch.long)
    for w, (article, a, b) in enumerate(cuts):
        for number, heads in enumerate(article.clusters or (), 1):
            for head in heads:
                if a <= head < b:
                    numbers[w, head - a] = number
    return numbers


def _rivals(cuts: list[tuple[Prepared, int, int]], most: int) -> torch.Tensor:
    """Words that a mention may be linked to: all of the window's, unless the article names them."""
    allowed = torch.zeros(len(cuts), most, dtype=torch.bool)
    for w, (article, a, b) in enumerate(cuts):
        if article.rivals:
            allowed[w, [r - a for r in article.rivals if a <= r < b]] = True
        else:
            allowed[w, : b - a] = True
    return allowed


def _statements(cuts: list[tuple[Prepared, int, int]], most: int) -> dict[str, torch.Tensor | None]:
    owner: list[int] = []
    shares: list[torch.Tensor] = []
    labelled: list[Labelled] = []
    for w, (article, a, b) in enumerate(cuts):
        for *parts, one in article.statements or ():
            if all(a <= x and y <= b for runs in parts for x, y in runs):
                share = torch.zeros(2, most)
                for row, runs in enumerate(parts):
                    for x, y in runs:
                        share[row, x - a : y - a] = 1
                owner.append(w)
                shares.append(share / share.sum(1, keepdim=True))
                labelled.append(one)
    if not owner:
        return {"act_owner": None, "act_words": None, "act_wanted": None}
    return {
        "act_owner": torch.tensor(owner),
        "act_words": torch.stack(shares),
        "act_wanted": targets(labelled),
    }


def _clause_tags(cuts: list[tuple[Prepared, int, int]], most: int) -> torch.Tensor | None:
    if any(article.clauses is None for article, _, _ in cuts):
        return None
    tags = torch.full((len(cuts), most), UNSEEN)
    for w, (article, a, b) in enumerate(cuts):
        for (begin, end), parts in article.clauses or ():
            if a <= begin and end <= b:
                tags[w, begin - a : end - a] = 0
                for x, y, kind in parts:
                    _tag(tags[w], x - a, y - a, 1 + 2 * kind)
    return tags


def _meanings(cuts: list[tuple[Prepared, int, int]], most: int) -> dict[str, torch.Tensor | None]:
    """The sentences that lie whole in a window, each a row."""
    rows = torch.full((len(cuts), most), -1)
    wanted: list[torch.Tensor] = []
    for w, (article, a, b) in enumerate(cuts):
        if article.meanings is None:
            continue
        numbers = np.array([article.words[i].sentence for i in range(a, b)])
        for number in range(numbers[0] + (a > 0), numbers[-1] + (b == len(article.words))):
            rows[w, : b - a][torch.from_numpy(numbers == number)] = len(wanted)
            wanted.append(article.meanings[number])
    if not wanted:
        return {"sentence": None, "meanings": None}
    return {"sentence": rows, "meanings": torch.stack(wanted)}


def _tag(row: torch.Tensor, begin: int, end: int, tag: int) -> None:
    row[begin] = tag
    row[begin + 1 : end] = tag + 1
