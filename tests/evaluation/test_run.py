"""The figures over hand-made records: what counts as right, over which statements, in percent."""

from __future__ import annotations

from typing import cast

import pytest

from evaluation.gold import Annotated
from evaluation.run import below, measure, raised, roles
from evaluation.scorer import Roles
from onrecord.read.acts import ACTS
from onrecord.read.reader import Reader
from onrecord.records import (
    SCHEMA,
    Act,
    Actor,
    Article,
    QuoteKind,
    ReaderInfo,
    Record,
    Span,
    Statement,
)

#: Length of one statement's stretch of text: source, cue, content.
STEP = 40


class Replay:
    """A reader that has the records already."""

    def __init__(self, *records: Record) -> None:
        self.records = records

    def read_many(self, _: object) -> tuple[Record, ...]:
        return self.records


def figures(*pairs: tuple[Annotated, Record]) -> dict[str, float]:
    reader = cast(Reader, Replay(*(record for _, record in pairs)))
    return measure(reader, [gold for gold, _ in pairs])


def text(sources: list[str]) -> str:
    """A text with a source, a cue and a content for each statement, at known places."""
    return "".join(f"{s:20}said      this      " for s in sources)


def gold(
    sources: list[str],
    speakers: list[str],
    acts: list[str] | None = None,
    kinds: list[str] | None = None,
    furniture: tuple[tuple[int, int], ...] = (),
) -> Annotated:
    """Gold with one attribution for each source; several speakers are parted by `+`."""
    found = tuple(
        Roles(
            ((k * STEP, k * STEP + len(s)),),
            ((k * STEP + 20, k * STEP + 24),),
            ((k * STEP + 30, k * STEP + 34),),
        )
        for k, s in enumerate(sources)
    )
    return Annotated(
        "one",
        Article.of(text(sources)),
        found,
        kinds=tuple(kinds if kinds is not None else ["indirect"] * len(sources)),
        speakers=tuple(tuple(s.split("+")) if s else () for s in speakers),
        acts=tuple(acts or ()),
        furniture=furniture,
    )


def record(
    sources: list[str],
    speakers: list[str],
    acts: list[str] | None = None,
    kind: QuoteKind = "indirect",
    cue_at: int = 20,
) -> Record:
    """A record of the same places."""
    article = Article.of(text(sources))
    names = sorted({n for s in speakers for n in s.split("+") if n})
    ids = {name: f"a{k}" for k, name in enumerate(names, 1)}
    return Record(
        SCHEMA,
        ReaderInfo("0", "made up"),
        article,
        tuple(Actor(ids[n], n, "person") for n in names),
        tuple(
            Statement(
                f"s{k}",
                kind,
                article.span(k * STEP, k * STEP + len(s)) if s else None,
                article.span(k * STEP + cue_at, k * STEP + cue_at + 4),
                (article.span(k * STEP + 30, k * STEP + 34),),
                speakers=tuple(ids[n] for n in speakers[k].split("+") if n),
                act=_act(acts[k]) if acts else None,
            )
            for k, s in enumerate(sources)
        ),
    )


def _act(label: str) -> Act | None:
    return Act(label, *ACTS[label], 0.9) if label else None


def test_a_record_like_the_gold_has_every_figure_at_a_hundred() -> None:
    sources, speakers, acts = ["Lena Marsh", "she"], ["Lena Marsh", "Lena Marsh"], ["state"] * 2
    found = figures((gold(sources, speakers, acts), record(sources, speakers, acts)))
    assert found.pop("from_furniture") == 0
    # One label, and not ten cases of it.
    assert found.pop("act_macro") == 0
    assert {"whole", "kind", "speakers", "speakers_unnamed", "act"} <= set(found)
    assert set(found.values()) == {100}


def test_speakers_are_right_when_all_are_and_no_others() -> None:
    sources = ["Marsh", "Marsh and Bo", "Marsh and Bo", "Marsh", "they", "The Board"]
    wanted = ["Lena Marsh", "Lena Marsh+Bo Ek", "Lena Marsh+Bo Ek", "Lena Marsh", "", "Board"]
    given = ["Lena Marsh", "Bo Ek+Lena Marsh", "Lena Marsh", "Lena Marsh+Bo Ek", "", "the board"]
    found = figures((gold(sources, wanted), record(sources, given)))
    assert found["speakers"] == pytest.approx(100 * 4 / 6, abs=0.01)


def test_unnamed_sources_are_those_without_a_word_of_a_speakers_name() -> None:
    sources = ["Marsh", "Mayor Marsh", "she", "the mayor", "they", "nobody", "the board"]
    wanted = [*["Lena Marsh"] * 4, "Bo Ek+Lena Marsh", "", "Board"]
    given = ["", "", "Lena Marsh", "", "Bo Ek", "Lena Marsh", ""]
    # Of "she", "the mayor" and "they", one is right; what has no speaker in gold is not asked.
    found = figures((gold(sources, wanted), record(sources, given)))
    assert found["speakers_unnamed"] == pytest.approx(100 / 3, abs=0.01)


def test_a_statement_without_source_is_unnamed() -> None:
    found = figures((gold(["Marsh"], ["Lena Marsh"]), record([""], ["Lena Marsh"])))
    assert found["speakers_unnamed"] == 100


def test_no_figure_for_unnamed_sources_where_all_are_named() -> None:
    found = figures((gold(["Marsh"], ["Lena Marsh"]), record(["Marsh"], ["Lena Marsh"])))
    assert "speakers_unnamed" not in found
    assert found["speakers"] == 100


def test_kinds_count_over_the_cues_that_are_found() -> None:
    sources, speakers = ["Marsh", "Marsh"], ["Lena Marsh"] * 2
    half = gold(sources, speakers, kinds=["indirect", "mixed"])
    assert figures((half, record(sources, speakers)))["kind"] == 50
    apart = record(sources, speakers, cue_at=25)
    assert "kind" not in figures((half, apart))
    assert figures((half, apart))["exact_cue"] == 0
    assert figures((half, record(sources[:1], speakers[:1])))["kind"] == 100


def test_acts_count_over_the_cues_that_are_found_in_articles_that_have_them() -> None:
    sources, speakers = ["Marsh"] * 4, ["Lena Marsh"] * 4
    wanted = ["state", "deny", "ask", "warn"]
    given = ["state", "deny", "deny", ""]
    with_acts = (gold(sources, speakers, wanted), record(sources, speakers, given))
    without = (gold(sources, speakers), record(sources, speakers, ["praise"] * 4))
    assert figures(with_acts)["act"] == pytest.approx(100 * 2 / 3, abs=0.01)
    assert figures(with_acts, without)["act"] == figures(with_acts)["act"]
    assert "act" not in figures(without)
    assert "act_macro" not in figures(without)


def test_the_acts_macro_average_is_over_labels_of_ten_gold_cases() -> None:
    wanted = ["state"] * 20 + ["deny"] * 10 + ["ask"] * 9
    given = ["state"] * 12 + ["deny"] * 8
    given += ["deny"] * 5 + ["ask"] * 3 + ["warn"] * 2 + ["warn"] * 9
    count = len(wanted)
    found = figures(
        (gold(["Marsh"] * count, ["Lena Marsh"] * count, wanted),
         record(["Marsh"] * count, ["Lena Marsh"] * count, given))
    )  # fmt: skip
    # state: 12 of 12 given, of 20 in gold; deny: 5 of 13, of 10. Nine of "ask" do not count, nor
    # does "warn", given eleven times and never right.
    assert found["act_macro"] == pytest.approx(100 * (24 / 32 + 10 / 23) / 2, abs=0.01)
    assert found["act"] == pytest.approx(100 * 17 / 39, abs=0.01)


def test_statements_out_of_furniture_are_counted() -> None:
    sources, speakers = ["Marsh"] * 3, ["Lena Marsh"] * 3
    edge = gold(sources, speakers, furniture=((2 * STEP + 23, 3 * STEP),))
    assert figures((edge, record(sources, speakers)))["from_furniture"] == 1
    beside = gold(sources, speakers, furniture=((2 * STEP + 24, 3 * STEP),))
    assert figures((beside, record(sources, speakers)))["from_furniture"] == 0


def test_articles_without_kinds_are_scored_by_their_spans_alone() -> None:
    bare = gold(["Marsh"], ["Lena Marsh"], kinds=[])
    found = figures((bare, record(["Marsh"], ["Lena Marsh"])))
    assert found["whole"] == 100
    assert not {"kind", "speakers", "from_furniture"} & set(found)


def test_the_spans_that_are_scored_have_no_white_space_at_their_edges() -> None:
    article = Article.of("  Lena   said so.")
    spans = (Span(0, 7, "  Lena "), Span(8, 13, " said"), Span(13, 17, " so."))
    loose = Statement("s1", "indirect", spans[0], spans[1], (spans[2],))
    bare = Statement("s2", "indirect", None, spans[1], (spans[2], spans[0]))
    found = roles(Record(SCHEMA, ReaderInfo("0", "x"), article, statements=(loose, bare)))
    assert found == [
        Roles(((2, 6),), ((9, 13),), ((14, 17),)),
        Roles((), ((9, 13),), ((2, 6), (14, 17))),
    ]


def test_a_figure_under_its_floor_is_named_and_one_at_it_is_not() -> None:
    found = {"act": 49.99, "whole": 60.0, "kind": 98.0}
    assert below(found, {"act": 50.0, "whole": 60.0}) == ["act is 49.99, its floor 50.0"]
    assert below(found, {}) == []


def test_floors_rise_with_room_for_rounding_and_never_sink() -> None:
    found = {"act": 51.26, "whole": 60.0, "kind": 98.0, "from_furniture": 3}
    floors = {"act": 40.0, "whole": 59.5}
    assert raised(found, floors) == {"act": 50.2, "whole": 59.5, "kind": 97.0}
    assert raised(found, floors, slack=0) == {"act": 51.2, "whole": 60.0, "kind": 98.0}
    assert below(found, raised(found, floors)) == []
