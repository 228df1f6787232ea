"""What a name means, and whose member somebody is."""

from __future__ import annotations

import pytest

from onrecord.world import World

WORLD = World.open()
DAY = "2022-01-08"


def keys(name: str, on: str | None = DAY) -> list[str]:
    return [entity.key for entity in WORLD.named(name, on)]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("Vladimir Putin", "person:vladimir-putin"),
        ("Volodymyr Zelenskyy", "person:volodymyr-zelensky"),
        ("Volodymyr Zelenskiy", "person:volodymyr-zelensky"),
        ("Vladimir Zelensky", "person:volodymyr-zelensky"),
        ("Recep Tayyip Erdoğan", "person:recep-tayyip-erdogan"),
        ("Antonio Guterres", "person:antonio-guterres"),
        ("the United States", "state:USA"),
        ("U.S.", "state:USA"),
        ("Britain", "state:GBR"),
        ("the North Atlantic Treaty Organization", "org:NATO"),
        ("NATO's", "org:NATO"),
        ("IAEA", "org:IAEA"),
        ("Hezbollah", "group:hezbollah"),
        ("State Department", "org:US-State-Department"),
        ("Associated Press", "org:AP"),
    ],
)
def test_full_names_aliases_and_acronyms(name: str, key: str) -> None:
    assert keys(name) == [key]


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("the Kremlin", "state:RUS"),
        ("Downing Street", "state:GBR"),
        ("No. 10", "state:GBR"),
        ("the White House", "state:USA"),
        ("the Elysée", "state:FRA"),
        ("Zhongnanhai", "state:CHN"),
        ("Quai d'Orsay", "state:FRA"),
        ("Whitehall", "state:GBR"),
        ("Capitol Hill", "org:US-Congress"),
        ("the Pentagon", "org:US-Defense-Department"),
        ("Moscow", "state:RUS"),
        ("Kiev", "state:UKR"),
        ("Brussels", "org:EU"),
    ],
)
def test_metonyms_mean_the_government_or_body(name: str, key: str) -> None:
    assert keys(name) == [key]
    assert WORLD.is_metonym(name)


@pytest.mark.parametrize("name", ["Russia", "NATO", "Singapore", "Vladimir Putin", "Leeds"])
def test_what_is_no_metonym(name: str) -> None:
    assert not WORLD.is_metonym(name)


@pytest.mark.parametrize(
    ("name", "on", "first"),
    [
        ("Putin", DAY, "person:vladimir-putin"),
        ("Bush", "1990-08-02", "person:george-h-w-bush"),
        ("Bush", "2003-03-20", "person:george-w-bush"),
        ("Clinton", "1998-08-17", "person:bill-clinton"),
        ("Clinton", "2011-05-02", "person:hillary-clinton"),
        ("Kim", DAY, "person:kim-jong-un"),
        ("Xi", DAY, "person:xi-jinping"),
        ("von der Leyen", DAY, "person:ursula-von-der-leyen"),
        ("Assad", "1995-01-01", "person:hafez-al-assad"),
        ("al-Assad", "2015-01-01", "person:bashar-al-assad"),
        ("Johnson", DAY, "person:boris-johnson"),
    ],
)
def test_a_bare_surname_means_who_was_in_office(name: str, on: str, first: str) -> None:
    assert keys(name, on)[0] == first


def test_a_surname_means_nobody_who_was_long_gone() -> None:
    assert "person:george-w-bush" not in keys("Bush", "2022-01-08")
    assert "person:george-w-bush" in keys("Bush", None)


@pytest.mark.parametrize("name", ["", "Nobody At All", "II", "X", "the"])
def test_what_means_nothing_gives_nothing(name: str) -> None:
    assert keys(name) == []


def test_demonyms() -> None:
    state = WORLD.state_of_demonym("Ukrainian")
    assert state is not None
    assert (state.key, state.wikidata) == ("state:UKR", "Q212")
    assert WORLD.state_of_demonym("Congolese") is None


def test_members_at_a_date() -> None:
    assert len(WORLD.members("org:NATO", "1998-01-01")) == 16
    assert len(WORLD.members("org:NATO", DAY)) == 30
    assert len(WORLD.members("org:NATO", "2024-03-07")) == 32
    assert len(WORLD.members("org:EU", "2020-01-31")) == 28
    assert len(WORLD.members("org:EU", "2020-02-01")) == 27
    assert len(WORLD.members("org:UN", DAY)) == 193
    in_europe = {m.member for m in WORLD.members("org:CoE", "2022-03-17")}
    assert "state:RUS" not in in_europe


def test_memberships_of_a_state() -> None:
    of = {m.organisation for m in WORLD.memberships("state:FIN", "2023-05-01")}
    assert {"org:NATO", "org:EU", "org:UN", "org:OSCE"} <= of
    assert "org:NATO" not in {m.organisation for m in WORLD.memberships("state:FIN", DAY)}


def test_gender_is_told_where_it_is_known() -> None:
    merkel, putin = WORLD.entity("person:angela-merkel"), WORLD.entity("person:vladimir-putin")
    assert merkel is not None
    assert putin is not None
    assert (merkel.gender, putin.gender) == ("f", "m")
