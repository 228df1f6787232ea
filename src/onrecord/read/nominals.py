"""Common noun phrases as speakers: "the Russian president", "Western officials", "a UNICEF report"."""

from __future__ import annotations

from functools import lru_cache

from onrecord.read import lexicon as lex
from onrecord.read.bodies import loose, suits
from onrecord.read.called_so import COUNTRIES, CalledSo, looks_at, mentioned
from onrecord.read.cast import Cast
from onrecord.read.characters import Character, clash
from onrecord.read.documents import Documents
from onrecord.read.introductions import canonical, gender_of
from onrecord.read.known import Known
from onrecord.read.names import Name
from onrecord.read.phrases import DEFINITE, Phrase
from onrecord.read.tokens import Token
from onrecord.read.unnamed import Unnamed

#: Words of a description that make it another office unless the phrase has them too.
LIMITS = lex.words("vice deputy former shadow assistant prime acting ex under")
#: Bodies too general to be an actor under that noun alone.
GENERAL = lex.words(
    "company firm group organisation organization agency charity union party team club "
    "operator body office campaign brewery airline newspaper bank university court side "
    "family community public"
)
#: Persons who speak for somebody and may be named by the phrase alone.
UNSPECIFIC = frozenset(
    {"nobody", "someone", "somebody", "everyone", "anyone", "none", "other", "others"}
)
#: Adjectives that a state's one body of its kind may have beside its name.
OF_STATES = frozenset(["central", "national", "state", "federal", "own"])
#: Words that set a person apart from those that were named without telling who it is.
ANOTHER = lex.words("former new old same other late then next previous fellow")
#: Words that set a body apart from those that were named.
APART = lex.words(
    "ruling governing opposition main rival other second third largest biggest smaller parent "
    "sister local regional national state private public"
)
#: Nouns that say no more of a person than "he" or "she" does.
ANYBODY = lex.words("man woman person boy girl teenager pensioner youngster")
#: Offices of heads of state.
RULERS = lex.words("president king queen emir sultan emperor")
#: Sentences at the top that may speak of one who is named below.
OPENED = 3
OWNED = frozenset(lex.SINGULAR) | lex.NEUTER | lex.PLURAL | lex.SELF | {"whose"}


class Nominals:
    """Speakers of sources whose head is a common noun, looked up in the cast or added to it."""

    def __init__(self, cast: Cast, known: Known) -> None:
        self.cast = cast
        self.unnamed = Unnamed(cast)
        self.documents = Documents(cast, self.unnamed, self.speaker)
        self.known = known
        self.called_so = CalledSo(cast)

    def speaker(self, phrase: Phrase, human: bool = False) -> Character | None:
        """The member that the phrase means, a new one that it names, or None.

        human: whether only people do what the cue says, so that an unknown plural is theirs.
        """
        owned = phrase.determiner in OWNED and phrase.kind not in ("person", "body")
        if owned or phrase.determiner == "whose":
            return None
        if phrase.kind == "document":
            return self.documents.speaker(phrase)
        many = phrase.head.endswith("s") and phrase.head not in lex.THINGS
        if phrase.kind == "people" or (human and many and phrase.kind == "thing"):
            return self.group(phrase)
        if phrase.kind in ("person", "body"):
            return self._one(phrase)
        return self.called_so.outlet(phrase) or self.called_so.ending(phrase)

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
        earlier = [m for m in self.unnamed.groups.get(phrase.head, []) if looks_at(m, phrase)]
        if phrase.determiner in DEFINITE and len(phrase.tokens) == 1 and len(earlier) == 1:
            return mentioned(earlier[0], phrase)
        return self.unnamed.own(phrase, "group")

    def body_by_name(self, name: Name) -> Character | None:
        """The member that "the Council" or "the Foreign Ministry" stands for, or a new body."""
        lower = frozenset(w.lower() for w in name.words)
        fits = [m for m in self.cast.members if m.kind == "organisation" and lower <= set(m.words)]
        if len(fits) == 1 and (lower & lex.BODIES or lower != {fits[0].words[0]}):
            return fits[0]
        if fits or not lower & lex.BODIES:
            return None
        member = Character(name.text, "organisation", tuple(w.lower() for w in name.words))
        self.cast.join(member)
        return member

    def _one(self, phrase: Phrase) -> Character | None:
        """One person or body: described in the article, or unnamed and so called by the phrase."""
        if phrase.determiner in ("either", "neither", "each"):
            return None
        if outlet := self.called_so.outlet(phrase) or self._named_below(phrase):
            return outlet
        definite = (
            phrase.determiner in DEFINITE | OWNED
            or not phrase.determiner
            or self._owner(phrase) is not None
        )
        if definite:
            fits, exact = self._described(phrase)
            if not exact and (holder := self._holder(phrase)):
                return holder
            if fits or phrase.determiner in OWNED:
                return mentioned(fits[0], phrase) if len(fits) == 1 else None
            found = self._head_of_state(phrase) or self._more_precise(phrase)
            if found or self._vague(phrase):
                return found
        return self.unnamed.own(phrase, "organisation" if phrase.kind == "body" else "person")

    def _named_below(self, phrase: Phrase) -> Character | None:
        """Whom an article opens with unnamed and then names: "A teacher has sued." "Teacher Ann Lee"."""
        opens = phrase.determiner in ("a", "an") and phrase.core[0].sentence < OPENED
        if phrase.kind != "person" or not opens or phrase.after:
            return None
        asked = canonical(self._modifiers(phrase))
        later = [m for m in self._alive(phrase) if m.named and m.first > phrase.span[0]]
        head = lex.SPELT.get(phrase.head, phrase.head)
        fits = [m for m in later if any(head in d and asked <= d for d in m.descriptions)]
        fits = fits or [
            m for m in later if any(_fits(head, frozenset(), d) for d in m.descriptions)
        ]
        return mentioned(fits[0], phrase) if len(fits) == 1 else None

    def fits(self, phrase: Phrase) -> list[Character]:
        """Whom a definite phrase can mean when it is not plain: those so described, else all of its kind."""
        if phrase.determiner in DEFINITE and phrase.head in COUNTRIES and not phrase.core[1:]:
            states = [m for m in self.cast.members if m.kind == "state"]
            return [m for m in states if looks_at(m, phrase)]
        if phrase.determiner not in DEFINITE or phrase.kind not in ("person", "body"):
            return []
        if phrase.kind == "body" and APART & {t.lower for t in phrase.core}:
            return self.described(phrase)
        return self.described(phrase) or [
            m
            for m in self.cast.members
            if looks_at(m, phrase)
            and not clash(m.gender, gender_of((phrase.head,)))
            and m.named
            and (self._body(m, phrase.head) if phrase.kind == "body" else m.person)
        ]

    def called(self, phrase: Phrase) -> Character | None:
        """One under a definite phrase that is more than a bare noun and means nobody else."""
        if phrase.determiner not in DEFINITE or len(phrase.tokens) < len(("the", "noun")):
            return None
        if phrase.kind == "body":
            return self.unnamed.own(phrase, "organisation")
        plain = phrase.kind == "person" and len(phrase.core) > 1 and not self.described(phrase)
        apart = ANOTHER & {t.lower for t in phrase.core}
        return self.unnamed.own(phrase, "person") if plain and not apart else None

    def _body(self, member: Character, noun: str) -> bool:
        """Whether the noun can mean a member; one whose kind is a guess may be a body."""
        body = member.kind == "organisation" or (not member.sure and member.kind == "person")
        return body and not member.place and suits(noun, member)

    def _vague(self, phrase: Phrase) -> bool:
        """Whether a definite phrase must mean somebody else than one called so alone."""
        if phrase.kind == "person":
            tied = any(t.lower in ("of", "for", "at") for t in phrase.after[:1])
            return not tied and not any(t.capital or t.possessive for t in phrase.core)
        if any(t.possessive for t in phrase.core):
            return False
        if any(t.capital for t in phrase.core):
            return self._alike(phrase)
        general = len(phrase.tokens) == 1 and phrase.head in GENERAL
        return self._alike(phrase) or general or loose(phrase.head)

    def _more_precise(self, phrase: Phrase) -> Character | None:
        """Who was described at more length before: "the ministry" after "the finance ministry"."""
        body = phrase.kind == "body"
        if len(phrase.tokens) > 1 or phrase.determiner not in DEFINITE:
            return None
        if body and self._alike(phrase):
            return None
        return self.unnamed.precise(phrase, "organisation" if body else "person")

    def _head_of_state(self, phrase: Phrase) -> Character | None:
        """The one president or monarch of the article, as "the head of state"."""
        if [t.lower for t in phrase.tokens] != ["head", "of", "state"]:
            return None
        fits = [m for m in self._alive(phrase) if any(RULERS & d for d in m.descriptions)]
        return mentioned(fits[0], phrase) if len(fits) == 1 else None

    def _holder(self, phrase: Phrase) -> Character | None:
        """Who held the described office at the article's date, named in the article or not."""
        if phrase.kind != "person" or len(phrase.tokens) == 1:
            return None
        start, end = phrase.span
        person = self.known.holder(self.cast.text[start:end])
        return mentioned(self.cast.person(person), phrase) if person else None

    def described(self, phrase: Phrase) -> list[Character]:
        """Members that the article introduces with the phrase's head and modifiers."""
        return self._described(phrase)[0]

    def _described(self, phrase: Phrase) -> tuple[list[Character], bool]:
        """Members so introduced, and whether with every modifier, the state among them."""
        asked = canonical(self._modifiers(phrase))
        head = lex.SPELT.get(phrase.head, phrase.head)
        pool = [(m, self._descriptions(m, phrase)) for m in self._alive(phrase)]
        fits = [(m, ds) for m, every in pool if (ds := [d for d in every if _fits(head, asked, d)])]
        exact = [m for m, ds in fits if any(asked <= d for d in ds)]
        found = exact or [m for m, _ in fits]
        if not found and phrase.kind == "body":
            # "Ghana's central bank" of a named bank that has Ghana in its name
            states = {w for w in asked if w.startswith("@")}
            told = {head} | asked - OF_STATES
            found = [m for m, ds in pool if m.named and states and told <= ds[-1]]
        if len(found) > 1 and not any(w.startswith("@") for w in asked):
            home = [
                m for m in found if not any(w.startswith("@") for d in m.descriptions for w in d)
            ]
            found = home if len(home) == 1 else found
        if len(found) > 1:
            # "A judge" of the first paragraph is the one whom the second names.
            found = [m for m in found if m.named] or found
        return found, bool(exact)

    def _alive(self, phrase: Phrase) -> list[Character]:
        """Members that the phrase can mean by their kind, gender and place."""
        gender = gender_of((phrase.head,))
        body = phrase.kind == "body"
        return [
            m
            for m in self.cast.members
            if m.kind not in ("state", "group")
            and not clash(m.gender, gender)
            and looks_at(m, phrase)
            and (not m.sure or (m.kind == "organisation") == body)
        ]

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
        words, head = member.words, phrase.head
        named = {*words, " ".join(words), member.name.lower()}
        if head not in words and not named.isdisjoint(lex.EPITHETS.get(head, ())):
            words = (*words, head)
        return [*member.descriptions, _called(words)]

    def _modifiers(self, phrase: Phrase) -> list[str]:
        """Content words of a phrase beside its head, those after "of" included."""
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


def _fits(head: str, asked: frozenset[str], described: frozenset[str]) -> bool:
    """Whether a phrase can mean someone so described; a state that the description lacks is let pass."""
    if head not in described or described & LIMITS - asked - {head}:
        return False
    missing = asked - described - {head}
    other_state = any(w.startswith("@") for w in described - asked)
    return all(w.startswith("@") for w in missing) and not (missing and other_state)


@lru_cache(65536)
def _called(words: tuple[str, ...]) -> frozenset[str]:
    """The words of a body's name as a description, beside themselves."""
    return canonical(words) | frozenset(words)
