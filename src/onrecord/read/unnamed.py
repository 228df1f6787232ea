"""Actors without a name, called by the noun phrase that means them: "aides of Lydia Tarrant"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from onrecord.read import lexicon as lex
from onrecord.read.cast import Cast
from onrecord.read.characters import Character
from onrecord.read.introductions import HEADS, canonical, gender_of
from onrecord.read.phrases import Phrase
from onrecord.read.tokens import Token
from onrecord.records import ActorKind

PROPER = lex.words(
    "democrats republicans conservatives liberals tories americans europeans africans asians "
    "muslims jews christians arabs kurds taliban latinos"
)
#: Words of an owned phrase that its actor is not called by: "her late father".
LEFT_OUT = frozenset(["late", "own", "former", "new"])
#: Most words that stand before a noun and make it more precise.
PRECISE = 3
#: Adjectives that do not tell one actor from another of its kind.
VAGUE = lex.words(
    "long new old first last next previous entire whole current recent big small large great "
    "good bad major same very so-called late early young well worried angry be"
)
#: Words that modify no noun, beside determiners.
NO_PART = lex.AFTER_HEAD | lex.STARTERS | VAGUE
COUNTING = lex.DETERMINERS | lex.QUANTITIES
#: What actors without a name are, by the kind of their noun.
KINDS: dict[str, ActorKind] = {"person": "person", "body": "organisation", "people": "group"}
IRREGULAR = {"men": "man", "women": "woman", "people": "person", "children": "child"}


class Unnamed:
    """The unnamed actors of one article by what they are called, made when first asked for."""

    def __init__(self, cast: Cast) -> None:
        self.cast = cast
        self.groups: dict[str, list[Character]] = {}
        self._called_so: dict[str, Character] = {}
        self._precise: dict[str, list[tuple[int, tuple[Token, ...]]]] | None = None

    def own(self, phrase: Phrase, kind: ActorKind) -> Character:
        """The member called by this very phrase, or by its owner's full name: "aides of Ann Lee"."""
        k = next((k for k, t in enumerate(phrase.core[:-1]) if t.possessive), None)
        if k is not None and not phrase.after and (owner := self._owner(phrase.core[: k + 1])):
            return self.belonging(replace(phrase, core=phrase.core[k + 1 :]), owner)
        return self._member(phrase, self._called(phrase), kind)

    def _owner(self, words: Sequence[Token]) -> Character | None:
        """The person whom words name, titles included, and nobody else."""
        named = self.cast.names_in(words[0].start, words[-1].end)
        alone = len(named) == 1 and (named[0].begin, named[0].end) == (
            words[0].start,
            words[-1].end,
        )
        owner = self.cast.of.get((named[0].start, named[0].end)) if alone else None
        return owner if owner and owner.kind == "person" else None

    def belonging(self, phrase: Phrase, owner: Character) -> Character:
        """The member that a possessive pronoun ties to its owner: "her aides"."""
        kind = KINDS.get(phrase.kind, "person")
        words = " ".join(t.text for t in phrase.core if t.lower not in LEFT_OUT)
        article = "the " if self._with_article(owner) else ""
        return self._member(phrase, f"{words} of {article}{owner.name}", kind)

    def spelled(self, phrase: Phrase, pronoun: Token, owner: Character) -> Character:
        """The member whose phrase has a possessive pronoun in it, the owner named in its place.

        "Officials at her ministry" are "officials at ministry of Ann Lee".
        """
        behind = [t for t in phrase.tokens if t.start > pronoun.start]
        end = next((k for k, t in enumerate(behind) if t.lower in lex.AFTER_HEAD), len(behind))
        noun = " ".join(t.text for t in behind[:end])
        article = "the " if self._with_article(owner) else ""
        said = f"{pronoun.text} {noun}"
        called = self._called(phrase).replace(said, f"{noun} of {article}{owner.name}", 1)
        return self._member(phrase, called, KINDS.get(phrase.kind, "person"))

    def _with_article(self, owner: Character) -> bool:
        """Whether an article is said before a body's name: "the Nordic Health Council"."""
        places = [self.cast.index[s] for s, _ in owner.mentions if s in self.cast.index]
        body = owner.kind not in ("person", "office")
        return body and any(i and self.cast.cut[i - 1].lower == "the" for i in places)

    def one_of(self, group: Character, phrase: Phrase) -> Character:
        """The single member of a group that "one of them" means, where the article has the noun."""
        words = group.name.split()
        single = {singular(w.lower()) for w in words} & {t.lower for t in self.cast.cut}
        end = next((k for k, w in enumerate(words) if k and w in lex.AFTER_HEAD), len(words))
        head = singular(words[end - 1])
        if head.lower() not in single:
            return group
        return self._member(phrase, head, "person", head.lower())

    def precise(self, phrase: Phrase, kind: ActorKind) -> Character | None:
        """What "the ministry" was called when it was more precise: "the finance ministry"."""
        if self._precise is None:
            self._precise = self._find_precise()
        begin = phrase.core[0].start
        earlier = [m for at, m in self._precise.get(phrase.head, ()) if at < begin]
        called = {" ".join(t.text for t in m) for m in earlier}
        if len(called) != 1:
            return None
        return self._member(phrase, f"{called.pop()} {phrase.core[-1].text}", kind)

    def _find_precise(self) -> dict[str, list[tuple[int, tuple[Token, ...]]]]:
        """Modifiers between a determiner and each noun that can speak, by noun."""
        found: dict[str, list[tuple[int, tuple[Token, ...]]]] = {}
        cut = self.cast.cut
        for i, t in enumerate(cut):
            if not t.text.islower() or t.lower not in HEADS:
                continue
            k = i
            while k > 0 and i - k <= PRECISE and _modifies(cut[k - 1]):
                if cut[k - 1].lower in lex.DETERMINERS:
                    break
                k -= 1
            ends = k > 0 and (cut[k - 1].lower in lex.DETERMINERS or cut[k - 1].possessive)
            if ends and 0 < i - k <= PRECISE and cut[k].sentence == t.sentence:
                found.setdefault(t.lower, []).append((t.start, tuple(cut[k:i])))
        return found

    def _member(
        self, phrase: Phrase, called: str, kind: ActorKind, head: str | None = None
    ) -> Character:
        member = self._called_so.get(called.lower())
        if member is None:
            head = head or phrase.head
            member = Character(
                called,
                kind,
                tuple(called.lower().split()),
                gender=gender_of((head,)),
                named=False,
            )
            member.descriptions.append(canonical([*called.lower().split(), head]))
            self._called_so[called.lower()] = member
            if kind == "group":
                self.groups.setdefault(phrase.head, []).append(member)
            self.cast.join(member)
        member.add(phrase.span, "nominal")
        return member

    def _proper(self, first: Token) -> bool:
        """Whether a phrase's first word has its capital for itself, not for opening a sentence."""
        i = self.cast.index[first.start]
        opens = (
            i == 0
            or self.cast.cut[i - 1].sentence != first.sentence
            or not self.cast.cut[i - 1].text[-1].isalnum()
        )
        after_determiner = i > 0 and self.cast.cut[i - 1].lower in COUNTING
        if not opens and (not after_determiner or first.capital):
            return True
        name = next((n for n in self.cast.names if n.begin <= first.start < n.end), None)
        if name is None or name.kind == "title":
            return False
        several = len(name.words) > 1 or first.possessive
        return name.kind != "unknown" or several or self.cast.openers[first.text] > 1

    def _called(self, phrase: Phrase) -> str:
        """The phrase's words; its first in lower case unless it is a name or a proper adjective."""
        start, end = phrase.span
        words = " ".join(self.cast.text[start:end].split())
        first = phrase.tokens[0]
        adjective = first.lower in lex.REGIONAL or first.lower in PROPER
        if self._proper(first) or adjective or first.text[:2].isupper():
            return words
        return words[0].lower() + words[1:]


def _modifies(t: Token) -> bool:
    plain = t.text.isalpha() and not t.possessive
    return plain and (t.lower in lex.DETERMINERS or t.lower not in NO_PART)


def singular(noun: str) -> str:
    """The singular of a plural noun, by its ending."""
    if noun.lower() in IRREGULAR:
        return IRREGULAR[noun.lower()]
    if noun.endswith("ies"):
        return noun[:-3] + "y"
    return noun[:-1] if noun.endswith("s") and not noun.endswith("ss") else noun
