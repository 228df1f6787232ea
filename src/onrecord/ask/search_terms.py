"""What a person types to search by words → terms; whatever is typed means something harmless.

Words must all occur; "a phrase" in quotation marks occurs as it stands; -word must not occur;
word* stands for all words that begin so. Everything else, operators of databases too, is a word.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from onrecord.errors import OptionError
from onrecord.store.words import words

#: Characters and terms that a search by words may have.
LONGEST = 10_000
MOST = 64

_TERM = re.compile(r"""(-?)(?:["“”„]([^"“”„]*)["“”„]?|([^\s"“”„]+))""")


@dataclass(frozen=True, slots=True)
class Term:
    """One or several words in a row, folded. prefix: the word stands for all that begin so."""

    words: tuple[str, ...]
    excluded: bool = False
    prefix: bool = False


def terms(typed: str) -> tuple[Term, ...]:
    """The terms of a search, in the order typed, none twice.

    Raises OptionError (R201) when it is too long, or has no word in it.
    """
    if len(typed) > LONGEST:
        raise OptionError(
            f"the search has {len(typed)} characters, and at most {LONGEST} are read",
            "Search for its main words, or by meaning",
        )
    found = dict.fromkeys(term for match in _TERM.finditer(typed) for term in _of(match))
    if len(found) > MOST:
        raise OptionError(
            f"the search has {len(found)} words, and no statement has all of them",
            f"Give at most {MOST}, or search by meaning",
        )
    if typed.strip() and not found:
        raise OptionError(f"there is no word in {typed.strip()[:40]!r}", "Search for a word")
    return tuple(found)


def _of(match: re.Match[str]) -> list[Term]:
    minus, phrase, bare = match.groups()
    excluded = bool(minus)
    if phrase is not None:
        inside = tuple(words(phrase))
        return [Term(inside, excluded)] if inside else []
    inside = tuple(words(bare))
    if not inside:
        return []
    # "vice-president" and "don't" are what is written: words in a row.
    return [Term(inside, excluded, prefix=bare.endswith("*") and len(inside) == 1)]
