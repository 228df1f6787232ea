"""Names in a text: runs of capitalised words, parted from the titles before them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.read import lexicon as lex
from onrecord.read.name_runs import extend, known, opens, state_size
from onrecord.read.tokens import Token
from onrecord.world.knowledge import World
from onrecord.world.states import is_demonym, state_named

NameKind = Literal[
    "person",
    "organisation",
    "place",
    "state",
    "seat",
    "demonym",
    "title",
    "unknown",
]

HEADLINE_SHARE = 0.7
#: Words before an adjective of a region: "East African".
COMPASS = lex.words("east west north south central eastern western northern southern")


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the text. `begin` is where its titles start; `title` holds them, lower case.

    `sure` is whether the encoder is as good as certain of a kind that was a guess.
    """

    begin: int
    start: int
    end: int
    words: tuple[str, ...]
    title: tuple[str, ...]
    kind: NameKind
    sentence: int
    paragraph: int
    quoted: bool
    sure: bool = False

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
        opening = cut[i].capital and cut[i].sentence not in shouted
        if not opening or not opens(cut, i, i in firsts, common, inner):
            i += 1
            continue
        end = extend(cut, i)
        if _portfolio(cut, i) and end > i + 1:
            i += 1
        found += _parts(cut[i:end], bool(i) and cut[i - 1].lower == "the")
        i = end
    full = {
        tuple(w.lower() for w in n.words): n for n in found if n.kind not in ("title", "demonym")
    }
    found += _in_headlines([t for t in cut if t.sentence in shouted], full)
    return sorted(found, key=lambda n: n.start)


def _portfolio(cut: Sequence[Token], i: int) -> bool:
    """Whether token `i` ends an office set in small letters: "secretary of State Ann Lee"."""
    office = i > 1 and cut[i - 1].lower == "of" and cut[i - 2].lower in lex.TITLES
    return office and cut[i].lower in lex.PORTFOLIOS


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


def _in_headlines(cut: Sequence[Token], full: dict[tuple[str, ...], Name]) -> list[Name]:
    """Names of headlines that the article or a table knows, the longest first."""
    longest = max(map(len, full), default=1)
    last = {key[-1]: n for key, n in full.items() if n.kind == "person"}
    found: list[Name] = []
    i = 0
    while i < len(cut):
        for size in range(min(longest, len(cut) - i), 0, -1):
            run = cut[i : i + size]
            words = tuple(t.lower for t in run)
            like = full.get(words) or (last.get(words[0]) if size == 1 else None)
            if like or (size <= 2 and run[0].capital and known(" ".join(t.text for t in run))):
                found.append(_name(run, 0, like.kind if like else _parts(run, False)[0].kind))
                i += size
                break
        else:
            i += 1
    return found


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
    if state_named(joined):
        return "state"
    if World.open().is_metonym(joined):
        return "seat"
    compass = all(t.lower in COMPASS for t in run[:-1]) and run[-1].lower in lex.REGIONAL
    return "demonym" if is_demonym(joined) or compass else None


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
        # "Executive" is a title only in "Chief Executive": the Executive Yuan is a body.
        leads = word in lex.BEFORE_TITLE or (word == "executive" and k == 0)
        if word in lex.TITLES and not (leads or surname or portfolio):
            last = k
        elif k and word == "of" and last == k - 1:
            while k + 1 < len(run) and run[k + 1].lower in lex.PORTFOLIOS:
                k += 1
                last = k
            size = state_size([t.text for t in run[k + 1 :]])
            if size and k + 1 + size < len(run):
                k += size
                last = k
            if last < k or run[k].lower == "of":
                return len(run)
        k += 1
    return last + 1


def _before_title(run: Sequence[Token]) -> bool:
    """Whether words can stand before a title: other titles, bodies, states and their adjectives."""
    last = run[-1]
    joined = " ".join(t.text for t in run)
    return (
        known(joined)
        or joined.lower() in lex.REGIONAL
        or last.lower in lex.TITLES | lex.BODIES
        or _acronym(last.text)
    )


def _name(run: Sequence[Token], cut: int, kind: NameKind) -> Name:
    head = run[cut]
    return Name(
        begin=run[0].start,
        start=head.start,
        end=run[-1].end,
        words=tuple(t.text for t in run[cut:] if t.text not in "'’"),
        title=tuple(t.lower for t in run[:cut]) if kind != "title" else tuple(t.lower for t in run),
        kind=kind,
        sentence=head.sentence,
        paragraph=head.paragraph,
        quoted=head.quoted,
    )
