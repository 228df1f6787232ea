"""Noun phrases of a source: conjuncts, appositions and heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from onrecord.read import lexicon as lex
from onrecord.read.names import Name
from onrecord.read.tokens import Token
from onrecord.world.states import is_demonym

HeadKind = Literal["pronoun", "name", "person", "body", "people", "document", "thing"]

TRAILING = lex.words("himself herself itself themselves alone too also both respectively")
#: Parts of a name behind the surname.
SUFFIXES = lex.words("jr jr. sr sr. ii iii iv")
QUANTIFIED = lex.words(
    "percent per cent % percentage majority some many most all several dozens hundreds "
    "thousands number array host handful scores couple half third vast wide growing more than"
)

#: Endings of nouns for one person, which no list can hold.
TRADES = (
    "-year-old", "ologist", "iatrist", "icist", "ographer", "ologian", "ician", "ialist", "onomist",
    "ivist",
)  # fmt: skip
#: Parts of bodies that speak, but name no body with a capital.
PARTS = lex.words("market camp chapter branch arm wing subsidiary affiliate nation")
#: Words of "one in five".
SHARE = 3


@dataclass(frozen=True, slots=True)
class Phrase:
    """One noun phrase. `core` ends with its head, `after` modifies it from behind.

    `determiner` is its leading determiner, lower case, or nothing; `name` the name that is its
    head; `tokens` the whole phrase without determiner and number.
    """

    kind: HeadKind
    determiner: str
    core: tuple[Token, ...]
    after: tuple[Token, ...]
    tokens: tuple[Token, ...]
    name: Name | None = None

    @property
    def head(self) -> str:
        """The head in lower case."""
        return self.core[-1].lower if self.core else ""

    @property
    def span(self) -> tuple[int, int]:
        """Half-open character offsets, without determiner and number."""
        return (self.tokens[0].start, self.tokens[-1].end) if self.tokens else (0, 0)


def conjuncts(source: Sequence[Token], found: Sequence[Name]) -> list[list[Phrase]]:
    """Split a source into its conjuncts, each the list of its appositive phrases.

    found: the names inside the source. A coordination inside a name, a modifier ("Russian and
    Ukrainian officials") or the object of a preposition is left whole.
    """
    source = _without_brackets(source)
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
        if _splits(list(source[begin:k]), list(source[right:]), found):
            parts.append(list(source[begin:k]))
            begin = right
    last = list(source[begin:])
    groups = [_listed(part, found) for part in parts]
    ending = _phrases(last, found)
    if len(ending) > 1 and all(_equal(p, ending[0]) for p in ending):
        # Headlines list without "and": "Clinton, Sanders".
        return [phrases for group in groups for phrases in group] + [[p] for p in ending]
    return [phrases for group in groups for phrases in group] + [ending]


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


def parse(stretch: Sequence[Token], found: Sequence[Name]) -> Phrase | None:
    """One noun phrase with its head; None when nothing is left without determiner and number."""
    rest = list(stretch)
    determiner = ""
    rest = _without_quantity(rest)
    if len(rest) < len(stretch) and len(rest) == 1 and rest[0].lower in lex.PLURAL | lex.RELATIVE:
        # "one of them", "both of whom"
        return Phrase("pronoun", stretch[0].lower, tuple(rest), (), tuple(rest))
    # "Residents who had left": the clause tells which, it is no part of what they are called.
    rest = _without_clause(rest, found)
    while rest and _leads(rest[0], found):
        if rest[0].lower in lex.DETERMINERS:
            determiner = determiner or rest[0].lower
        rest = rest[2:] if rest[1:] and rest[1].lower == "own" else rest[1:]
    if not rest:
        return _pronoun(stretch)
    end = _core_end(rest, found)
    if determiner and rest[0].lower in lex.DOCUMENTS and rest[0].text.islower():
        # "his book The Long Way": the title goes with the noun.
        end = 1
    core, after = tuple(rest[:end]), _without_time(rest[end:])
    rest = [*core, *after]
    name = next((n for n in found if n.start <= core[-1].start < n.end), None)
    kind: HeadKind = "name" if name and name.kind != "title" else head_kind(core[-1].lower)
    if name and name.kind == "title":
        kind = (
            "person" if core[-1].lower in lex.PERSONS | lex.TITLES or "of" in name.title else kind
        )
    opens = any(n.begin <= rest[0].start < n.end for n in found)
    if not opens and (
        rest[0].lower in ("who", "which") or (len(rest) == 1 and _is_pronoun(rest[0].lower))
    ):
        kind = "pronoun"
    return Phrase(kind, determiner, core, after, tuple(rest), name)


def _without_clause(rest: list[Token], found: Sequence[Name]) -> list[Token]:
    """A phrase without the relative clause behind its head."""
    for k in range(1, len(rest)):
        before = any(n.begin <= rest[k - 1].start < n.end for n in found)
        headed = before or head_kind(rest[k - 1].lower) != "thing"
        if rest[k].lower in ("who", "which", "whose", "whom", "that") and headed:
            return rest[:k]
    return rest


def _without_time(after: Sequence[Token]) -> tuple[Token, ...]:
    """What modifies a phrase from behind, without a date at its end: "the council in 2023"."""
    dated = len(after) > 1 and (after[-1].text.isdigit() or after[-1].lower in lex.CALENDAR)
    timed = dated and after[-2].lower in ("in", "on", "of", "since", "last")
    return tuple(after[:-2] if timed else after)


def _leads(t: Token, found: Sequence[Name]) -> bool:
    named = any(n.begin <= t.start < n.end for n in found)
    number = t.text[0].isdigit() and t.text.replace(",", "").rstrip("%").isdigit()
    return not named and (
        t.lower in lex.DETERMINERS | lex.QUANTITIES
        or number
        or t.lower in ("even", "only", "about", "at", "least")
    )


def _without_quantity(rest: list[Token]) -> list[Token]:
    """Drop "58 percent of", "some of" and the like."""
    for k in range(1, min(6, len(rest) - 1)):
        if rest[k].lower == "of" and all(
            t.text[0].isdigit()
            or t.lower
            in QUANTIFIED | lex.QUANTITIES | {"a", "the", "large", "small", "both", "at", "least"}
            for t in rest[:k]
        ):
            return rest[k + 1 :]
    if len(rest) > SHARE and rest[1].lower == "in" and rest[0].lower in lex.QUANTITIES:
        # "one in five voters"
        return rest[3:]
    return rest


def _pronoun(stretch: Sequence[Token]) -> Phrase | None:
    if len(stretch) == 1 and _is_pronoun(stretch[0].lower):
        return Phrase("pronoun", "", tuple(stretch), (), tuple(stretch))
    return None


def _is_pronoun(word: str) -> bool:
    return word in lex.SINGULAR or word in lex.PLURAL | lex.NEUTER | lex.SELF | lex.RELATIVE


def _core_end(rest: Sequence[Token], found: Sequence[Name]) -> int:
    """Where the core of a phrase ends: before a preposition, relative, mark or participle behind its head."""
    for k, t in enumerate(rest):
        if k == 0 or any(n.begin < t.start < n.end for n in found):
            continue
        head = head_kind(rest[k - 1].lower) != "thing" or any(
            n.start <= rest[k - 1].start < n.end for n in found
        )
        if t.lower in lex.AFTER_HEAD or t.lower in ("and", "or"):
            if t.lower in ("and", "or") and not head:
                continue
            if t.lower in ("and", "or") and k + 1 < len(rest) and is_demonym(rest[k + 1].lower):
                continue
            return k
        if (
            head
            and t.text.islower()
            and t.lower.endswith(("ing", "ed"))
            and head_kind(t.lower) == "thing"
        ):
            return k
    return len(rest)


def head_kind(word: str) -> HeadKind:
    """What kind of speaker, if any, a common noun heads."""
    if word in lex.DOCUMENTS:
        return "document"
    if word in lex.PERSONS or word.endswith(TRADES):
        return "person"
    if word in lex.PEOPLE:
        return "people"
    if (word in lex.BODIES and word not in lex.NOT_SPEAKING) or word in PARTS:
        return "body"
    if word in lex.THINGS or not word.endswith(lex.AGENT_ENDINGS):
        plural = word.endswith("s") and (
            word[:-1] in lex.PERSONS
            or (word[:-1] in lex.BODIES and word[:-1] not in lex.NOT_SPEAKING)
        )
        return "people" if plural and word not in lex.THINGS else "thing"
    return "people"
