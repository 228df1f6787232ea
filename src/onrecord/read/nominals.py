"""Common noun phrases as speakers: "the Russian president", "Western officials", "a UNICEF report"."""

from __future__ import annotations

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character, clash
from onrecord.read.documents import DEFINITE, Documents
from onrecord.read.introductions import canonical, gender_of
from onrecord.read.names import Name
from onrecord.read.phrases import Phrase
from onrecord.read.tokens import Token
from onrecord.records import ActorKind

#: Words of a description that make it another office unless the phrase has them too.
LIMITS = frozenset(
    ["vice", "deputy", "former", "shadow", "assistant", "prime", "acting", "ex", "under"]
)
#: Bodies too general to be an actor under that noun alone.
GENERAL = frozenset(
    [
        "company",
        "firm",
        "group",
        "organisation",
        "organization",
        "agency",
        "charity",
        "union",
        "party",
        "team",
        "club",
        "operator",
        "body",
        "office",
        "campaign",
        "brewery",
        "airline",
        "newspaper",
        "bank",
        "university",
        "court",
        "side",
        "family",
        "community",
        "public",
    ]
)
#: Persons who speak for somebody and may be named by the phrase alone.
UNSPECIFIC = frozenset(
    {"nobody", "someone", "somebody", "everyone", "anyone", "none", "other", "others"}
)
PROPER = frozenset(
    [
        "democrats",
        "republicans",
        "conservatives",
        "liberals",
        "tories",
        "americans",
        "europeans",
        "africans",
        "asians",
        "muslims",
        "jews",
        "christians",
        "arabs",
        "kurds",
        "taliban",
        "latinos",
    ]
)
OWNED = frozenset(lex.SINGULAR) | lex.NEUTER | lex.PLURAL | lex.SELF


class Nominals:
    """Speakers of sources whose head is a common noun, looked up in the cast or added to it."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.documents = Documents(cast)
        self.groups: dict[str, list[Character]] = {}
        self.unnamed: dict[str, Character] = {}

    def speaker(self, phrase: Phrase) -> Character | None:
        """The member that the phrase means, a new one that it names, or None."""
        if phrase.determiner in OWNED and phrase.kind not in ("person", "body"):
            return None
        if phrase.kind == "document":
            return self.documents.speaker(phrase)
        if phrase.kind == "people":
            return self.group(phrase)
        if phrase.kind in ("person", "body"):
            return self._one(phrase)
        return None

    def group(self, phrase: Phrase) -> Character | None:
        """A collective under its own phrase; "the officials" is the one group of that head before it."""
        if (
            phrase.head in UNSPECIFIC
            or phrase.determiner in ("either", "neither", "each")
            or phrase.determiner in OWNED
        ):
            return None
        if phrase.determiner == "both" and phrase.head in ("parties", "sides"):
            return None
        earlier = [m for m in self.groups.get(phrase.head, []) if self._before(m, phrase)]
        if phrase.determiner in DEFINITE and len(phrase.tokens) == 1 and len(earlier) == 1:
            return self._mention(earlier[0], phrase)
        return self._own(phrase, "group")

    def body_by_name(self, name: Name) -> Character | None:
        """The member that "the Council" or "the Foreign Ministry" stands for, or a new body."""
        lower = frozenset(w.lower() for w in name.words)
        fits = [m for m in self.cast.members if m.kind == "organisation" and lower <= set(m.words)]
        if len(fits) == 1:
            return fits[0]
        if fits or not lower & lex.BODIES:
            return None
        member = Character(name.text, "organisation", tuple(w.lower() for w in name.words))
        self.cast.members.append(member)
        return member

    def _one(self, phrase: Phrase) -> Character | None:
        """One person or body: described in the article, or unnamed and so called by the phrase."""
        if phrase.determiner in ("either", "neither", "each", "another"):
            return None
        definite = (
            phrase.determiner in DEFINITE | OWNED
            or (not phrase.determiner and phrase.kind == "body")
            or self._owner(phrase) is not None
        )
        definite = definite or (not phrase.determiner and phrase.kind == "person")
        if definite:
            fits = self._described(phrase)
            if len(fits) == 1:
                return self._mention(fits[0], phrase)
            if fits or phrase.determiner in OWNED:
                return None
            if phrase.kind == "person" or self._alike(phrase):
                return None
            if len(phrase.tokens) == 1 and phrase.head in GENERAL:
                return None
        return self._own(phrase, "organisation" if phrase.kind == "body" else "person")

    def _described(self, phrase: Phrase) -> list[Character]:
        """Members that the article introduces with the phrase's head and modifiers."""
        head = phrase.head
        asked = canonical(self._modifiers(phrase))
        head = lex.SPELT.get(head, head)
        gender = gender_of((head,))
        fits: list[Character] = []
        exact: list[Character] = []
        for member in self.cast.members:
            if (
                member.kind in ("state", "group")
                or clash(member.gender, gender)
                or not self._before(member, phrase)
            ):
                continue
            if (member.kind == "organisation" and member.sure) != (
                phrase.kind == "body"
            ) and member.sure:
                continue
            described = self._descriptions(member, phrase)
            if any(_fits(head, asked, d) for d in described):
                fits.append(member)
                exact += (
                    [member] if any(_fits(head, asked, d) and asked <= d for d in described) else []
                )
        fits = exact or fits
        if len(fits) > 1 and not any(w.startswith("@") for w in asked):
            home = [
                m for m in fits if not any(w.startswith("@") for d in m.descriptions for w in d)
            ]
            fits = home if len(home) == 1 else fits
        return fits

    def _alike(self, phrase: Phrase) -> bool:
        """Whether some named body may be the one that the phrase means, so that it is not another."""
        asked = {w[1:].lower() for w in canonical(self._modifiers(phrase)) if w.startswith("@")}
        return any(
            m.named
            and m.kind == "organisation"
            and phrase.head in m.words
            and asked <= set(m.words)
            for m in self.cast.members
        )

    def _descriptions(self, member: Character, phrase: Phrase) -> list[frozenset[str]]:
        if phrase.kind != "body":
            return member.descriptions
        extra = [w for e, names in lex.EPITHETS.items() if e == phrase.head for w in names]
        own = frozenset(member.words)
        if phrase.head not in own and set(extra) & (own | {" ".join(own), member.name.lower()}):
            own |= {phrase.head}
        return [*member.descriptions, canonical(own) | own]

    def _modifiers(self, phrase: Phrase) -> list[str]:
        """Content words of a phrase beside its head, those after "of" included."""
        words = [t.lower for t in phrase.core[:-1]]
        if phrase.name and phrase.name.kind == "title":
            words = [t.lower for t in phrase.core[:-1]]
        for k, t in enumerate(phrase.after):
            if t.lower == "of":
                words += [
                    x.lower
                    for x in phrase.after[k + 1 :]
                    if x.text[0].isalpha() and x.lower not in lex.DETERMINERS
                ]
                break
        return [w for w in words if w not in ("'s", "own", "of", "new")]

    def _owner(self, phrase: Phrase) -> Token | None:
        return next((t for t in phrase.core[:-1] if t.possessive), None)

    def _before(self, member: Character, phrase: Phrase) -> bool:
        return member.first < phrase.span[0]

    def _mention(self, member: Character, phrase: Phrase) -> Character:
        member.add(phrase.span, "nominal")
        return member

    def _own(self, phrase: Phrase, kind: ActorKind) -> Character:
        """The member called by this very phrase, added to the cast when it is new."""
        called = self._called(phrase)
        same = self.unnamed.get(called.lower())
        if same is None:
            described = canonical([*self._modifiers(phrase), phrase.head])
            same = Character(
                called,
                kind,
                tuple(called.lower().split()),
                gender=gender_of((phrase.head,)),
                named=False,
            )
            same.descriptions.append(described)
            self.unnamed[called.lower()] = same
            if kind == "group":
                self.groups.setdefault(phrase.head, []).append(same)
            self.cast.members.append(same)
        return self._mention(same, phrase)

    def _proper(self, first: Token) -> bool:
        """Whether a phrase's first word has its capital for itself, not for opening a sentence."""
        i = self.cast.index[first.start]
        opens = (
            i == 0
            or self.cast.cut[i - 1].sentence != first.sentence
            or not self.cast.cut[i - 1].text[-1].isalnum()
        )
        after_determiner = i > 0 and self.cast.cut[i - 1].lower in lex.DETERMINERS | lex.QUANTITIES
        if not opens and (not after_determiner or first.capital):
            return True
        name = next((n for n in self.cast.names if n.begin <= first.start < n.end), None)
        if name is None or name.kind == "title":
            return False
        return name.kind != "unknown" or len(name.words) > 1 or self.cast.openers[first.text] > 1

    def _called(self, phrase: Phrase) -> str:
        """The phrase's words; its first in lower case unless it is a name or a proper adjective."""
        start, end = phrase.span
        words = " ".join(self.cast.text[start:end].split())
        first = phrase.tokens[0]
        if self._proper(first) or first.lower in lex.REGIONAL | PROPER or first.text[:2].isupper():
            return words
        return words[0].lower() + words[1:]


def _fits(head: str, asked: frozenset[str], described: frozenset[str]) -> bool:
    """Whether a phrase can mean someone so described; a state that the description lacks is let pass."""
    if head not in described or described & LIMITS - asked - {head}:
        return False
    missing = asked - described - {head}
    other_state = any(w.startswith("@") for w in described - asked)
    return all(w.startswith("@") for w in missing) and not (missing and other_state)
