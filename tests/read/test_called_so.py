"""Bodies and states that a noun means without any description, and documents whose author is elsewhere."""

from __future__ import annotations

import pytest

from tests.read.test_casting import last_speakers

CALLED = [
    ("⟦The Orbit news agency⟧ ⟨said⟩ ⟪so⟫.", "Orbit"),
    ("The Royal Archives closed. ⟦The archives⟧ ⟨refused⟩.", "Royal Archives"),
    ("Jordan and Egypt met. ⟦The kingdom⟧ ⟨agreed⟩.", "Jordan"),
    ("⟦1Bolivia⟧ ⟨1signed⟩. ⟦2The country⟧ ⟨2never forgot⟩ ⟪it⟫.", "Bolivia"),
    # Who is first unnamed and then named.
    ("⟦A teacher⟧ ⟨sued⟩ them. Teacher Ann Lee lost.", "Ann Lee"),
    # Who has a name is called by it, so that "the woman" is another.
    ("Ann Lee spoke. ⟦1A young cashier⟧ ⟨1shrugged⟩. ⟦2The woman⟧ ⟨2left⟩.", "young cashier"),
    ("⟦Opposition figures⟧ ⟨called⟩ ⟪it so⟫.", "opposition figures"),
    ("⟦Lots of angry voters⟧ ⟨said⟩ ⟪so⟫.", "angry voters"),
]


@pytest.mark.parametrize(("marked", "name"), CALLED)
def test_a_noun_means(marked: str, name: str) -> None:
    assert last_speakers(marked) == [name]


WRITTEN = [
    ("The Parole Board met. ⟦A board report⟧ ⟨said⟩ ⟪so⟫.", ["Parole Board"]),
    ("⟦1The Parole Board’s report⟧ ⟨1said⟩ ⟪1so⟫. ⟦2The document⟧ ⟨2added⟩ ⟪2that⟫.", ["Parole Board"]),
    ("⟦1Students⟧ ⟨1sent a letter to⟩ Ann Lee. ⟦2The letter⟧ ⟨2says⟩ ⟪2so⟫.", ["students"]),
    ("⟦1Students⟧ ⟨1sent a letter to⟩ Ann Lee. ⟦2The letter⟧ ⟨2says⟩ ⟪2so⟫. ⟦3It⟧ ⟨3ends⟩ ⟪3there⟫.", ["students"]),
    ("⟦Data from Kenya’s finance ministry⟧ ⟨show⟩ ⟪it⟫.", ["Kenya’s finance ministry"]),
    ("⟦A probe by the Sailing Union, where Ann Lee worked,⟧ ⟨found⟩ ⟪it⟫.", ["Sailing Union"]),
    # What is asked of many, and papers of a court, are by nobody that a word before them names.
    ("The High Court sat. ⟦Court papers⟧ ⟨say⟩ ⟪so⟫.", []),
    ("⟦News reports⟧ ⟨say⟩ ⟪so⟫.", []),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), WRITTEN)
def test_a_document_speaks_for(marked: str, names: list[str]) -> None:
    assert last_speakers(marked) == names


def test_a_study_is_by_whom_the_article_names_only_below_it() -> None:
    marked = (
        "⟦2A recent poll⟧ ⟨2shows⟩ ⟪2so⟫. According to ⟦1the poll by the Sailing Union⟧ ⟨1it⟩ is."
    )
    assert last_speakers(marked) == ["Sailing Union"]


NAMED = [
    ("⟦The President of the Republic Ann Lee⟧ ⟨spoke⟩.", "Ann Lee"),
    ("President of Mongolia U. Bat met them. ⟦The president⟧ ⟨spoke⟩.", "U. Bat"),
    ("Hossein Amir Karimi came. ⟦Amir Karimi⟧ ⟨spoke⟩.", "Hossein Amir Karimi"),
    ("Vice-Prime Minister Ann Lee came. ⟦VPM Lee⟧ ⟨spoke⟩.", "Ann Lee"),
    ("Mr Karim Zameer Khan came. ⟦Zameer⟧ ⟨spoke⟩.", "Karim Zameer Khan"),
    ("⟦Health and Tourism Minister Ann Lee⟧ ⟨spoke⟩ there.", "Ann Lee"),
    ("Ann Lee came. Sen. Ann Lee (D-Ohio) sat. ⟦Lee⟧ ⟨spoke⟩.", "Ann Lee"),
    ("⟦1Tom Fox⟧ ⟨1spoke⟩. ⟦2Bo Ek⟧ ⟨2nodded⟩. Like Tom Fox, ⟦3he⟧ ⟨3wants⟩ ⟪3more⟫.", "Bo Ek"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), NAMED)
def test_offices_and_parts_of_names(marked: str, name: str) -> None:
    assert last_speakers(marked) == [name]


def test_two_who_share_a_surname() -> None:
    assert last_speakers("⟦David and Ann Heidler⟧ ⟨wrote⟩ ⟪it⟫.") == [
        "David Heidler",
        "Ann Heidler",
    ]


def test_two_ministries_are_two() -> None:
    marked = "⟦The Defence Ministry and Coast Guard⟧ ⟨admitted⟩ ⟪it⟫ then."
    assert last_speakers(marked) == ["Defence Ministry", "Coast Guard"]


OWNERS = [
    ("⟦1Ann Lee⟧ ⟨1left⟩. ⟦2Officials at her ministry⟧ ⟨2say⟩ ⟪so⟫.", "officials at ministry of Ann Lee"),
    ("⟦1Ann Lee⟧ ⟨1sued⟩ the bank. ⟦2The complaint⟧ ⟨2says⟩ ⟪so⟫.", "Ann Lee"),
    ("President Ann Lee came. ⟦The Head of State⟧ ⟨spoke⟩.", "Ann Lee"),
    ("⟦1The Orbit Times⟧ ⟨1wrote⟩. It rained. It poured. ⟦2The newspaper⟧ ⟨2said⟩ ⟪so⟫.", "Orbit Times"),
    ("⟦A report on Monday by the Orbit Times⟧ ⟨said⟩ ⟪so⟫.", "Orbit Times"),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "name"), OWNERS)
def test_whose_it_is(marked: str, name: str) -> None:
    assert last_speakers(marked) == [name]


def test_a_second_surname_makes_no_second_person() -> None:
    assert last_speakers("Ana Paz Robles came. ⟦Ana Paz⟧ ⟨spoke⟩.") == ["Ana Paz Robles"]


def test_another_report_is_not_the_data_that_somebody_shared() -> None:
    marked = "India shared some data with Ann Lee. ⟦The report⟧ ⟨said⟩ ⟪so⟫."
    assert last_speakers(marked) == []
