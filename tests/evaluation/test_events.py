"""The scorer of events: matching, status, and the counts that must stay 0."""

from __future__ import annotations

from evaluation.events import Figures, given, line, matches, measure
from evaluation.gold import Annotated, GoldCommitment, GoldEvent, own_gold
from evaluation.plover import macro_f1
from onrecord.records import Article, Event, EventStatus, Span

TEXT = "If Orlovia attacks, Varnia will answer. It shelled Lom."


def event(start: int, end: int, kind: str, status: EventStatus) -> Event:
    """An event of ours on those characters."""
    return Event("", kind, None, status, Span(start, end, TEXT[start:end]), ("a1",))


def gold(start: int, end: int, kind: str, status: str) -> GoldEvent:
    """A gold event on those characters."""
    return GoldEvent(kind, status, (start, end), ("Orlovia",), (), None)


def test_events_match_once_and_by_type_first() -> None:
    ours = [event(11, 18, "COERCE", "hypothetical"), event(11, 18, "ASSAULT", "hypothetical")]
    [(mine, _)] = matches(ours, [gold(11, 18, "ASSAULT", "hypothetical")])
    assert mine.type == "ASSAULT"


def test_figures_of_one_article() -> None:
    figures = Figures()
    article = Annotated(
        "x",
        Article.of(TEXT),
        (),
        events=(gold(11, 18, "ASSAULT", "hypothetical"), gold(43, 50, "ASSAULT", "asserted")),
    )
    ours = [event(11, 18, "COERCE", "hypothetical"), event(43, 50, "ASSAULT", "asserted")]
    figures.add(ours, article, {"a1": "Orlovia"})
    assert (figures.trigger.f1, figures.typed.f1) == (1.0, 0.5)
    assert (figures.status.precision, figures.actors.precision) == (1.0, 1.0)
    assert figures.wrong == 0
    assert "typed  50.0  50.0  50.0" in line("one", figures)


def test_an_asserted_conditional_is_counted() -> None:
    figures = Figures()
    condition = GoldCommitment("threat", (), (), ((3, 18),), False, ((20, 38),), None)
    article = Annotated(
        "x",
        Article.of(TEXT),
        (),
        commitments=(condition,),
        events=(gold(11, 18, "ASSAULT", "hypothetical"),),
    )
    figures.add([event(11, 18, "ASSAULT", "asserted")], article, {"a1": "Orlovia"})
    assert figures.wrong == 2  # by its gold status, and by where it stands


def test_no_conditional_of_our_gold_is_asserted() -> None:
    figures = measure([a for a in own_gold() if a.acts], given)
    assert figures.wrong == 0
    assert figures.typed.f1 > 0.5


def test_macro_f1_weighs_types_alike() -> None:
    assert macro_f1(["a", "a", "b"], ["a", "a", "b"]) == 100
    assert macro_f1(["a", "a", "b"], ["a", "a", "a"]) == 40
