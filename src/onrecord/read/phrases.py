"""Noun phrases: their determiner, head and what modifies it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from onrecord.read import lexicon as lex
from onrecord.read.names import Name
from onrecord.read.tokens import Token
from onrecord.world.states import is_demonym

HeadKind = Literal["pronoun", "name", "person", "body", "people", "document", "thing"]

QUANTIFIED = lex.words(
    "percent per cent % percentage majority some many most all several dozens hundreds "
    "thousands number lot lots array host handful scores couple half third vast wide growing more than"
)

#: Endings of nouns for one person, which no list can hold.
TRADES = (
    "-year-old", "ologist", "iatrist", "icist", "ographer", "ologian", "ician", "ialist", "onomist",
    "ivist",
)  # fmt: skip
#: Parts of bodies that speak, but name no body with a capital.
PARTS = lex.words(
    "market camp chapter branch arm wing subsidiary affiliate nation junta regime carrier brewer "
    "carmaker automaker chipmaker drugmaker planemaker shipbuilder utility conglomerate insurer "
    "grocer multinational"
)
#: What somebody speaks in or at.
OCCASIONS = lex.words("series speech eve conference briefing twitter facebook instagram")
#: Words behind a preposition among which an occasion may be.
MEDIUM = 5
#: Words that open no noun phrase, and those behind which one opens.
BROKEN = lex.words("is are was were be been to whom")
OPENING = lex.words("of for with by after from")
#: Bodies that lend a group of people their capital.
PARTY = lex.words(
    "party opposition government senate house council parliament assembly congress union police"
)
#: Before "figures" they make persons of them, and no numbers.
PROMINENT = lex.words(
    "opposition political public religious senior leading key party military industry establishment "
    "media cultural prominent influential government business community sports"
)
#: Words of "one in five".
SHARE = 3
OWNING = frozenset(["his", "her", "its", "their"])
#: Determiners of a phrase that means one who is known already.
DEFINITE = frozenset({"the", "this", "that"})
#: Words that may stand before "of" in "some of", "58 percent of".
BEFORE_OF = QUANTIFIED | lex.QUANTITIES | {"a", "the", "large", "small", "both", "at", "least"}
LEADING = lex.DETERMINERS | lex.QUANTITIES | {"even", "only", "about", "at", "least"}
PRONOUNS = frozenset(lex.SINGULAR) | lex.PLURAL | lex.NEUTER | lex.SELF | lex.RELATIVE


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
    if len(rest) > 1 and rest[0].text in BROKEN:
        return None
    while rest and (_leads(rest[0], found) or _opened(rest)):
        if rest[0].lower in lex.DETERMINERS | {"another"}:
            determiner = determiner or rest[0].lower
        rest = rest[2:] if rest[1:] and rest[1].lower == "own" else rest[1:]
    if not rest:
        return _pronoun(stretch)
    end = _core_end(rest, found)
    titled = len(rest) > 1 and rest[1].capital and rest[0].text.islower()
    if determiner and titled and rest[0].lower in lex.DOCUMENTS:
        # "his book The Long Way": the title goes with the noun.
        end = 1
    core, after = tuple(rest[:end]), _without_time(rest[end:])
    if head_kind(core[-1].lower) != "document":
        after = _without_occasion(after)
    rest = [*core, *after]
    name = next((n for n in found if n.start <= core[-1].start < n.end), None)
    kind: HeadKind = "name" if name and name.kind != "title" else head_kind(core[-1].lower)
    if name and name.kind == "title":
        kind = (
            "person" if core[-1].lower in lex.PERSONS | lex.TITLES or "of" in name.title else kind
        )
    if core[-1].lower in ("figure", "figures") and core[:-1] and core[-2].lower in PROMINENT:
        kind = "people" if core[-1].lower == "figures" else "person"
    opens = any(n.begin <= rest[0].start < n.end for n in found)
    if not opens and (
        rest[0].lower in ("who", "which") or (len(rest) == 1 and _is_pronoun(rest[0].lower))
    ):
        kind = "pronoun"
    return Phrase(kind, determiner, core, after, tuple(rest), name)


def collective(name: Name) -> bool:
    """Whether a name only has the capital of a sentence or party: "Opposition MPs", "Democrats"."""
    last = name.words[-1].lower()
    before = {w.lower() for w in name.words[:-1]}
    plain = not before & (lex.BODIES - PARTY) and "of" not in before
    plain = plain and (bool(before) or name.kind == "unknown")
    several = plain and (last in ("mps", "meps") or last[:-1] in lex.PERSONS)
    plural = several and head_kind(last) == "people"
    return name.kind != "person" and (plural or name.text.lower() in lex.PEOPLE)


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


def _opened(rest: Sequence[Token]) -> bool:
    """Whether a preposition leads a common noun phrase: "of the army", not "from Oslo"."""
    return len(rest) > 1 and rest[0].text in OPENING and rest[1].text.islower()


def _without_occasion(after: Sequence[Token]) -> tuple[Token, ...]:
    """What modifies a phrase from behind, without what somebody speaks in: "in a letter"."""
    for k, t in enumerate(after):
        ahead = {x.lower for x in after[k + 1 : k + MEDIUM]}
        carriers = lex.DOCUMENTS | OCCASIONS if t.lower in ("in", "during") else OCCASIONS
        spoken = t.lower in ("in", "during", "on") and ahead & carriers
        if spoken or [x.lower for x in after[k : k + 2]] == ["of", "course"]:
            return tuple(after[:k])
    return tuple(after)


def _leads(t: Token, found: Sequence[Name]) -> bool:
    named = any(n.begin <= t.start < n.end for n in found)
    number = t.text[0].isdigit() and t.text.replace(",", "").rstrip("%").isdigit()
    return not named and (t.lower in LEADING or number)


def _without_quantity(rest: list[Token]) -> list[Token]:
    """Drop "58 percent of", "some of" and the like."""
    for k in range(1, min(6, len(rest) - 1)):
        if rest[k].lower == "of" and all(
            t.text[0].isdigit() or t.lower in BEFORE_OF for t in rest[:k]
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
    return word in PRONOUNS


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


@lru_cache(65536)
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


def owner_behind(phrase: Phrase) -> Token | None:
    """The possessive pronoun behind the head of an unnamed phrase: "officials at her ministry"."""
    if phrase.kind not in ("people", "body", "person") or phrase.name:
        return None
    close = len(phrase.after) > 2 and phrase.after[0].lower in ("of", "at", "in", "from", "within")
    return phrase.after[1] if close and phrase.after[1].lower in OWNING else None
