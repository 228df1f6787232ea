"""Bare nouns: the one that suits nearby, or nobody."""

from __future__ import annotations

import pytest

from onrecord.read.bodies import loose, suits
from onrecord.read.characters import Character
from tests.read.test_casting import last_speakers

MEANT = [
    ("Greenpeace wrote. ⟦The charity⟧ ⟨objected⟩.", ["Greenpeace"]),
    ("Kestrel Freight wrote. ⟦The firm⟧ ⟨objected⟩.", ["Kestrel Freight"]),
    ("Peter Fox was freed. ⟦The 61-year-old⟧ ⟨smiled⟩.", ["Peter Fox"]),
    ("A judge came. Justice Ann Lee sat. ⟦The judge⟧ ⟨agreed⟩.", ["Ann Lee"]),
    ("⟦1A senior diplomat⟧ ⟨1spoke⟩. ⟦2The official⟧ ⟨2left⟩.", ["senior diplomat"]),
    ("The Road Haulage Association met. ⟦The court⟧ ⟨spoke⟩.", []),
    ("The National Rally sat. ⟦The ruling party⟧ ⟨objected⟩.", ["ruling party"]),
    ("Greenpeace met Oxfam. ⟦The charity⟧ ⟨objected⟩.", []),
    ("Peter Fox met Ann Lee. ⟦The 61-year-old⟧ ⟨smiled⟩.", []),
    ("Kim Yo Jong, the sister of the North Korean leader, came. ⟦The leader⟧ ⟨left⟩.", ["North Korean leader"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), MEANT)
def test_whom_a_bare_noun_means(marked: str, names: list[str]) -> None:
    assert last_speakers(marked) == names


def test_an_office_with_its_state_goes_before_a_description_without() -> None:
    marked = "Mohamed Bazoum, the president, was held. ⟦The French president⟧ ⟨objected⟩."
    assert last_speakers(marked, "2023-08-03") == ["Emmanuel Macron"]
    marked = "Kim Yo Jong, the sister of the North Korean leader, came. ⟦The North Korean leader⟧ ⟨left⟩."
    assert last_speakers(marked, "2024-06-21") == ["Kim Jong Un"]


@pytest.mark.parametrize(
    ("noun", "name", "fits"),
    [
        ("firm", "Kestrel Freight", True),
        ("agency", "World Food Programme", True),
        ("party", "National Rally", True),
        ("court", "High Court", True),
        ("court", "Kestrel Freight", False),
        ("firm", "Foreign Ministry", False),
        ("party", "Court of Appeal", False),
    ],
)
def test_bodies_suit_nouns_of_their_family(noun: str, name: str, fits: bool) -> None:
    assert suits(noun, Character(name, "organisation", tuple(name.lower().split()))) is fits


def test_only_nouns_of_families_are_loose() -> None:
    assert [noun for noun in ("charity", "firm", "ministry", "bridge") if loose(noun)] == [
        "charity",
        "firm",
    ]
