from dataclasses import replace

from onrecord.export.timeline import timeline
from onrecord.records import Record, TimeExpression
from tests.export.specimen import specimen, words


def dated(*values: str, published: str | None = None) -> Record:
    times = tuple(TimeExpression(words("Friday"), "DATE", value, None) for value in values)
    record = specimen()
    article = replace(record.article, published=published)
    return replace(record, article=article, statements=(), times=times)


def values(record: Record) -> list[str]:
    return [day.value for day in timeline(record)]


def test_days_hold_their_words_what_was_said_then_and_the_publication() -> None:
    friday, published, march = timeline(specimen())
    assert (friday.value, friday.said) == ("2022-01-07", [1])
    assert friday.expressions == [(1, words("on Friday"))]
    assert (published.value, published.published, published.expressions) == ("2022-01-08", True, [])
    assert (march.value, march.said, march.published) == ("2022-03-31", [], False)


def test_values_of_every_size_stand_where_they_begin() -> None:
    ordered = [
        "19",
        "198",
        "2021-WI",
        "2022",
        "2022-01",
        "2022-01-01",
        "2022-W01",
        "2022-01-03T14:00",
        "2022-Q2",
        "2022-04-02",
        "2022-W60",
        "XXXX-WXX-5",
    ]
    assert values(dated(*reversed(ordered))) == ordered


def test_what_is_no_date_is_left_out_and_no_date_makes_no_timeline() -> None:
    assert values(dated("PRESENT_REF", "FUTURE_REF", published="2022-01-08")) == []
    record = dated("2022-01-07")
    lasting = TimeExpression(words("Friday"), "DURATION", "P1D", None)
    assert values(replace(record, times=(*record.times, lasting))) == ["2022-01-07"]


def test_one_value_is_one_day() -> None:
    (day,) = timeline(dated("2022-01-08", "2022-01-08", published="2022-01-08"))
    assert day.published
    assert [n for n, _ in day.expressions] == [1, 2]
