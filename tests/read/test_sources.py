"""Sources that were cut short or left out, and those that several attributions share."""

from __future__ import annotations

import pytest

from tests.read.marked import resolved
from tests.read.test_casting import last_speakers

MENDED = [
    ("A senior official of ⟦the Irrigation Department⟧ ⟨said⟩ ⟪so⟫.", ["senior official of the Irrigation Department"]),
    ("Merapi⟦'s biggest shareholder⟧ ⟨said⟩ ⟪so⟫.", ["Merapi's biggest shareholder"]),
    ("Ann Lee, who was not there⟦, and⟧ ⟨said⟩ ⟪so⟫.", ["Ann Lee"]),
    ("The Rail Trust, seen by ⟦the Daily Star,⟧ ⟨said⟩ ⟪so⟫.", ["Rail Trust"]),
    ("Hospitals closed. ⟦Residents who had left⟧ ⟨said⟩ ⟪so⟫.", ["residents"]),
    ("⟦A study by the council in 2023⟧ ⟨said⟩ ⟪so⟫.", ["council"]),
    ("⟦U.S. officials⟧ ⟨said⟩ ⟪so⟫.", ["U.S. officials"]),
    ("Ann Lee cut a tax and, on Monday, ⟨promised⟩ ⟪more⟫.", ["Ann Lee"]),
    ("⟦Hillary Clinton, Bernie Sanders⟧ ⟨differ⟩.", ["Hillary Clinton", "Bernie Sanders"]),
    ("⟦Ann Lee, chair of the Committee on Space and Technology⟧, ⟨said⟩ ⟪so⟫.", ["Ann Lee"]),
    ("⟦The leaders of France, Germany and Poland⟧ ⟨met⟩.", ["leaders of France, Germany and Poland"]),
    ("⟦France⟧, Germany and Poland ⟨agreed⟩.", ["France", "Germany", "Poland"]),
    ("⟦France⟧, after Germany, ⟨agreed⟩.", ["France"]),
    ("⟦A spokesman for the coalition, Azimio,⟧ ⟨said⟩ ⟪so⟫.", ["spokesman for the coalition"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), MENDED)
def test_a_source_is_read_as_the_whole_phrase(marked: str, names: list[str]) -> None:
    assert last_speakers(marked) == names


PAIRS = [
    ("⟦1France and NATO⟧ ⟨1agreed⟩, and ⟦2each⟧ ⟨2warned⟩.", ["France", "NATO"]),
    ("⟦1Ann Lee⟧ ⟨1agreed⟩. ⟦2Bo Ek⟧ ⟨2nodded⟩. ⟦3Neither⟧ ⟨3spoke⟩.", ["Ann Lee", "Bo Ek"]),
    ("⟦1Ann Lee⟧ ⟨1agreed⟩. ⟦2Bo Ek⟧ ⟨2nodded⟩. ⟦3They⟧ ⟨3have both warned⟩.", ["Ann Lee", "Bo Ek"]),
    ("⟦1Ann Lee⟧ ⟨1agreed⟩. ⟦2Neither⟧ ⟨2spoke⟩.", []),
    ("⟦1Ann Lee⟧ ⟨1agreed⟩. ⟦2NATO⟧ ⟨2nodded⟩. ⟦3Both⟧ ⟨3spoke⟩.", []),
    ("Ann Lee met Bo Ek. ⟦The former⟧ ⟨smiled⟩.", ["Ann Lee"]),
    ("Ann Lee met Bo Ek. ⟦1The former⟧ ⟨1smiled⟩. ⟦2The latter⟧ ⟨2wept⟩.", ["Bo Ek"]),
    ("⟦Her lawyers, Ann Lee and Bo Ek,⟧ ⟨agreed⟩.", ["Ann Lee", "Bo Ek"]),
    ("They met Russia and China, ⟦which⟧ ⟨doubt⟩ ⟪it⟫.", ["Russia", "China"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), PAIRS)
def test_two_under_one_word(marked: str, names: list[str]) -> None:
    assert last_speakers(marked) == names


def test_he_said_at_the_end_is_nobody_of_what_he_said() -> None:
    marked = "⟦1Ann Lee⟧ ⟨1spoke⟩. ⟪2Mary Fox was told of it⟫, ⟦2she⟧ ⟨2said⟩."
    assert last_speakers(marked) == ["Ann Lee"]


def test_one_source_has_one_speaker() -> None:
    marked = "Tom Fox met Bo Ek.\n\n⟦1Ann Lee⟧ ⟨1spoke⟩. ⟪2It is so⟫, ⟦2⟦3she⟧⟧ ⟨2said⟩, ⟨3adding⟩ ⟪3that Mary Ek was there⟫."
    assert len({p.speakers for p in resolved(marked).parties}) == 1
