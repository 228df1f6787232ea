"""What quotation marks say."""

from __future__ import annotations

from onrecord.read.attributions import Attribution, Run
from onrecord.read.quotations import drafts, kind, unpaired_marks, without_relays
from onrecord.read.segment import Word, words


def run(text: str, part: str, found: list[Word]) -> Run:
    start = text.index(part)
    inside = [i for i, w in enumerate(found) if start <= w.start and w.end <= start + len(part)]
    return inside[0], inside[-1] + 1


def kind_of(text: str, cue: str, *content: str) -> str:
    found = words(text)
    return kind(found, run(text, cue, found), [run(text, c, found) for c in content])


def test_kinds() -> None:
    assert kind_of("“We go,” he said.", "said", "“We go,”") == "direct"
    assert kind_of("He said they would go.", "said", "they would go") == "indirect"
    assert (
        kind_of("He said it was “a mistake” to go.", "said", "it was “a mistake” to go") == "mixed"
    )
    text = "“We go,” he said. “And we stay.”"
    assert kind_of(text, "said", "“We go,”", "“And we stay.”") == "direct"


def test_what_the_speaker_reports_inside_a_quotation_is_not_quoted_itself() -> None:
    assert (
        kind_of("“They told us that it is over,” he said.", "told", "that it is over") == "indirect"
    )


def test_a_quotation_runs_on_over_paragraphs_that_reopen_it() -> None:
    text = "“We go now, Lee said.\n\n“We stay.\n\n“We sleep.”\n\n“Who?” asked Ann."
    text = text.replace("“We go now, Lee said.", "Lee said: “We go now.")
    found = words(text)
    raw = [
        Attribution(
            (run(text, "Lee", found),),
            run(text, "said", found),
            (run(text, "“We go now.", found),),
            1.0,
        ),
        Attribution(
            (run(text, "Ann", found),),
            run(text, "asked", found),
            (run(text, "“Who?”", found),),
            1.0,
        ),
    ]
    first, second = drafts(found, raw)
    parts = [text[found[a].start : found[b - 1].end] for a, b in first.content]
    assert parts == ["“We go now.", "“We stay.", "“We sleep.”"]
    assert first.kind == "direct"
    assert second.content == raw[1].content


def test_a_paragraph_that_another_speaker_claims_is_left_to_that_one() -> None:
    text = "Lee said: “We go now.\n\n“We stay,” Ann said."
    found = words(text)
    raw = [
        Attribution((), run(text, "said", found), (run(text, "“We go now.", found),), 1.0),
        Attribution((), (len(found) - 2, len(found) - 1), (run(text, "“We stay,”", found),), 1.0),
    ]
    assert drafts(found, raw)[0].content == raw[0].content


def test_lost_marks_are_named_and_reopened_ones_are_not() -> None:
    text = "He said: “We go.\n\n“We stay.”\n\nShe said: “No.\n\nThey left."
    found = words(text)
    assert [found[i].start for i in unpaired_marks(found)] == [text.index("“No")]
    assert unpaired_marks(words('He "went" home.')) == []


def test_an_outlet_that_only_passes_a_statement_on_is_no_statement() -> None:
    text = "AP News reported that Lee said it was over."
    found = words(text)
    outer = Attribution(
        (run(text, "AP News", found),),
        run(text, "reported", found),
        (run(text, "that Lee said it was over", found),),
        1.0,
    )
    inner = Attribution(
        (run(text, "Lee", found),),
        run(text, "said", found),
        (run(text, "it was over", found),),
        1.0,
    )
    both = drafts(found, [outer, inner])
    assert without_relays(both, [(), ("AP News",)], ["AP News", "Lee"]) == [1]
    assert without_relays(both, [(), ()], ["AP News", "Lee"]) == [0, 1]


def completed(text: str, source: str, cue: str, *content: str) -> list[str]:
    found = words(text)
    raw = Attribution(
        (run(text, source, found),),
        run(text, cue, found),
        tuple(run(text, c, found) for c in content),
        1.0,
    )
    return [text[found[a].start : found[b - 1].end] for a, b in drafts(found, [raw])[0].content]


def test_a_content_that_cuts_a_quotation_gets_all_of_it() -> None:
    text = "“We will go home now, and nobody will stop us,” Lee said. “Nobody can.”"
    assert completed(text, "Lee", "said", "will go home now, and nobody", "Nobody can") == [
        "“We will go home now, and nobody will stop us,”",
        "“Nobody can.”",
    ]
    text = "Lee said it was ''a very long and hard mistake'' to go."
    assert completed(text, "Lee", "said", "it was ''a very long and") == [
        "it was ''a very long and hard mistake''"
    ]


def test_a_quotation_that_holds_the_speaker_is_somebody_elses() -> None:
    text = "“Ann told me that it is over for all of us,” Lee said."
    assert completed(text, "Ann", "told", "that it is over for") == ["that it is over for"]


def test_a_word_of_a_long_quotation_is_not_all_of_it() -> None:
    text = "Lee spoke of “the many long years that we have all lost here in the north” then."
    assert completed(text, "Lee", "spoke of", "the many") == ["the many"]


def test_the_day_is_no_part_of_a_cue() -> None:
    text = "The court ruled on Wednesday that it was over. He has said on record that it was not."
    found = words(text)
    raw = [
        Attribution((), run(text, cue, found), (run(text, content, found),), 1.0)
        for cue, content in [
            ("ruled on Wednesday", "that it was over"),
            ("has said on record", "that it was not"),
        ]
    ]
    cues = [text[found[d.cue[0]].start : found[d.cue[1] - 1].end] for d in drafts(found, raw)]
    assert cues == ["ruled", "has said on record"]


def test_the_writers_comparison_is_no_part_of_a_content() -> None:
    text = (
        "Some see it as a sign of war, as happened in 2014. He said it was done, as he had hoped."
    )
    found = words(text)
    raw = [
        Attribution((), run(text, cue, found), (run(text, content, found),), 1.0)
        for cue, content in [
            ("see", "it as a sign of war, as happened in 2014"),
            ("said", "it was done, as he had hoped"),
        ]
    ]
    told = [
        text[found[a].start : found[b - 1].end] for d in drafts(found, raw) for a, b in d.content
    ]
    assert told == ["it as a sign of war", "it was done, as he had hoped"]
