"""Bodies and states that a common noun names by itself: "the AFP news agency", "the archives"."""

from __future__ import annotations

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.phrases import DEFINITE, Phrase

#: Nouns behind the name of an outlet that says the same alone.
CALLED_OUTLETS = lex.words(
    "agency newspaper daily paper website site portal magazine broadcaster channel network station weekly tabloid"
)
#: Nouns that stand for a state, and for one that has a king.
COUNTRIES = frozenset(["country", "nation"])
REALMS = frozenset(["kingdom"])
KINGDOMS = frozenset(
    [
        *("Bahrain", "Belgium", "Bhutan", "Cambodia", "Denmark", "Eswatini", "Jordan", "Lesotho"),
        *("Morocco", "Netherlands", "Norway", "Saudi Arabia", "Spain", "Sweden", "Thailand"),
        *("Tonga", "United Kingdom"),
    ]
)
#: Paragraphs that may describe whom a later one names: the headline and the one after it.
OPENING = 2


class CalledSo:
    """Looks up whom a noun, or a name before it, means without any description."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast

    def outlet(self, phrase: Phrase) -> Character | None:
        """The outlet that a phrase names before its noun: "the AFP news agency"."""
        if phrase.head not in CALLED_OUTLETS or not phrase.core[:-1]:
            return None
        near = self.cast.names_in(phrase.core[0].start, phrase.core[-1].start)
        near = [n for n in near if n.begin == phrase.core[0].start]
        member = self.cast.of.get((near[0].start, near[0].end)) if len(near) == 1 else None
        between = [t for t in phrase.core[:-1] if member and t.start >= near[0].end]
        plain = all(t.lower in ("news", "web", "daily", "online", "'s", "’s") for t in between)
        body = member is not None and member.kind not in ("state", "group") and not member.place
        body = body and plain and near[0].kind not in ("place", "seat", "demonym")
        return mentioned(member, phrase) if member and body else None

    def ending(self, phrase: Phrase) -> Character | None:
        """The one body whose name ends in a bare noun: "the archives" of the National Archives."""
        if phrase.determiner not in DEFINITE or len(phrase.tokens) > 1:
            return None
        if phrase.head in lex.DOCUMENTS:
            return None
        if phrase.head in REALMS:
            realms = [m for m in self.cast.members if m.kind == "state" and m.name in KINGDOMS]
            return mentioned(realms[0], phrase) if len(realms) == 1 else None
        fits = [
            m
            for m in self.cast.members
            if m.named
            and m.kind == "organisation"
            and m.words[-1:] == (phrase.head,)
            and len(m.words) > 1
            and looks_at(m, phrase)
        ]
        return mentioned(fits[0], phrase) if len(fits) == 1 else None


def looks_at(member: Character, phrase: Phrase) -> bool:
    """Whether a phrase can look back at a member; headlines and first paragraphs look ahead."""
    return member.first < phrase.span[0] or phrase.core[0].paragraph < OPENING


def mentioned(member: Character, phrase: Phrase) -> Character:
    """The member, with the phrase noted as one of its mentions."""
    member.add(phrase.span, "nominal")
    return member
