"""Events: deeds by their words, their status, their sides, and what statements are themselves."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import pytest

from onrecord.read.assembly import Reading, merged
from onrecord.read.clauses import terms
from onrecord.read.events.acts import typed
from onrecord.read.events.forms import noun_forms, verb_forms
from onrecord.read.events.record import events
from onrecord.read.events.relation import TYPES, meant, scores
from onrecord.read.events.triggers import triggers
from onrecord.read.segment import words
from onrecord.read.speakers import Spoken, resolve
from onrecord.read.times import times
from onrecord.records import Act, Actor, Event, Mention, Span, Statement

Run = tuple[int, int]


@dataclass(frozen=True)
class Said:
    """One attribution of a text by its words: source, cue, content, and the label of its act."""

    source: str
    cue: str
    content: str
    act: str = "state"


def read(text: str, *said: Said, published: str = "2024-03-06") -> list[tuple[str, Event]]:
    """The deeds of a text with the words that name them; actors are ids of the resolution."""
    found = words(text)
    spoken = [Spoken(_at(text, s.source), _at(text, s.cue), (_at(text, s.content),)) for s in said]
    resolved = resolve(text, found, spoken, None, published, acts=[s.act for s in said])
    known, _ = times(text, found, published)
    names = {a.id: a.name for a in resolved.actors}
    return [(e.trigger.text, _named(e, names)) for _, e in events(text, found, resolved, (), known)]


def _named(event: Event, names: dict[str, str]) -> Event:
    """The event with names for the ids of its actors."""
    sides = (tuple(names[i] for i in ids) for ids in (event.actors, event.recipients))
    actors, recipients = sides
    return Event(
        event.id, event.type, event.mode, event.status, event.trigger, actors, recipients,
        event.date, event.place, event.statement,
    )  # fmt: skip


def _at(text: str, part: str) -> Run:
    begin = text.index(part)
    return begin, begin + len(part)


def only(text: str, *said: Said) -> Event:
    """The one deed of a text."""
    [(_, event)] = read(text, *said)
    return event


@pytest.mark.parametrize(
    ("text", "kind", "mode"),
    [
        ("Varnia shelled the port of Lom on Tuesday.", "ASSAULT", "heavy-weapons"),
        ("Police arrested the editor at dawn.", "COERCE", "arrest"),
        ("The junta imposed a curfew on the capital.", "COERCE", "curfew"),
        ("Orlovia lifted the curfew on Monday.", "CONCEDE", None),
        ("Orlovia withdrew its troops from the valley.", "RETREAT", "withdraw"),
        ("Orlovia withdrew its ambassador from Varnia.", "SANCTION", "withdraw"),
        ("Orlovia sent two brigades to the border.", "MOBILIZE", "troops"),
        ("Orlovia sent food to the islands.", "AID", None),
        ("The rebels freed twelve hostages.", "RETREAT", "release"),
        ("The two ministers held talks in Lom.", "CONSULT", None),
        ("Miners went on strike in the north.", "PROTEST", "strike"),
        ("The council suspended aid to Varnia.", "SANCTION", "discontinue"),
        ("Orlovia shared intelligence with Varnia.", "COOPERATE", None),
        ("The minister stepped down on Friday.", "RETREAT", "resign"),
        ("The suspension of aid to Varnia came at noon.", "SANCTION", "discontinue"),
    ],
)
def test_types_and_modes(text: str, kind: str, mode: str | None) -> None:
    event = read(text)[0][1]
    assert (event.type, event.mode, event.status) == (kind, mode, "asserted")


@pytest.mark.parametrize(
    "text",
    [
        "The plan met the target.",
        "The ministry released a report.",
        "The two sides struck a balance.",
        "They fly on 3 March.",
        "Heat and dust hit back.",
        "The team visit was fun, aid agencies noted nothing.",
    ],
)
def test_idioms_are_no_deeds_of_violence_or_release(text: str) -> None:
    assert not [e for _, e in read(text) if e.type in ("ASSAULT", "RETREAT", "PROTEST", "AID")]


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("If Orlovia invades Varnia, the fleet will sail.", "hypothetical"),
        ("Orlovia will invade Varnia unless it yields.", "hypothetical"),
        ("Should Orlovia invade Varnia, the fleet sails.", "hypothetical"),
        ("Any attack on the port would be answered.", "hypothetical"),
        ("Orlovia could attack the port.", "hypothetical"),
        ("An attack on one member is an attack on all.", "hypothetical"),
        ("Will Orlovia attack the port?", "hypothetical"),
        ("Orlovia did not attack the port.", "denied"),
        ("Orlovia refused to release the prisoners.", "denied"),
        ("Orlovia fired no missiles.", "denied"),
        ("Orlovia will withdraw its troops on Friday.", "planned"),
        ("The envoys went back to talks.", "hypothetical"),
        ("The next summit takes place in Lom.", "planned"),
        ("Orlovia attacked the port.", "asserted"),
        ("After meeting the king, the envoy left.", "asserted"),
    ],
)
def test_status_in_the_narrators_voice(text: str, status: str) -> None:
    assert read(text)[0][1].status == status


@pytest.mark.parametrize(
    ("text", "said", "status"),
    [
        (
            "Varnia said Orlovia had shelled the port.",
            Said("Varnia", "said", "Orlovia had shelled the port"),
            "reported",
        ),
        (
            "Orlovia said it would release the prisoners.",
            Said("Orlovia", "said", "it would release the prisoners"),
            "planned",
        ),
        (
            "Orlovia said it would release the prisoners if Varnia paid.",
            Said("Orlovia", "said", "it would release the prisoners if Varnia paid"),
            "hypothetical",
        ),
        (
            "Varnia demanded the release of the prisoners.",
            Said("Varnia", "demanded", "the release of the prisoners", "demand"),
            "hypothetical",
        ),
        (
            "Orlovia threatened to shell the port.",
            Said("Orlovia", "threatened", "to shell the port", "threaten"),
            "hypothetical",
        ),
        (
            "Orlovia pledged to release the prisoners.",
            Said("Orlovia", "pledged", "to release the prisoners", "promise"),
            "planned",
        ),
        (
            "Orlovia denied shelling the port.",
            Said("Orlovia", "denied", "shelling the port", "deny"),
            "denied",
        ),
    ],
)
def test_status_in_a_statement(text: str, said: Said, status: str) -> None:
    event = only(text, said)
    assert event.status == status


def test_a_quotation_that_no_statement_claims_is_not_asserted() -> None:
    [(_, event)] = read("“They shelled the port.”")
    assert event.status == "reported"


def test_sides_of_an_active_verb() -> None:
    event = only("Orlovia attacked Varnia on Tuesday.")
    assert (event.actors, event.recipients) == (("Orlovia",), ("Varnia",))


def test_sides_of_a_passive_verb() -> None:
    event = only("Varnia was shelled by Orlovia.")
    assert (event.actors, event.recipients) == (("Orlovia",), ("Varnia",))


def test_the_speaker_does_what_an_infinitive_says() -> None:
    text = "The Coastal Brigade threatened to shell the port."
    event = only(text, Said("The Coastal Brigade", "threatened", "to shell the port", "threaten"))
    assert event.actors == ("Coastal Brigade",)


def test_the_speaker_is_meant_by_it() -> None:
    text = "Orlovia said it would withdraw its troops."
    event = only(text, Said("Orlovia", "said", "it would withdraw its troops"))
    assert event.actors == ("Orlovia",)


def test_date_and_place() -> None:
    event = only("Orlovia attacked Varnia in Paris on Tuesday.")
    assert (event.date, event.place) == ("2024-03-05", "Paris")


def test_a_deed_that_a_cue_names_is_left_to_its_statement() -> None:
    text = "Varnia accused Orlovia of shelling the port."
    found = read(text, Said("Varnia", "accused", "Orlovia of shelling the port", "accuse"))
    assert [name for name, _ in found] == ["shelling"]


def test_a_statement_with_a_type_is_an_event_once() -> None:
    text = "Varnia condemned the raid."
    found = words(text)
    cue = Span(7, 16, "condemned")
    act = Act("accuse", "assertive", "ACCUSE", 0.9)
    statement = Statement(
        "", "indirect", Span(0, 6, "Varnia"), cue, (Span(17, 25, "the raid"),), ("a1",), act=act
    )
    resolved = resolve(text, found, [Spoken((0, 6), (7, 16), ((17, 25),))], acts=["accuse"])
    hits = events(text, found, resolved, [statement], [])
    own = [e for _, e in hits if e.type == "ACCUSE"]
    assert [(e.trigger, e.status, e.actors) for e in own] == [(cue, "asserted", ("a1",))]
    assert [index for index, e in hits if e.type == "ACCUSE"] == [0]


@pytest.mark.parametrize(
    ("label", "content", "plover"),
    [
        ("promise", "to send food to the islands", "AID"),
        ("promise", "to stand by its allies and support them", "SUPPORT"),
        ("promise", "to finish on time", None),
        ("offer", "to share intelligence with the fleet", "COOPERATE"),
        ("offer", "to pay half", "AGREE"),
        ("propose", "talks in May", "CONSULT"),
        ("propose", "a new treaty", "AGREE"),
        ("propose", "a longer runway", None),
    ],
)
def test_the_content_types_promises_offers_and_proposals(
    label: str, content: str, plover: str | None
) -> None:
    found = words(content)
    act = typed(Act(label, "commissive", None, 0.9), found, [(0, len(found))])
    assert act.plover == plover


def test_a_label_that_decides_keeps_its_type() -> None:
    found = words("to send food")
    act = Act("refuse", "commissive", "REJECT", 0.9)
    assert typed(act, found, [(0, 3)]) is act


def test_forms() -> None:
    assert {form for form, _ in verb_forms("withdraw")} == {
        "withdraw", "withdraws", "withdrew", "withdrawn", "withdrawing",
    }  # fmt: skip
    assert {form for form, _ in verb_forms("deny")} >= {"denies", "denied", "denying"}
    assert list(noun_forms("hostility")) == ["hostility", "hostilities"]


def test_triggers_do_not_overlap() -> None:
    found = words("Troops launched an attack, then held talks and signed a ceasefire.")
    hits = list(triggers(terms(found, 0, len(found), 0)))
    assert all(a.end <= b.begin for a, b in pairwise(hits))


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Varnia condemned Orlovia over the dam.", "ACCUSE"),
        ("Varnia held talks with Orlovia on Monday.", "CONSULT"),
        ("Varnia threatened to attack Orlovia.", "THREATEN"),
        ("Varnia refused to meet Orlovia.", "REJECT"),
        ("Varnia has released prisoners from Orlovia.", "YIELD"),
    ],
)
def test_the_model_of_relations(text: str, kind: str) -> None:
    found = words(text)
    cut = terms(found, 0, len(found), 0)
    sides = [
        frozenset(k for k, t in enumerate(cut) if t.lower == name) for name in ("varnia", "orlovia")
    ]
    shares = scores(cut, *sides)
    assert shares.shape == (len(TYPES),)
    assert float(shares.sum()) == pytest.approx(1, abs=1e-4)
    assert TYPES[int(shares.argmax())] == kind


def test_what_governs_a_deed_changes_what_it_means() -> None:
    assert meant("CONSULT", ["fail"]) == "REJECT"
    assert meant("AID", ["will"]) == "AGREE"
    assert meant("COERCE", ["will"]) == "THREATEN"
    assert meant("RETREAT", ["ask"]) == "REQUEST"
    assert meant("ASSAULT", []) == "ASSAULT"


def test_blocks_give_events_ids_and_their_statements() -> None:
    span = Span(0, 1, "x")
    actor = Actor("a1", "Varnia", "state", mentions=(Mention(0, 1, "x", "name"),))
    statement = Statement("", "indirect", None, span, (span,), ("a1",))
    told = Event("", "ASSAULT", None, "reported", span, ("a1",))
    block = Reading(
        (statement,),
        (actor,),
        (),
        (),
        (),
        np.zeros((1, 128), np.float32),
        ((0, told), (None, told)),
    )
    whole = merged([block, block])
    assert [(e.id, e.statement, e.actors) for e in whole.events] == [
        ("e1", "s1", ("a1",)),
        ("e2", None, ("a1",)),
        ("e3", "s2", ("a1",)),
        ("e4", None, ("a1",)),
    ]
