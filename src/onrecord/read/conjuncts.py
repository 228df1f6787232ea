"""A source taken apart: its conjuncts, each with its appositions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from onrecord.read import lexicon as lex
from onrecord.read.names import Name
from onrecord.read.phrases import Phrase, head_kind, parse
from onrecord.read.tokens import Token
from onrecord.world.states import is_demonym, state_named

#: A pair of names at least explains a group.
PAIR = (0, 1)
TRAILING = lex.words(
    "himself herself itself themselves alone too also both respectively today yesterday "
    "tonight monday tuesday wednesday thursday friday saturday sunday"
)
#: Words that open a clause which tells of what stands before its comma.
CLAUSES = lex.words("who which whose whom where")
#: Parts of a name behind the surname.
SUFFIXES = lex.words("jr jr. sr sr. ii iii iv")


def conjuncts(source: Sequence[Token], found: Sequence[Name]) -> list[list[Phrase]]:
    """Split a source into its conjuncts, each the list of its appositive phrases.

    found: the names inside the source. A coordination inside a name, a modifier ("Russian and
    Ukrainian officials") or the object of a preposition is left whole.
    """
    source = _without_clauses(_without_brackets(source), found)
    found = [*found, *_objects(source, found)]
    if (
        source
        and source[0].lower in ("both", "either", "neither")
        and any(t.lower in ("and", "or", "nor") for t in source)
    ):
        source = source[1:]
    inside = {k for k, t in enumerate(source) for n in found if n.begin <= t.start < n.end}
    parts: list[list[Token]] = []
    begin = 0
    for k, t in enumerate(source):
        wide = [x.lower for x in source[k : k + 3]] == ["as", "well", "as"]
        if k in inside or not (t.lower in ("and", "&") or wide) or k == begin:
            continue
        right = k + (3 if wide else 1)
        if _office(list(source[begin:k]), list(source[right:]), found):
            begin = right
        elif _splits(list(source[begin:k]), list(source[right:]), found):
            parts.append(list(source[begin:k]))
            begin = right
    last = list(source[begin:])
    groups = [_listed(part, found) for part in parts]
    ending = _phrases(last, found)
    if len(ending) > 1 and all(_equal(p, ending[0]) for p in ending):
        # Headlines list without "and": "Clinton, Sanders".
        return [phrases for group in groups for phrases in group] + [[p] for p in ending]
    whole = [phrases for group in groups for phrases in group] + [ending]
    # "Her lawyers, Paulo Lima and Ann Lee," are those two.
    names = [c for c in whole[1:] if c and c[0].kind == "name"]
    told = len(whole) > len(PAIR) and whole[0] and whole[0][0].kind == "people"
    return names if told and len(names) == len(whole) - 1 else whole


def _objects(source: Sequence[Token], found: Sequence[Name]) -> Iterator[Name]:
    """Lists that go with a group, each as one name: "the leaders of | France, Germany and Poland"."""
    for k in range(1, len(source)):
        if source[k].lower == "of" and head_kind(source[k - 1].lower) == "people":
            listed: list[Name] = []
            joined = False
            at = k + 1
            while at < len(source):
                name = next((n for n in found if n.begin <= source[at].start < n.end), None)
                if name is not None and name.kind not in ("person", "title", "demonym"):
                    listed += [name] if name not in listed else []
                elif source[at].lower == "and" and listed:
                    joined = True
                elif source[at].lower not in (",", "the"):
                    break
                at += 1
            if joined and len(listed) > 1:
                first, last = listed[0], listed[-1]
                yield replace(first, begin=source[k + 1].start, end=last.end, kind="unknown")


def _equal(a: Phrase, b: Phrase) -> bool:
    """Whether two phrases are bare names of one kind, person or state."""
    bare = [p.name for p in (a, b) if p.name and p.tokens[0].start == p.name.begin and not p.after]
    kinds = {name.kind for name in bare} if len(bare) == len((a, b)) else set()
    return kinds in ({"person"}, {"state"}) and a.kind == b.kind == "name"


def _without_brackets(source: Sequence[Token]) -> list[Token]:
    kept: list[Token] = []
    depth = 0
    while source and (
        not any(c.isalnum() for c in source[0].text) or source[0].lower in ("and", "but")
    ):
        source = source[1:]
    for t in source:
        depth += t.text in "(["
        suffix = kept and t.lower in SUFFIXES
        if not depth and t.text not in '“”"' and not suffix:
            kept.append(t)
        depth -= t.text in ")]" and depth > 0
    while kept and (
        (not kept[-1].text[-1].isalnum() and not kept[-1].text.endswith("."))
        or (kept[-1].lower in TRAILING and len(kept) > 1)
    ):
        kept.pop()
    return kept


def _without_clauses(source: list[Token], found: Sequence[Name]) -> list[Token]:
    """A source without clauses that tell of one in it: "Ann Lee, who knew Oslo and Bergen"."""
    for k in range(2, len(source)):
        if source[k].lower not in CLAUSES or source[k - 1].text != ",":
            continue
        named = any(n.begin <= source[k - 2].start < n.end for n in found)
        if named or head_kind(source[k - 2].lower) != "thing":
            ends = (j for j in range(k + 1, len(source) - 1) if source[j].text == ",")
            on = next((j + 1 for j in ends if source[j + 1].lower == "and"), len(source))
            return [*source[: k - 1], *source[on:]]
    return source


def _office(left: list[Token], right: list[Token], found: Sequence[Name]) -> bool:
    """Whether "and" stands within an office: "Foreign Trade and Tourism Minister Ann Lee"."""
    a, b = _phrases(left, found), _phrases(right, found)
    if len(a) != 1 or not b or a[0].determiner:
        return False
    matter, name = a[0].name, b[0].name
    title = name.title if name and name.kind == "person" else ()
    plain = matter is not None and matter.kind in ("unknown", "organisation") and not matter.title
    return plain and len(title) > 1 and not _owns(title[0])


def _splits(left: list[Token], right: list[Token], found: Sequence[Name]) -> bool:
    """Whether "and" between two stretches joins two speakers."""
    while left and not left[-1].text[-1].isalnum() and left[-1].text == ",":
        left = left[:-1]
    if not left or not right:
        return False
    a, b = _phrases(left, found), _phrases(right, found)
    if not a or not b or "thing" in (a[-1].kind, b[0].kind) or _goes_on(a, b[0]):
        return False
    if a[-1].kind != "name" and b[0].determiner == "the" and _ends_definite(a[-1]) and b[0].name:
        # "leaders of the House and the Senate"
        return b[0].name.kind == "person"
    if a[-1].kind != "name" and a[-1].after and b[0].kind == "name" and not b[0].determiner:
        return (
            b[0].name is not None
            and b[0].name.kind == "person"
            and bool(b[0].name.title or a[-1].kind == "person")
        )
    return True


def _goes_on(a: Sequence[Phrase], b: Phrase) -> bool:
    """Whether what follows "and" goes on with the last phrase before it."""
    office = a[-1].kind == b.kind == "person" and not b.determiner and not b.name
    adjective = a[-1].name and a[-1].name.kind == "demonym" and b.kind != "name"
    # "Ann Lee, head of a firm and adviser to others"
    # and "Ann Lee, chair of the Committee on Space and Technology".
    named = b.name is not None and b.name.kind not in ("unknown", "place")
    explained = len(a) > 1 and a[0].name and a[0].name.kind == "person" and not named
    return bool(office or adjective or explained)


def _ends_definite(phrase: Phrase) -> bool:
    """Whether what modifies a phrase from behind has a "the" of its own."""
    return any(t.lower == "the" for t in phrase.after)


def _listed(part: list[Token], found: Sequence[Name]) -> list[list[Phrase]]:
    """The members of a list before its "and"; one of several phrases when they are appositions."""
    phrases = _phrases(part, found)
    grouped: list[list[Phrase]] = []
    for phrase in phrases:
        explains = grouped and (
            (
                phrase.kind != "name"
                and grouped[-1][-1].kind == "name"
                and bool(phrase.determiner or phrase.kind in ("person", "thing"))
            )
            or (phrase.kind == "name" and grouped[-1][-1].kind in ("person", "body"))
        )
        if explains:
            grouped[-1].append(phrase)
        else:
            grouped.append([phrase])
    return grouped


def _phrases(part: Sequence[Token], found: Sequence[Name]) -> list[Phrase]:
    """The phrases between the commas of one stretch."""
    cut: list[list[Token]] = [[]]
    inside = {t.start for t in part for n in found if n.begin <= t.start < n.end}
    for t in part:
        if t.text in ",;:–—-" and t.start not in inside:
            cut.append([])
        else:
            cut[-1].append(t)
    return [phrase for stretch in cut if (phrase := parse(stretch, found))]


def _owns(word: str) -> bool:
    """Whether a word before a title is one itself or says whose it is, not what for."""
    owner = word in lex.BODIES or word in lex.REGIONAL or is_demonym(word) or state_named(word)
    return word in lex.TITLES or bool(owner)
