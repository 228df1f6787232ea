"""What time expressions are found in prose of our own, and how they are valued."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from onrecord.read.segment import words
from onrecord.read.times import times
from onrecord.records import Notice, TimeExpression

PUBLISHED = "2022-01-08"  # a Saturday


def read(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str, str]]:
    found, _ = times(text, words(text), published)
    return [(t.span.text, t.type, t.value) for t in found]


def notices(text: str, published: str | None = PUBLISHED) -> list[tuple[str, str | None]]:
    _, told = times(text, words(text), published)
    return [(n.code, n.span.text if n.span else None) for n in told]


def only(text: str, published: str | None = PUBLISHED) -> tuple[str, str, str]:
    found = read(text, published)
    assert len(found) == 1, found
    return found[0]


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("The envoy left on Friday.", "Friday", "2022-01-07"),
        ("The envoy left on Saturday.", "Saturday", "2022-01-08"),
        ("The envoy will leave on Friday.", "Friday", "2022-01-14"),
        ("The court is to rule on Tuesday.", "Tuesday", "2022-01-11"),
        ("The vote, scheduled for Sunday, was dull.", "Sunday", "2022-01-09"),
        ("On Monday, the two sides will meet.", "Monday", "2022-01-10"),
        ("The bourse stays closed until Wednesday.", "Wednesday", "2022-01-12"),
        ("They met last Saturday.", "last Saturday", "2022-01-01"),
        ("They will meet next Saturday.", "next Saturday", "2022-01-15"),
        ("She arrived yesterday.", "yesterday", "2022-01-07"),
        ("She arrives tomorrow.", "tomorrow", "2022-01-09"),
        ("The treaty was signed on April 4, 1949.", "April 4, 1949", "1949-04-04"),
        ("It was signed on 4 April 1949 in a hall.", "4 April 1949", "1949-04-04"),
        ("It was signed on Apr. 4, 1949.", "Apr. 4, 1949", "1949-04-04"),
        ("Filed on 2021-11-30 in Leeds.", "2021-11-30", "2021-11-30"),
        ("Filed on 11/30/2021 in Leeds.", "11/30/2021", "2021-11-30"),
        ("Filed on 30/11/21 in Leeds.", "30/11/21", "2021-11-30"),
        ("They spoke on December 30.", "December 30", "2021-12-30"),
        ("They will speak on January 12.", "January 12", "2022-01-12"),
        ("It opened in July 1997.", "July 1997", "1997-07"),
        ("It opened in December.", "December", "2021-12"),
        ("It will open in June.", "June", "2022-06"),
        ("It opened last March.", "last March", "2021-03"),
        ("It began in 2014 and went on.", "2014", "2014"),
        ("It shut in the 1980s.", "the 1980s", "198"),
        ("It shut in the early '90s.", "the early '90s", "199"),
        ("A treaty of the 19th century.", "the 19th century", "18"),
        ("It rose last week.", "last week", "2021-W52"),
        ("It rose this month.", "this month", "2022-01"),
        ("It rose last year.", "last year", "2021"),
        ("It will rise next year.", "next year", "2023"),
        ("It will rise late next year.", "late next year", "2023"),
        ("It rose two years ago.", "two years ago", "2020"),
        ("It rose three days ago.", "three days ago", "2022-01-05"),
        ("It rose six weeks ago.", "six weeks ago", "2021-W47"),
        ("It rose two months ago.", "two months ago", "2021-11"),
        ("It rose in the third quarter.", "the third quarter", "2021-Q3"),
        ("It rose in the fourth quarter of 2005.", "the fourth quarter of 2005", "2005-Q4"),
        ("It flooded last summer.", "last summer", "2021-SU"),
        ("It flooded in the winter of 1962.", "the winter of 1962", "1962-WI"),
        ("They met last weekend.", "last weekend", "2021-W52-WE"),
        ("They met at the end of 2019.", "the end of 2019", "2019"),
        ("They met on Christmas Eve.", "Christmas Eve", "2021-12-24"),
        ("They met on Thanksgiving.", "Thanksgiving", "2021-11-25"),
        ("The law will change in October of next year.", "October of next year", "2023-10"),
        ("The town is now quiet.", "now", "PRESENT_REF"),
        ("The town has recently grown.", "recently", "PAST_REF"),
        ("Nobody knows the future.", "the future", "FUTURE_REF"),
    ],
)
def test_dates(text: str, span: str, value: str) -> None:
    assert only(text) == (span, "DATE", value)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("They met this morning.", "this morning", "2022-01-08TMO"),
        ("They met last night.", "last night", "2022-01-07TNI"),
        ("They meet tonight.", "tonight", "2022-01-08TNI"),
        ("They met on Friday evening.", "Friday evening", "2022-01-07TEV"),
        ("They met at 9 a.m. on Friday.", "9 a.m. on Friday", "2022-01-07T09:00"),
        ("They met at 7:15 p.m. Thursday.", "7:15 p.m. Thursday", "2022-01-06T19:15"),
        ("It left at 12 a.m. on Friday.", "12 a.m. on Friday", "2022-01-07T00:00"),
        ("It landed at 14:58 UTC.", "14:58 UTC", "2022-01-08T14:58Z"),
        ("It fell on the night of 3 May 1998.", "the night of 3 May 1998", "1998-05-03TNI"),
    ],
)
def test_times_of_day(text: str, span: str, value: str) -> None:
    assert only(text) == (span, "TIME", value)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("They had a 50-minute talk.", "50-minute", "PT50M"),
        ("It ran for three days.", "three days", "P3D"),
        ("It ran for two and a half hours.", "two and a half hours", "PT2H30M"),
        ("It ran for half an hour.", "half an hour", "PT30M"),
        ("It ran for a week.", "a week", "P1W"),
        ("It ran for more than four years.", "more than four years", "P4Y"),
        ("It grew in the past three years.", "the past three years", "P3Y"),
        ("It ran for several years.", "several years", "PXY"),
        ("It ran for two decades.", "two decades", "P20Y"),
        ("It ran for twenty-five years.", "twenty-five years", "P25Y"),
        ("It ran for 1,000 days.", "1,000 days", "P1000D"),
    ],
)
def test_durations(text: str, span: str, value: str) -> None:
    assert only(text) == (span, "DURATION", value)


@pytest.mark.parametrize(
    ("text", "span", "value"),
    [
        ("It is published daily.", "daily", "P1D"),
        ("They meet every two weeks.", "every two weeks", "P2W"),
        ("They meet each Thursday.", "each Thursday", "XXXX-WXX-4"),
        ("They meet on Sundays.", "Sundays", "XXXX-WXX-7"),
        ("They meet on Tuesday nights.", "Tuesday nights", "XXXX-WXX-2TNI"),
    ],
)
def test_sets(text: str, span: str, value: str) -> None:
    assert only(text) == (span, "SET", value)


@pytest.mark.parametrize(
    "text",
    [
        "You may march with us, said April's brother.",
        "The fall of the government surprised them.",
        "The 6-year-old boy is 11 years old.",
        "He paid $2000 for 1,500 sheets.",
        "He is in his 40s.",
        "Rates fell by three-quarters.",
        "The score was 3:15 and then 4/5.",
        "They came second in the sun.",
        "The second of the two spoke.",
    ],
)
def test_what_is_no_time(text: str) -> None:
    assert [t for t in read(text) if t[0] not in ("April",)] == []


def test_a_later_phrase_counts_from_the_day_before_it() -> None:
    text = (
        "The bridge fell on May 3, 1998. The next day, the mayor resigned. A year later it stood."
    )
    assert [v for _, _, v in read(text)] == ["1998-05-03", "1998-05-04", "1999"]
    found, _ = times(text, words(text), PUBLISHED)
    assert [t.anchor for t in found] == [None, "1998-05-03", "1998-05-04"]


def test_both_days_of_a_pair_and_both_ends_of_a_range() -> None:
    assert [v for _, _, v in read("They will meet on April 24 and 25.")] == [
        "2022-04-24",
        "2022-04-25",
    ]
    assert [v for _, _, v in read("It lasted from May 15 to August 16, 1988.")] == [
        "1988-05-15",
        "1988-08-16",
    ]


def test_a_history_tells_its_own_time() -> None:
    text = (
        "The siege began on May 5, 1854. In June the river froze, and in 1855 the town fell. "
        "By 1856 the army had gone; in 1857 it came back. In March the king fled. "
        "The war ended in 1858."
    )
    assert ("June", "DATE", "1854-06") in read(text)
    assert ("March", "DATE", "1857-03") in read(text)


@pytest.mark.parametrize(
    ("text", "published", "value"),
    [
        ("It rained last month.", "2021-01-01", "2020-12"),
        ("It rained yesterday.", "2020-03-01", "2020-02-29"),
        ("It rained yesterday.", "2021-01-01", "2020-12-31"),
        ("It rained last week.", "2021-01-05", "2020-W53"),
        ("It rained this week.", "2021-01-03", "2020-W53"),
        ("It rained on Feb. 29.", "2022-03-01", "2020-02-29"),
        ("It rained three days ago.", "2022-03-28", "2022-03-25"),  # clocks went forward
        ("It rained in the fourth quarter.", "2022-02-01", "2021-Q4"),
    ],
)
def test_turns_of_the_calendar(text: str, published: str, value: str) -> None:
    assert only(text, published)[2] == value


def test_a_bare_day_after_publication_told_as_past_is_a_year_old_and_noticed() -> None:
    text = "On January 31, the president spoke with his neighbour."
    assert only(text) == ("January 31", "DATE", "2021-01-31")
    assert notices(text) == [("date-far-from-publication", "January 31")]
    assert notices("On December 30, the president spoke.") == []
    assert notices("On January 31, the president will speak.") == []


def test_a_full_date_after_publication_told_as_past_is_noticed() -> None:
    text = "The two leaders met on March 3, 2022 in Geneva."
    assert only(text) == ("March 3, 2022", "DATE", "2022-03-03")
    assert notices(text) == [("date-after-publication", "March 3, 2022")]
    assert notices("The two leaders will meet on March 3, 2022.") == []


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("They met on February 30.", "February 30"),
        ("They met on February 29, 2021.", "February 29, 2021"),
        ("They met on 31 April 2020.", "31 April 2020"),
        ("The form says 99/99/9999 for the date.", "99/99/9999"),
        ("The form says 2020-13-01 for the date.", "2020-13-01"),
    ],
)
def test_a_day_that_no_calendar_has_is_noticed_and_gets_no_value(text: str, span: str) -> None:
    assert notices(text) == [("impossible-date", span)]
    assert read(text) == []


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("They met on Friday.", "XXXX-WXX-5"),
        ("They met on January 31.", "XXXX-01-31"),
        ("They met in June.", "XXXX-06"),
        ("They met last week.", "XXXX-WXX"),
        ("They met last year.", "XXXX"),
        ("They met today.", "XXXX-XX-XX"),
        ("They met this morning.", "XXXX-XX-XXTMO"),
        ("They met last summer.", "XXXX-SU"),
        ("They met in the third quarter.", "XXXX-Q3"),
        ("They met two months ago.", "XXXX-XX"),
    ],
)
def test_without_a_publication_date_values_stay_open(text: str, value: str) -> None:
    found, told = times(text, words(text), None)
    assert [(t.value, t.anchor) for t in found] == [(value, None)]
    assert [n.code for n in told] == ["no-publication-date"]


def test_the_missing_publication_date_is_told_once_and_only_where_it_matters() -> None:
    assert [c for c, _ in notices("They met on Friday and last week.", None)] == [
        "no-publication-date"
    ]
    assert notices("They met on May 3, 1998 for three days.", None) == []


@pytest.mark.parametrize("published", ["", "soon", "2022-02-30", "2022", "20220108"])
def test_a_publication_date_that_is_none_counts_as_missing(published: str) -> None:
    assert read("They met on Friday.", published) == [("Friday", "DATE", "XXXX-WXX-5")]


@pytest.mark.parametrize(
    "text",
    [
        "",
        "9" * 5000 + " years ago it rained",
        "It rained 999999999 days ago and 5000 years ago.",
        "On May ٣, ٢٠٢٢ it rained; on ３ May too.",
        "May 0, May 99, June 31st, 24:61 GMT, 13 p.m., 0/0/0",
        "1,2,3,4," * 2000,
        "the last next this that of the early late mid- " * 200,
        "one two three hundred thousand dozen half an and a half " * 100,
        "5 1/0 hours and 0 1/2 days, half a century",
        "\u2028Monday\u2029Tuesday\x00Wednesday\ud800",
    ],
)
@pytest.mark.parametrize("published", [PUBLISHED, None, "0001-01-01", "9999-12-31"])
def test_strange_input_neither_fails_nor_overlaps(text: str, published: str | None) -> None:
    check(text, *times(text, words(text), published))


def check(text: str, found: list[TimeExpression], told: list[Notice]) -> None:
    end = 0
    for each in found:
        assert end <= each.span.start < each.span.end <= len(text)
        assert each.span.text == text[each.span.start : each.span.end]
        assert each.value
        end = each.span.end
    for notice in told:
        assert notice.span is not None
        assert notice.span.text == text[notice.span.start : notice.span.end]


VOCABULARY = """
Monday May may Jan. 3 31 2020 1998 the a last next past week weeks year quarter second of in early
late two few half and - , . : / ' s a.m. pm UTC ago later before morning night now soon every daily
1980s 19th century fiscal first end New Year Day said will
"""
PIECES = st.sampled_from([*VOCABULARY.split(), "\n\n"])


@settings(max_examples=300, deadline=None)
@given(st.lists(PIECES, max_size=30), st.booleans(), st.sampled_from(["", " "]))
def test_offsets_are_right_and_never_overlap(pieces: list[str], dated: bool, gap: str) -> None:
    text = gap.join(pieces)
    check(text, *times(text, words(text), PUBLISHED if dated else None))


def test_the_same_words_always_give_the_same_times() -> None:
    text = "On Friday they met; last week they did not. In 2014 it began."
    assert times(text, words(text), PUBLISHED) == times(text, words(text), PUBLISHED)


def test_an_article_costs_little() -> None:
    sentence = "The minister said on Friday that the 12 ships left the port two days ago, in May. "
    text = sentence * 45
    cut = words(text)
    spent = []
    for _ in range(5):
        began = time.process_time()
        times(text, cut, PUBLISHED)
        spent.append(time.process_time() - began)
    # A few milliseconds; the bound leaves room for the slowest machine and still shows a blow-up.
    assert min(spent) < 0.2


def test_cost_grows_with_length_alone() -> None:
    def cost(text: str) -> float:
        cut = words(text)
        began = time.process_time()
        times(text, cut, PUBLISHED)
        return time.process_time() - began

    unit = "1, 2, 3 of the last early and "
    small = min(cost(unit * 500) for _ in range(3))
    assert min(cost(unit * 4000) for _ in range(3)) < 40 * max(small, 0.005)
