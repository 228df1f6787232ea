"""Common noun phrases as speakers: whom they mean, and what nobody with a name is called."""

from __future__ import annotations

import pytest

from tests.read.test_casting import last_speakers

SPEAKERS = [
    # Another is not one of those before.
    ("Witness Ann Lee ran. ⟦Another witness⟧ ⟨spoke⟩.", "witness"),
    # An owner with a name has all of it.
    ("Ann Lee left. ⟦Lee’s aides⟧ ⟨said⟩ ⟪so⟫.", "aides of Ann Lee"),
    ("President Ann Lee left. ⟦President Lee’s office⟧ ⟨said⟩ ⟪so⟫.", "office of Ann Lee"),
    # Clauses and occasions are no part of a name.
    ("⟦Mr Ging, who saw both Chad and Sudan,⟧ ⟨spoke⟩.", "Ging"),
    ("⟦The head of prisons in a series of messages⟧ ⟨said⟩ ⟪so⟫.", "head of prisons"),
    ("⟦The minister of trade Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee"),
    ("⟦The head of the Farm Union (FU) Ann Lee⟧ ⟨said⟩ ⟪so⟫.", "Ann Lee"),
    # A capital that only opens the sentence names nobody.
    ("⟦Opposition MPs⟧ ⟨said⟩ ⟪so⟫.", "Opposition MPs"),
    # A document speaks for its owner, but not for its title.
    ("⟦The prosecutors’ letter⟧ ⟨said⟩ ⟪so⟫.", "prosecutors"),
]


@pytest.mark.parametrize(("marked", "name"), SPEAKERS)
def test_a_phrase_means(marked: str, name: str) -> None:
    assert last_speakers(marked) == [name]


def test_the_title_of_a_book_is_not_its_author() -> None:
    assert last_speakers("⟦A “Social Studies” textbook⟧ ⟨said⟩ ⟪so⟫.") == []


def test_a_list_of_offices_is_one_persons() -> None:
    marked = "Then Trade Minister and {} leader Ann Lee left. ⟦The trade minister⟧ ⟨spoke⟩."
    assert last_speakers(marked.format("party")) == ["Ann Lee"]
    assert last_speakers(marked.format("Democrat")) == ["Ann Lee"]
