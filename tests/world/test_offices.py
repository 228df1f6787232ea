"""Descriptions of offices, and who held them on a date."""

from __future__ import annotations

import datetime

import pytest

from onrecord.world import World

WORLD = World.open()
DAY = "2022-01-08"


def holders(phrase: str, on: str = DAY) -> list[str]:
    return [t.person.removeprefix("person:") for t in WORLD.described(phrase, on).tenures]


@pytest.mark.parametrize(
    ("phrase", "person"),
    [
        ("the Russian president", "vladimir-putin"),
        ("Ukraine's foreign minister", "dmytro-kuleba"),
        ("President of France", "emmanuel-macron"),
        ("NATO chief", "jens-stoltenberg"),
        ("NATO Secretary-General", "jens-stoltenberg"),
        ("the Secretary General of NATO", "jens-stoltenberg"),
        ("U.S. secretary of state", "antony-blinken"),
        ("the British prime minister", "boris-johnson"),
        ("German Chancellor", "olaf-scholz"),
        ("EU foreign policy chief", "josep-borrell"),
        ("UN chief", "antonio-guterres"),
        ("U.S. Vice President", "kamala-harris"),
        ("European Commission President", "ursula-von-der-leyen"),
        ("the head of the IMF", "kristalina-georgieva"),
        ("the head of state of Japan", "naruhito"),
        ("Turkish leader", "recep-tayyip-erdogan"),
        ("the Pope", "pope-francis"),
        ("Kremlin spokesman", "dmitry-peskov"),
        ("Pentagon chief", "lloyd-austin"),
        ("the Irish taoiseach", "micheal-martin"),
        ("King of Saudi Arabia", "king-salman"),
        ("head of the UN nuclear watchdog", "rafael-grossi"),
        ("the UN's human rights chief", "michelle-bachelet"),
    ],
)
def test_a_description_means_the_holder_at_the_date(phrase: str, person: str) -> None:
    assert holders(phrase) == [person]


@pytest.mark.parametrize(
    "phrase",
    [
        "former Russian president",
        "the ex-president of France",
        "deputy prime minister of Russia",
        "acting president of Peru",
        "the vice foreign minister of China",
        "French presidential candidate",
        "president-elect of the United States",
        "spokesman for the Russian president",
        "the president",
        "Atlantis' president",
    ],
)
def test_another_office_or_none_is_not_the_holder(phrase: str) -> None:
    assert WORLD.office(phrase) is None
    answer = WORLD.described(phrase, DAY)
    assert answer.status == "unknown"
    assert answer.reason


@pytest.mark.parametrize(
    ("phrase", "on", "person"),
    [
        ("the Russian president", "1995-06-01", "boris-yeltsin"),
        ("the Russian president", "2010-06-01", "dmitry-medvedev"),
        ("US president", "1990-06-01", "george-h-w-bush"),
        ("Ukrainian president", "2014-03-01", "oleksandr-turchynov"),
        ("British prime minister", "2022-10-01", "liz-truss"),
        ("French president", "1995-05-18", "jacques-chirac"),
        ("German chancellor", "1990-10-03", "helmut-kohl"),
        ("Chinese premier", "2000-01-01", "zhu-rongji"),
        ("Iranian president", "2006-01-01", "mahmoud-ahmadinejad"),
        ("Iran's supreme leader", "2006-01-01", "ali-khamenei"),
        ("Israeli prime minister", "1995-11-01", "yitzhak-rabin"),
        ("Turkish prime minister", "2010-01-01", "recep-tayyip-erdogan"),
        ("Indian prime minister", "1999-01-01", "atal-bihari-vajpayee"),
        ("Pakistani prime minister", "2019-01-01", "imran-khan"),
        ("Japanese prime minister", "2013-01-01", "shinzo-abe"),
        ("South Korean president", "2016-01-01", "park-geun-hye"),
        ("North Korean leader", "2005-01-01", "kim-jong-il"),
        ("NATO chief", "2001-09-11", "george-robertson"),
        ("UN chief", "2003-03-20", "kofi-annan"),
        ("European Commission president", "1999-01-01", "jacques-santer"),
    ],
)
def test_well_known_offices_at_well_known_dates(phrase: str, on: str, person: str) -> None:
    assert holders(phrase, on) == [person]


def test_a_role_goes_to_another_office_when_the_constitution_changes() -> None:
    assert holders("head of government of Turkey", "2018-01-01") == ["binali-yildirim"]
    assert holders("head of government of Turkey", "2019-01-01") == ["recep-tayyip-erdogan"]
    assert holders("head of state of Barbados", "2021-11-29") == ["elizabeth-ii"]
    assert holders("head of state of Barbados", "2021-12-01") == ["sandra-mason"]


def test_the_successor_holds_the_office_on_the_day_of_change() -> None:
    assert holders("US president", "2021-01-19") == ["donald-trump"]
    assert holders("US president", "2021-01-20") == ["joe-biden"]


def test_a_partial_date_gives_everybody_who_was_in_office_in_it() -> None:
    assert holders("British prime minister", "2022") == [
        "boris-johnson",
        "liz-truss",
        "rishi-sunak",
    ]
    assert holders("British prime minister", "2022-10") == ["liz-truss", "rishi-sunak"]


def test_dates_may_be_date_objects() -> None:
    answer = WORLD.described("NATO chief", datetime.date(2022, 1, 8))
    assert [t.person for t in answer.tenures] == ["person:jens-stoltenberg"]


def test_an_office_may_be_vacant_for_certain() -> None:
    answer = WORLD.described("Lebanese president", "2023-06-01")
    assert (answer.status, answer.tenures) == ("vacant", ())


def test_outside_the_coverage_the_answer_is_unknown_and_never_nobody() -> None:
    early = WORLD.described("the Russian president", "1950-01-01")
    assert (early.status, early.tenures, early.last) == ("unknown", (), ())
    assert "1991-07-10" in early.reason
    late = WORLD.described("the Russian president", "2090-01-01")
    assert (late.status, late.tenures) == ("unknown", ())
    assert [t.person for t in late.last] == ["person:vladimir-putin"]


def test_offices_of_a_person_come_with_the_most_prominent_first() -> None:
    held = WORLD.offices_of("person:antonio-guterres", DAY)
    assert [office.key for office, _ in held] == ["office:UN:secretary-general"]
    assert WORLD.offices_of("person:antonio-guterres", "2016-06-01") == ()


def test_no_date_is_an_error() -> None:
    with pytest.raises(ValueError, match="yesterday"):
        WORLD.described("the Russian president", "yesterday")
