"""Everything on one actor, from the store and the knowledge base."""

from __future__ import annotations

import pytest

from onrecord.ask.actor import portrait
from onrecord.errors import NotInStore, OptionError
from onrecord.store import Store


def test_a_state_with_what_it_says_and_pledges(before: Store) -> None:
    found = portrait(before, "Russia", on="2021-03-20")
    assert found.actor.key == "state:RUS"
    assert {act.value: act.count for act in found.acts} == {"promise": 1, "refuse": 1, "deny": 1}
    assert found.spoken == 3
    assert found.first is not None
    assert found.first.act == "promise"
    assert found.latest[0].act == "deny"
    assert [o.who.name for o in found.about] == ["Estonia"]
    assert {o.who.name for o in found.speaking_of} >= {"Estonia", "Sweden", "Lena Kask"}
    assert [p.kind for p in found.pledged] == ["promise"]
    assert [p.kind for p in found.aimed_at] == ["threat"]
    assert found.known is not None
    assert any(m.organisation == "org:CSTO" for m in found.known.member_of)


def test_counts_of_one_with_very_many_statements_are_of_the_newest(
    before: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = portrait(before, "Russia")
    monkeypatch.setattr("onrecord.ask.actor.RECENT", 1)
    found = portrait(before, "Russia")
    assert (found.recent, found.spoken, found.spoken_of) == (1, 3, whole.spoken_of)
    assert {act.value: act.count for act in found.acts} == {"deny": 1}
    assert sum(other.count for other in whole.speaking_of) > 1
    assert sum(other.count for other in found.speaking_of) == 1


def test_somebody_whom_the_knowledge_base_lacks(before: Store) -> None:
    found = portrait(before, "Lena Kask")
    assert found.known is None
    assert found.spoken == 1


def test_a_merged_actor_keeps_what_both_said(before: Store) -> None:
    kask, sweden = (portrait(before, name).actor.id for name in ("Lena Kask", "Sweden"))
    before.merge(kask, sweden, "ann")
    assert portrait(before, "Sweden").spoken == 3


def test_nobody_of_that_name(before: Store) -> None:
    with pytest.raises(NotInStore):
        portrait(before, "Atlantis")
    with pytest.raises(OptionError):
        portrait(before, "Russia", on="soon")
