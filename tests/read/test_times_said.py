"""Which time says when words were said, in sentences of our own.

In them `[…]` holds the source, `<…>` the cue and `{…}` the content.
"""

from __future__ import annotations

import pytest

from onrecord.read.segment import words
from onrecord.read.times import said_on, times

MARKS = {"[": "source", "<": "cue", "{": "content"}


def said(marked: str) -> tuple[str, str] | None:
    """The words and value of the time of saying."""
    text = ""
    spans: dict[str, list[tuple[int, int]]] = {"source": [], "cue": [], "content": []}
    opened: list[tuple[str, int]] = []
    for character in marked:
        if character in MARKS:
            opened.append((MARKS[character], len(text)))
        elif character in "]>}":
            role, start = opened.pop()
            spans[role].append((start, len(text)))
        else:
            text += character
    cut = words(text)
    found, _ = times(text, cut, "2022-01-08")
    source = (spans["source"][0][0], spans["source"][-1][1]) if spans["source"] else None
    time = said_on(cut, found, source, spans["cue"][0], spans["content"])
    return (time.span.text, time.value) if time else None


@pytest.mark.parametrize(
    ("marked", "span", "value"),
    [
        ("[The envoy] <said> on Friday {that talks had failed}.", "Friday", "2022-01-07"),
        ("[She] <said> Friday {the talks had failed}.", "Friday", "2022-01-07"),
        ("{“We have failed,”} <said> [the envoy] on Friday.", "Friday", "2022-01-07"),
        (
            "[She] <said> in a statement on Tuesday {that the talks had failed}.",
            "Tuesday",
            "2022-01-04",
        ),
        (
            "[He] <told> a meeting of ministers in Brussels on Monday {that he would go}.",
            "Monday",
            "2022-01-03",
        ),
        (
            "[The two states] on Friday roundly <rejected> {the demands}.",
            "Friday",
            "2022-01-07",
        ),
        ("[The envoy], in a speech on Friday, <said> {he would go}.", "Friday", "2022-01-07"),
        ("On Friday, [the envoy] <said> {he would go}.", "Friday", "2022-01-07"),
        ("In Paris on Friday, [the envoy] <said> {he would go}.", "Friday", "2022-01-07"),
        ("In 2014 [she] <wrote> {that the bridge would fall}.", "2014", "2014"),
        ("On Friday it was <announced> {that the port would close}.", "Friday", "2022-01-07"),
        (
            "On December 30, [the president] spoke with his aunt and <reaffirmed> {his support}.",
            "December 30",
            "2021-12-30",
        ),
        (
            "{Two in three are afraid}, <according to> [a poll released on Tuesday].",
            "Tuesday",
            "2022-01-04",
        ),
        (
            "[She] <said> on Friday {that they had met on Monday}.",
            "Friday",
            "2022-01-07",
        ),
    ],
)
def test_the_time_of_the_cue(marked: str, span: str, value: str) -> None:
    assert said(marked) == (span, value)


@pytest.mark.parametrize(
    "marked",
    [
        "[The envoy] <said> {the talks failed on Friday}.",
        "{On Friday he would resign}, [the envoy] <said>.",
        "[The envoy, who arrived on Friday,] <said> {he would go}.",
        "[The envoy], who arrived on Friday, <said> {he would go}.",
        "[The envoy], arrested on Friday, <said> {he would go}.",
        "[The envoy] <said> {he would go}. On Friday it rained.",
        "[The envoy] <said> {he would go} after he met them on Friday.",
        "{He would go}, <said> [the envoy, who had come on Friday].",
        "On Friday the port closed because [the envoy] <said> {he would go}.",
        "[The envoy] <said> for three days {that he would go}.",
        "[The envoy] now <says> {that he would go}.",
        "[The envoy] <said> {he would go}.",
        "[She] <said> on Friday and on Monday {that he would go}.",
        "On Friday [the envoy] met those who <said> {that he would go}.",
    ],
)
def test_no_time_rather_than_a_wrong_one(marked: str) -> None:
    assert said(marked) is None


def test_a_cue_past_the_text_has_no_time() -> None:
    assert said_on([], [], None, (3, 4), []) is None
