"""Names to members: short names, seats, spellings, and names that several could bear."""

from __future__ import annotations

import pytest

from tests.read.marked import resolved


def last_speakers(marked: str, published: str | None = None) -> list[str]:
    """The speakers of a text's last attribution."""
    found = resolved(marked, published)
    named = {actor.id: actor.name for actor in found.actors}
    return [named[id] for id in found.parties[-1].speakers]


SHORT = [
    ("Marine Le Pen came. ⟦Le Pen⟧ ⟨spoke⟩.", "Marine Le Pen"),
    ("General Abdel Fattah al-Burhan came. ⟦Burhan⟧ ⟨spoke⟩.", "Abdel Fattah al-Burhan"),
    ("Kim Sang-cheol came.\n\nKim Yo Jong left. ⟦Mr Kim⟧ ⟨spoke⟩.", "Kim Sang-cheol"),
    ("Ilir Kodra came.\n\nThen Drita Kodra left.\n\n⟦Kodra⟧ ⟨spoke⟩.", "Ilir Kodra"),
    ("The National Rally (RN) met. ⟦RN⟧ ⟨spoke⟩.", "National Rally"),
    (
        "The United Nations Security Council met. ⟦The Security Council⟧ ⟨spoke⟩.",
        "United Nations Security Council",
    ),
    ("The secretary of State Hillary Clinton left. ⟦Clinton⟧ ⟨spoke⟩.", "Hillary Clinton"),
    ("⟦Cambodian Prime Minister Hun Sen⟧ ⟨spoke⟩.", "Hun Sen"),
    ("⟦The Executive Yuan⟧ ⟨spoke⟩.", "Executive Yuan"),
    ("⟦The Centre for Constitutional Rule⟧ ⟨spoke⟩.", "Centre for Constitutional Rule"),
    (
        "⟦The Independent Electoral and Boundaries Commission⟧ ⟨spoke⟩.",
        "Independent Electoral and Boundaries Commission",
    ),
    ("⟦The Transport Workers' Federation⟧ ⟨spoke⟩.", "Transport Workers' Federation"),
    ("A spokesman for the city of Ely, Ann Lee, came. ⟦Lee⟧ ⟨spoke⟩.", "Ann Lee"),
    ("⟦The Prime Minister’s Office⟧ ⟨spoke⟩.", "Prime Minister’s Office"),
    ("Ann Lee, daughter of Bob Lee, came. ⟦Lee⟧ ⟨spoke⟩.", "Ann Lee"),
    (
        "Ann Lee came. It was for Ann Lee, a party source said. ⟦The source⟧ ⟨spoke⟩.",
        "party source",
    ),
    ("⟦Bako Deep Sea Holdings Inc⟧ met. ⟦Bako Deep Sea⟧ ⟨spoke⟩.", "Bako Deep Sea Holdings Inc"),
    ("Ann Lee, operations director of the Sea Office, came. ⟦The director⟧ ⟨spoke⟩.", "Ann Lee"),
    ("National Farm Union (NFU) Chairman Ann Lee came. ⟦The NFU chairman⟧ ⟨spoke⟩.", "Ann Lee"),
]


@pytest.mark.parametrize(("marked", "name"), SHORT)
def test_a_short_name_means_the_one_it_shortens(marked: str, name: str) -> None:
    assert last_speakers(marked) == [name]


@pytest.mark.parametrize(
    ("seat", "name"),
    [
        ("Delhi", "India"),
        ("Matignon", "France"),
        ("The Kremlin", "Russia"),
        ("Brussels", "European Union"),
        ("The Pentagon", "Pentagon"),
    ],
)
def test_a_seat_speaks_for_its_state_or_body(seat: str, name: str) -> None:
    assert last_speakers(f"⟦{seat}⟧ ⟨rejected⟩ ⟪the plan⟫.") == [name]


SPELT = [
    ("⟦Antonio Guterres⟧ ⟨spoke⟩.", "Antonio Guterres"),
    ("⟦The Democratic Republic of Congo⟧ ⟨spoke⟩.", "Democratic Republic of Congo"),
    ("⟦NIGER⟧ ⟨spoke⟩.", "Niger"),
    ("⟦The U.S.⟧ ⟨spoke⟩.", "United States"),
    ("In Russia, ⟦Putin⟧ ⟨spoke⟩.", "Vladimir Putin"),
]


@pytest.mark.parametrize(("marked", "name"), SPELT)
def test_names_are_full_and_spelt_as_the_article_spells_them(marked: str, name: str) -> None:
    assert last_speakers(marked, "2022-01-08") == [name]


def test_an_office_by_accentless_name_is_the_person_already_named() -> None:
    marked = "⟦1The UN chief⟧ ⟨1spoke⟩. ⟦2Antonio Guterres⟧ ⟨2left⟩."
    assert [a.name for a in resolved(marked, "2022-01-08").actors if a.kind == "person"] == [
        "Antonio Guterres"
    ]


@pytest.mark.parametrize(
    ("state", "name"), [("The Democratic Republic of the Congo", True), ("Kenya", False)]
)
def test_a_shared_adjective_is_the_state_named_in_full(state: str, name: bool) -> None:
    found = last_speakers(f"{state} agreed. Nobody heard ⟦Congolese⟧ ⟨demands⟩ ⟪that it stop⟫.")
    assert found == (["Democratic Republic of the Congo"] if name else [])


def test_two_who_come_first_together_keep_the_surname_open() -> None:
    assert last_speakers("Tom Clarke met Ann Clarke.\n\n⟦Clarke⟧ ⟨spoke⟩.") == []
