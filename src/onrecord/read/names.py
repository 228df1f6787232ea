"""Names in a text: runs of capitalised words, parted from the titles before them.

A run may hold particles ("Ursula von der Leyen") and, in names of bodies, "of", "for", "and",
"the" ("Organization for Security and Co-operation in Europe").
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.read import lexicon as lex
from onrecord.read.tokens import Token
from onrecord.world.states import is_demonym, state_named, state_of_capital

NameKind = Literal[
    "person",
    "organisation",
    "place",
    "state",
    "capital",
    "metonym",
    "demonym",
    "title",
    "unknown",
]

HEADLINE_SHARE = 0.7


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. `begin` is where its titles start; `title` holds them, lower case."""

    begin: int
    start: int
    end: int
    words: tuple[str, ...]
    title: tuple[str, ...]
    kind: NameKind
    sentence: int
    paragraph: int
    quoted: bool

    @property
    def text(self) -> str:
        """The name's words with single spaces."""
        return " ".join(self.words)


def names(cut: Sequence[Token]) -> list[Name]:
    """Every name of a text, in order; headlines in capitals yield only what is known by table."""
    common = {t.text for t in cut if t.text.islower() and not t.capital}
    firsts = {
        i
        for i, t in enumerate(cut)
        if i == 0 or cut[i - 1].sentence != t.sentence or cut[i - 1].text in '“"‘:'
    }
    inner = {t.text for i, t in enumerate(cut) if i not in firsts and t.capital}
    shouted = _headlines(cut)
    found: list[Name] = []
    i = 0
    while i < len(cut):
        if cut[i].sentence in shouted or not _opens(cut, i, i in firsts, common, inner):
            i += 1
            continue
        end = _extend(cut, i)
        found += _parts(cut[i:end], bool(i) and cut[i - 1].lower == "the")
        i = end
    known = {
        tuple(w.lower() for w in n.words): n for n in found if n.kind not in ("title", "demonym")
    }
    found += _in_headlines([t for t in cut if t.sentence in shouted], known)
    return sorted(found, key=lambda n: n.start)


def _headlines(cut: Sequence[Token]) -> set[int]:
    """Sentences set in capitals, in which a capital tells nothing of names."""
    count: dict[int, list[bool]] = {}
    for t in cut:
        if t.text[0].isalpha() and (len(t.text) > 3 or t.text.isupper()):
            count.setdefault(t.sentence, []).append(t.capital)
    shouted = {t.sentence for t in cut} - {t.sentence for t in cut if t.text.islower()}
    ended = {t.sentence for t in {t.sentence: t for t in cut}.values() if t.text in '.?!”"’'}
    return {
        s
        for s, seen in count.items()
        if (s not in ended and len(seen) >= 3 and sum(seen) >= HEADLINE_SHARE * len(seen))
        or (s in shouted and len(seen) >= 5)
    }


def _in_headlines(cut: Sequence[Token], known: dict[tuple[str, ...], Name]) -> list[Name]:
    """Names of headlines that the article or a table knows, the longest first."""
    longest = max(map(len, known), default=1)
    last = {key[-1]: n for key, n in known.items() if n.kind == "person"}
    found: list[Name] = []
    i = 0
    while i < len(cut):
        for size in range(min(longest, len(cut) - i), 0, -1):
            run = cut[i : i + size]
            words = tuple(t.lower for t in run)
            like = known.get(words) or (last.get(words[0]) if size == 1 else None)
            if like or (size <= 2 and run[0].capital and _known(" ".join(t.text for t in run))):
                found.append(_name(run, 0, like.kind if like else _parts(run, False)[0].kind))
                i += size
                break
        else:
            i += 1
    return found


def _opens(cut: Sequence[Token], i: int, first: bool, common: set[str], inner: set[str]) -> bool:
    """Whether a name starts at token `i`; a sentence's first capital needs a reason of its own."""
    t = cut[i]
    known = state_named(t.text) or t.lower in lex.ACRONYMS
    starter = t.lower in lex.STARTERS and not (t.text.isupper() and len(t.text) > 1 and known)
    if starter or not t.capital or (t.lower in lex.CALENDAR and t.text != "May"):
        return False
    follows = _extend(cut, i) > i + 1
    pair = f"{t.lower} {cut[i + 1].lower}" if follows else t.lower
    if not first or _known(t.text) or _known(pair) or pair in lex.METONYMS:
        return True
    if t.lower in lex.TITLES | lex.BODIES or t.text in inner:
        return t.text in inner or follows
    if not follows and t.lower in lex.DOCUMENTS | lex.PEOPLE | lex.PERSONS | lex.THINGS:
        return False
    says = i + 1 < len(cut) and cut[i + 1].lower in ("said", "says", "told")
    plain = t.lower in common or t.lower.endswith(("ly", "ing"))
    return (says or not plain) and (follows or not t.lower.endswith(("ed", *lex.AGENT_ENDINGS)))


def _known(words: str) -> bool:
    return bool(state_named(words) or is_demonym(words) or state_of_capital(words))


def _adjacent(left: Token, right: Token) -> bool:
    return left.sentence == right.sentence and right.start - left.end <= 1 and not left.possessive


def _extend(cut: Sequence[Token], i: int) -> int:
    """Index after the last token of the run that starts at `i`."""
    j = i + 1
    while j < len(cut) and _adjacent(cut[j - 1], cut[j]):
        t = cut[j]
        if t.capital and (t.lower not in lex.CALENDAR or _surname(cut, j)) and t.text != "I":
            j += 1
            continue
        step = _link(cut, i, j)
        if not step:
            break
        j += step
    return j


def _surname(cut: Sequence[Token], j: int) -> bool:
    """Whether a month's name goes on a person's: "Theresa May", not "Washington May 5"."""
    dated = j + 1 < len(cut) and cut[j + 1].text[0].isdigit()
    return cut[j].text in ("May", "August", "June", "April") and not dated


def _link(cut: Sequence[Token], i: int, j: int) -> int:
    """How many lower-case words at `j` join the run to the capital after them."""
    step = 1
    while j + step < len(cut) and step < 3 and cut[j + step].lower in lex.PARTICLES | {"the"}:
        step += 1
    ahead = j + step
    if ahead >= len(cut) or not cut[ahead].capital or cut[ahead].lower in lex.CALENDAR:
        return 0
    if not all(_adjacent(cut[k], cut[k + 1]) for k in range(j - 1, ahead)):
        return 0
    word, run = cut[j].lower, {t.lower for t in cut[i:j]}
    last = cut[j - 1].lower
    body = bool(run & lex.BODIES)
    joins = {
        "of": (body and last not in lex.TITLES)
        or (last in lex.TITLES and cut[ahead].lower in lex.PORTFOLIOS),
        "for": last in lex.BODIES,
        "on": last in lex.BODIES,
        "against": last in lex.BODIES,
        "in": body and bool(run & {"for", "of"}) and cut[ahead].lower in lex.REGIONS,
        "and": _joins_body(cut, i, j, ahead),
        "&": _joins_body(cut, i, j, ahead),
    }
    # A body before a title is the title's: "European Commission President Ursula von der Leyen".
    titled = max((k for k in range(i, j) if cut[k].lower in lex.TITLES), default=i - 1)
    named = {t.lower for t in cut[titled + 1 : j]}
    return step if joins.get(word, word in lex.PARTICLES and not named & lex.BODIES) else 0


def _joins_body(cut: Sequence[Token], i: int, j: int, ahead: int) -> bool:
    """Whether "and" stands inside one body's name rather than between two names."""
    run = [t.lower for t in cut[i:j]]
    if (
        ahead > j + 1
        or state_named(cut[ahead].text)
        or cut[ahead].lower in lex.TITLES - {"defence", "defense", "prevention"}
    ):
        return False
    if {"of", "for"} & set(run) and set(run) & lex.BODIES and not cut[ahead].text.isupper():
        return not state_named(run[-1])
    last = ahead
    while last + 1 < len(cut) and cut[last + 1].capital and _adjacent(cut[last], cut[last + 1]):
        last += 1
    known = (
        state_named(run[0]) or is_demonym(run[0]) or run[0] in lex.METONYMS or cut[i].text.isupper()
    )
    return len(run) == 1 and not known and last > ahead and cut[last].lower in lex.BODIES


def _parts(run: Sequence[Token], definite: bool) -> list[Name]:
    """A run as its name, or as its names where a title stands between two."""
    while len(run) > 1 and run[0].lower in lex.STARTERS and not state_named(run[0].text):
        run = run[1:]
    while len(run) > 1 and run[-1].lower in lex.SUFFIXES:
        run = run[:-1]
    cut = _title_end(run)
    kind = _known_kind(run)
    if kind is None and cut == len(run):
        kind = "title"
    if kind is not None:
        return [_name(run, 0, kind)]
    whole = [t.lower for t in run]
    if cut and not set(whole[cut:]) & lex.BODIES:
        return [_name(run, cut, "person")]
    if set(whole) & lex.BODIES or _acronym(run[-1].text) or "and" in whole or whole[0][0] == "@":
        return [_name(run, 0, "organisation")]
    adjective = (len(run) > 1 and is_demonym(whole[0])) or (
        len(run) > 2 and whole[0] in lex.REGIONAL
    )
    vague = len(run) == 1 or definite or len(run) > 5
    return [_name(run, int(adjective), "unknown" if vague or adjective else "person")]


def _known_kind(run: Sequence[Token]) -> NameKind | None:
    """What the tables know a whole run as."""
    joined = " ".join(t.lower for t in run)
    if joined in lex.METONYMS:
        return "metonym"
    if state_named(joined):
        return "state"
    if state_of_capital(joined):
        return "capital"
    return "demonym" if is_demonym(joined) or joined in lex.REGIONAL else None


def _acronym(word: str) -> bool:
    letters = word.replace(".", "")
    return (2 <= len(letters) <= 6 and letters.isupper()) or bool(re.fullmatch(r"[A-Z]\d+", word))


def _title_end(run: Sequence[Token]) -> int:
    """Where the name starts in a run that opens with titles; its length when it is titles only."""
    last = -1
    k = 0
    while k < len(run):
        word = run[k].lower
        surname = (
            word in lex.SURNAME_TITLES and k == len(run) - 1 and k and not _before_title(run[:k])
        )
        portfolio = word in lex.PORTFOLIOS and k > 0 and run[k - 1].lower == "of"
        if word in lex.TITLES and not surname and not portfolio:
            last = k
        elif k and word == "of" and last == k - 1:
            while k + 1 < len(run) and run[k + 1].lower in lex.PORTFOLIOS:
                k += 1
                last = k
            if last < k or run[k].lower == "of":
                return len(run)
        k += 1
    return last + 1


def _before_title(run: Sequence[Token]) -> bool:
    """Whether words can stand before a title: other titles, bodies, states and their adjectives."""
    last = run[-1]
    joined = " ".join(t.text for t in run)
    known = (
        state_named(joined)
        or is_demonym(joined)
        or joined.lower() in lex.REGIONAL
        or joined.lower() in lex.METONYMS
    )
    return bool(known) or last.lower in lex.TITLES | lex.BODIES or _acronym(last.text)


def _name(run: Sequence[Token], cut: int, kind: NameKind) -> Name:
    head = run[cut]
    return Name(
        begin=run[0].start,
        start=head.start,
        end=run[-1].end,
        words=tuple(t.text for t in run[cut:]),
        title=tuple(t.lower for t in run[:cut]) if kind != "title" else tuple(t.lower for t in run),
        kind=kind,
        sentence=head.sentence,
        paragraph=head.paragraph,
        quoted=head.quoted,
    )
