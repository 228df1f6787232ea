"""Speakers: who stands behind a source, and where nobody is the right answer.

In the texts below a source stands in ⟦ ⟧, numbered by its place; ⟪n … ⟫ is content of the n-th.
"""

from __future__ import annotations

import re
import time

import pytest

from onrecord.read.segment import words
from onrecord.read.speakers import Parties, Resolution, Spoken, resolve
from onrecord.records import Actor

MARK = re.compile(r"⟦|⟧|⟪\d|⟫")


def read(marked: str) -> tuple[str, list[Spoken]]:
    """A marked text as plain text and its attributions."""
    plain, last = "", 0
    sources: list[tuple[int, int]] = []
    content: dict[int, list[tuple[int, int]]] = {}
    opened: list[tuple[str, int]] = []
    for mark in MARK.finditer(marked):
        plain += marked[last : mark.start()]
        last = mark.end()
        if mark.group()[0] in "⟦⟪":
            opened.append((mark.group(), len(plain)))
            continue
        kind, start = opened.pop()
        if kind == "⟦":
            sources.append((start, len(plain)))
        else:
            content.setdefault(int(kind[1]), []).append((start, len(plain)))
    plain += marked[last:]
    sources.sort()
    return plain, [
        Spoken(s, (s[1], s[1]), tuple(content.get(k, ()))) for k, s in enumerate(sources, 1)
    ]


def actors(marked: str) -> tuple[tuple[Actor, ...], list[list[str]]]:
    text, spoken = read(marked)
    found = resolve(text, words(text), spoken)
    named = {a.id: a.name for a in found.actors}
    return found.actors, [[named[i] for i in one.speakers] for one in found.parties]


NAMES = [
    ("⟦Secretary of State Antony Blinken⟧ said so.", [["Antony Blinken"]]),
    ("⟦Dr Ann Lee⟧ said so.", [["Ann Lee"]]),
    ("⟦Mr. Joe Bloggs⟧ said so.", [["Joe Bloggs"]]),
    ("⟦Sen. Ruth O'Brien (D-Ohio)⟧ said so.", [["Ruth O'Brien"]]),
    ("⟦Prime Minister Pedro Sánchez⟧ agreed.", [["Pedro Sánchez"]]),
    ("⟦Ursula von der Leyen⟧ spoke. Later, ⟦von der Leyen⟧ left.", [["Ursula von der Leyen"]] * 2),
    (
        "⟦European Commission President Ursula von der Leyen⟧ spoke.",
        [["Ursula von der Leyen"]],
    ),
    ("⟦Mohammed bin Salman⟧ said so.", [["Mohammed bin Salman"]]),
    ("⟦Bashar al-Assad⟧ refused.", [["Bashar al-Assad"]]),
    ("⟦J. K. Okoro⟧ said so.", [["J. K. Okoro"]]),
    ("⟦Jean-Pierre Dupont⟧ said so.", [["Jean-Pierre Dupont"]]),
    ("⟦NATO⟧ rejected the plan.", [["NATO"]]),
    (
        "⟦The Organization for Security and Co-operation in Europe⟧ warned of it.",
        [["Organization for Security and Co-operation in Europe"]],
    ),
    ("⟦The Ministry of Foreign Affairs⟧ denied it.", [["Ministry of Foreign Affairs"]]),
    ("⟦The Food and Agriculture Organization⟧ said so.", [["Food and Agriculture Organization"]]),
    ("⟦The U.N.⟧ said so.", [["U.N."]]),
    ("⟦Nordic Wind's⟧ plans were known.", [["Nordic Wind"]]),
    ("⟦@harbour_watch⟧: no ships today.", [["@harbour_watch"]]),
]

STATES = [
    ("They rejected ⟦Russian⟧ demands that it withdraw.", [["Russia"]]),
    ("⟦Russia's⟧ demand that it withdraw was rejected.", [["Russia"]]),
    ("⟦The U.S.⟧ objected, and ⟦America⟧ was heard.", [["United States"], ["United States"]]),
    ("⟦Moscow⟧ warned ⟦Kyiv⟧ of it.", [["Russia"], ["Ukraine"]]),
    ("⟦Washington and Brussels⟧ approved.", [["United States", "European Union"]]),
    ("⟦The White House⟧ and ⟦the Kremlin⟧ said so.", [["United States"], ["Russia"]]),
    ("⟦Downing Street⟧ would not say.", [["United Kingdom"]]),
    ("⟦The Russian Foreign Ministry⟧ called it piracy.", [["Russian Foreign Ministry"]]),
    ("⟦The Russian foreign ministry⟧ called it piracy.", [["Russian foreign ministry"]]),
    ("The Tripoli government fell silent. ⟦The Tripoli government⟧ spoke; ⟦Tripoli⟧ agreed.", [["Tripoli government"]] * 2),
]  # fmt: skip

COMPOUND = [
    (
        "⟦Both Secretary of State Antony Blinken and NATO Secretary-General Jens Stoltenberg⟧ said so.",
        [["Antony Blinken", "Jens Stoltenberg"]],
    ),
    ("⟦France, Germany and Poland⟧ agreed.", [["France", "Germany", "Poland"]]),
    ("⟦Residents and aid workers⟧ said so.", [["residents", "aid workers"]]),
    ("⟦Russian and Ukrainian officials⟧ met it coolly.", [["Russian and Ukrainian officials"]]),
    ("⟦Ann Lee, a doctor in Leeds, and Bo Ek, a nurse,⟧ said so.", [["Ann Lee", "Bo Ek"]]),
    ("⟦Ann Lee, a former mayor and activist,⟧ said so.", [["Ann Lee"]]),
    ("⟦A spokesman for Shell and Nestlé⟧ said so.", [["spokesman for Shell and Nestlé"]]),
]

APPOSITIONS = [
    ("⟦Jane Doe, a doctor in Leeds,⟧ said so.", [["Jane Doe"]]),
    ("⟦a spokesman for Northern Water, Joe Bloggs,⟧ said so.", [["Joe Bloggs"]]),
    ("⟦Its head, Lucía Barrantes,⟧ asked for calm.", [["Lucía Barrantes"]]),
    ("⟦the company, Okavi Resources,⟧ denied it.", [["Okavi Resources"]]),
    ("⟦one of them, Karel Wuyts,⟧ said so.", [["Karel Wuyts"]]),
    ("⟦Mavis Orchard, 71, from Kings Lynton,⟧ said so.", [["Mavis Orchard"]]),
]

SHORT = [
    ("President Vladimir Putin came. ⟦Putin's⟧ demands were heard.", [["Vladimir Putin"]]),
    ("⟦Stoltenberg⟧ said so before Jens Stoltenberg left.", [["Jens Stoltenberg"]]),
    (
        "⟦The World Health Organization (WHO)⟧ warned. ⟦The WHO⟧ said more.",
        [["World Health Organization"]] * 2,
    ),
    ("The Nordic Health Council met. ⟦The NHC⟧ agreed.", [["Nordic Health Council"]]),
    ("Amnesty International wrote. ⟦Amnesty⟧ added more.", [["Amnesty International"]]),
    ("PUTIN WARNS NATO OVER EXPANSION\n\nVladimir Putin came. ⟦Putin⟧ spoke.", [["Vladimir Putin"]]),
    ("Mr Tom Clarke met Mrs Ann Clarke. ⟦Mrs Clarke⟧ said so.", [["Ann Clarke"]]),
    ("Tom Clarke met Ann Clarke. ⟦Clarke⟧ said so.", [[]]),
    ("Kit Clarke met Sam Clarke. ⟦Ms. Clarke⟧ said so. ⟦Kit⟧ agreed.", [[], ["Kit Clarke"]]),
]  # fmt: skip

PRONOUNS = [
    ("⟦Ann Lee⟧ said yes. ⟦She⟧ added no.", [["Ann Lee"]] * 2),
    ("⟦Ann Lee⟧ said ⟪1⟦she⟧ wanted it⟫.", [["Ann Lee"]] * 2),
    ("Ann Lee came home.\n\n“Yes,” ⟦she⟧ said.", [["Ann Lee"]]),
    ("⟦Mr Tom Fox⟧ agreed with Mrs Ann Lee. ⟦She⟧ smiled at it.", [["Tom Fox"], ["Ann Lee"]]),
    ("Kit Fox and Sam Lee came. ⟦He⟧ said so.", [[]]),
    ("Mrs Ann Lee came. ⟦He⟧ said so.", [[]]),
    ("⟦The United States and NATO⟧ agreed. ⟦They⟧ warned.", [["United States", "NATO"]] * 2),
    ("⟦Western officials⟧ said so. But ⟦they⟧ warned of it.", [["Western officials"]] * 2),
    ("⟦Ann Lee⟧ said so. ⟦They⟧ warned of it.", [["Ann Lee"], []]),
    ("⟦The World Bank⟧ said so. ⟦It⟧ warned of it.", [["World Bank"]] * 2),
    ("⟪2“⟦I⟧ think so,”⟫ said ⟦Ann Lee⟧.", [["Ann Lee"]] * 2),
    ("⟪2“⟦We⟧ asked for water,”⟫ said ⟦Ann Lee⟧.", [["Ann Lee"]] * 2),
    ("⟦I⟧ think so.", [[]]),
    ("“⟦He⟧ promised it,” said a man near Tom Fox.", [[]]),
    ("It was ⟦Salma Zentani, a doctor⟧, ⟦who⟧ said so.", [["Salma Zentani"]] * 2),
    ("⟦He⟧ said so. ⟦She⟧ did not.", [[], []]),
    ("By Ruth Moss\n\n⟦I⟧ think so.", [["Ruth Moss"]]),
    ("PRESS RELEASE\n\nThe Rail Trust closed a line. ⟦We⟧ regret it.", [["Rail Trust"]]),
    ("The Rail Trust closed a line. ⟦We⟧ regret it.", [[]]),
    ("Ann Lee came. ⟦One of the singers⟧ wept. ⟦She⟧ left.", [["singers"]] * 2),
    ("Mary Ek came. ⟦Ann Lee⟧ doubts it: ⟪2all will be well⟫, ⟦she⟧ said.", [["Ann Lee"]] * 2),
    ("⟪2“My teacher was Mrs Ann Lee. ⟦She⟧ said so,”⟫ said ⟦Tom Fox⟧.", [["Ann Lee"], ["Tom Fox"]]),
    ("We'll see. ⟦Ms Ann Lee⟧ said so. ⟦She⟧ left.", [["Ann Lee"]] * 2),
    ("The Rail Trust, once a charity, closed. ⟦It⟧ objected.", [["Rail Trust"]]),
]  # fmt: skip

NOMINALS = [
    ("Russian President Vladimir Putin came. ⟦The Russian president⟧ said so.", [["Vladimir Putin"]]),
    ("Vladimir Putin, the Russian president, came. ⟦The president⟧ said so.", [["Vladimir Putin"]]),
    ("Foreign Minister Ann Lee came. ⟦The minister⟧ said so.", [["Ann Lee"]]),
    ("Foreign Minister Ann Lee met Finance Minister Bo Ek. ⟦The minister⟧ said so.", [[]]),
    ("Foreign Minister Ann Lee came. ⟦The finance minister⟧ said so.", [["finance minister"]]),
    ("Vice President Ann Lee came. ⟦The president⟧ said so.", [[]]),
    ("Foreign Minister Ann Lee came. ⟦The prime minister⟧ said so.", [["prime minister"]]),
    ("Okavi Resources, a mining company, fell. ⟦The company⟧ said so.", [["Okavi Resources"]]),
    ("Okavi Resources fell and Delta Mines rose. ⟦The company⟧ said so.", [[]]),
    ("The Bank of Ghana met. ⟦The bank⟧ said so.", [["Bank of Ghana"]]),
    ("⟦An American official⟧ spoke. ⟦The official⟧ left it there.", [["American official"]] * 2),
    ("⟦Critics⟧ say so, and ⟦some critics⟧ shout.", [["critics"]] * 2),
    ("⟦Two people familiar with the matter⟧ said so.", [["people familiar with the matter"]]),
    ("⟦58 percent of residents⟧ support it.", [["residents"]]),
    ("⟦Russian officials⟧ said so.", [["Russian officials"]]),
    ("⟦The report⟧ says so.", [[]]),
    ("⟦A study by Oxford researchers⟧ found it.", [["Oxford researchers"]]),
    ("⟦A UNICEF report⟧ found it. ⟦The report⟧ said more.", [["UNICEF"]] * 2),
    ("⟦A poll by the Daily Star⟧ found it.", [["Daily Star"]]),
    ("⟦Records seen by the Daily Star⟧ show it.", [[]]),
    ("⟦The 1951 Refugee Convention⟧ says so.", [[]]),
    ("⟦The bridge⟧ speaks.", [[]]),
    ("⟦Rising prices⟧ suggest it.", [[]]),
    ("⟦Either side⟧ wanted it.", [[]]),
    ("⟦Nobody⟧ said so.", [[]]),
    ("⟦My wife⟧ says so.", [[]]),
    ("⟦Ann Lee⟧ left. ⟦Her aides⟧ said so.", [["Ann Lee"], ["aides of Ann Lee"]]),
    ("⟦Ann Lee⟧ left. ⟦Her letter⟧ said so.", [["Ann Lee"]] * 2),
    ("⟦The Rail Trust⟧ left. ⟦Its managers⟧ said so.", [["Rail Trust"], ["managers of the Rail Trust"]]),
    ("⟦Two advisers⟧ spoke. ⟦One of them⟧ laughed; ⟦the adviser⟧ left.", [["advisers"], ["adviser"], ["adviser"]]),
    ("⟦Diplomats⟧ doubt it. ⟦One of them⟧ laughed.", [["diplomats"]] * 2),
    ("⟦One in five voters⟧ said so.", [["voters"]]),
    ("The finance ministry fell silent. ⟦The ministry⟧ said so.", [["finance ministry"]]),
    ("⟦A poll released Monday by Lake College⟧ found it. ⟦The survey⟧ says more.", [["Lake College"]] * 2),
    ("The High Court sat. ⟦The ruling⟧ says so.", [["High Court"]]),
    ("In a letter, ⟦Ann Lee⟧ objected. ⟦The letter⟧ names nobody.", [["Ann Lee"]] * 2),
    ("⟦A letter from a neighbour⟧ says so.", [["neighbour"]]),
    ("⟦The leaders of the House and the Senate⟧ met.", [["leaders of the House and the Senate"]]),
    ("Aid came with activists ⟦who⟧ objected.", [["activists"]]),
]  # fmt: skip

#: The cue stands in ⟦ ⟧, its source was not found.
LEFT_OUT = [
    ("The Rail Trust closed the line and ⟦denied⟧ it.", ["Rail Trust"]),
    ("ACCRA - The Bank of Ghana cut its rate, and ⟦repeated⟧ it.", ["Bank of Ghana"]),
    ("Ann Lee, who sells fish, ⟦saw⟧ it.", ["Ann Lee"]),
    ("Kenya and Uganda, which signed, ⟦have both offered⟧ it.", ["Kenya", "Uganda"]),
    ("A manager at Van Elst ⟦asks⟧ for it.", ["manager at Van Elst"]),
    ("The vice president, who is ⟦reportedly weighing⟧ it, left.", []),
    ("The mayor ⟦is said⟧ to like it.", []),
    ("It ⟦is believed⟧ that Ann Lee left.", []),
    ("Ann Lee ⟦seemed⟧ to like it.", []),
    ("The dealings in Ukraine ⟦showed⟧ it.", []),
    ("Yet the ⟦belief⟧ that it is so is old.", []),
    ("⟦Asked⟧ about it, Ann Lee left.", []),
]


@pytest.mark.parametrize(("marked", "expected"), LEFT_OUT)
def test_a_source_that_was_left_out_is_the_subject(marked: str, expected: list[str]) -> None:
    text, cues = read(marked)
    found = resolve(text, words(text), [Spoken(None, cue.source, ()) for cue in cues if cue.source])
    named = {a.id: a.name for a in found.actors}
    assert [[named[i] for i in one.speakers] for one in found.parties] == [expected]


#: Offices are looked up at the article's date, unless the article says who holds them.
OFFICES = [
    ("⟦The Russian president⟧ said so.", "2022-01-08", ["Vladimir Putin"]),
    ("Putin came. ⟦The Russian president⟧ said so.", "2022-01-08", ["Vladimir Putin"]),
    ("Romania's president, Ilinca Dobre, came. ⟦The Romanian president⟧ said so.", "2022-01-08", ["Ilinca Dobre"]),
    ("⟦The Russian president⟧ said so.", None, ["Russian president"]),
    ("⟦A former Russian president⟧ said so.", "2022-01-08", ["former Russian president"]),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "on", "expected"), OFFICES)
def test_offices_are_held_at_the_date(marked: str, on: str | None, expected: list[str]) -> None:
    text, spoken = read(marked)
    found = resolve(text, words(text), spoken, published=on)
    named = {a.id: a.name for a in found.actors}
    assert [named[i] for i in found.parties[0].speakers] == expected


def test_an_article_of_pronouns_alone_has_no_speakers() -> None:
    assert actors("⟦He⟧ said ⟦she⟧ knew. ⟦They⟧ agreed, and ⟦it⟧ warned.")[1] == [[]] * 4


def test_five_hundred_actors_are_read_in_little_time() -> None:
    several = " ".join(
        f"⟦Ann Lee{chr(97 + k // 26)}{chr(97 + k % 26)}⟧ said so. ⟦She⟧ left." for k in range(500)
    )
    begin = time.process_time()
    found, _ = actors(several)
    assert len(found) == 500
    assert time.process_time() - begin < 15


CASES = [*NAMES, *STATES, *COMPOUND, *APPOSITIONS, *SHORT, *PRONOUNS, *NOMINALS]


@pytest.mark.parametrize(("marked", "expected"), CASES, ids=[m[:60] for m, _ in CASES])
def test_speakers_have_these_names(marked: str, expected: list[list[str]]) -> None:
    assert actors(marked)[1] == expected


@pytest.mark.parametrize(
    ("marked", "kind"),
    [
        ("⟦Russia⟧ said so.", "state"),
        ("⟦Moscow⟧ said so.", "state"),
        ("⟦NATO⟧ said so.", "organisation"),
        ("⟦The Kremlin⟧ said so.", "state"),
        ("⟦Ann Lee⟧ said so.", "person"),
        ("⟦Western officials⟧ said so.", "group"),
        ("⟦A diplomat⟧ said so.", "person"),
    ],
)
def test_actors_have_kinds(marked: str, kind: str) -> None:
    assert [a.kind for a in actors(marked)[0]] == [kind]


def test_actors_are_numbered_by_first_mention_and_keep_their_mentions() -> None:
    marked = "Vladimir Putin came. ⟦Ann Lee⟧ spoke. ⟦Putin⟧ did too. ⟦He⟧ left it at that."
    found, _ = actors(marked)
    text, _ = read(marked)
    assert [(a.id, a.name) for a in found] == [("a1", "Vladimir Putin"), ("a2", "Ann Lee")]
    assert [(m.text, m.form) for m in found[0].mentions] == [
        ("Vladimir Putin", "name"),
        ("Putin", "name"),
        ("He", "pronoun"),
    ]
    for actor in found:
        assert list(actor.mentions) == sorted(set(actor.mentions), key=lambda m: m.start)
        assert all(text[m.start : m.end] == m.text for m in actor.mentions)


def test_only_actors_that_speak_are_returned() -> None:
    found, _ = actors("⟦Ann Lee⟧ met Tom Fox in Moscow.")
    assert [a.name for a in found] == ["Ann Lee"]


def test_no_source_has_no_speaker() -> None:
    text = "It is said that all is well."
    found = resolve(text, words(text), [Spoken(None, (6, 10), ((11, 27),))])
    assert found == Resolution((), (Parties(()),))


@pytest.mark.parametrize("text", ["", " ", "\n\n", "“", "⟦.⟧", "⟦,⟧ ⟦the⟧ ⟦“”⟧ ⟦and⟧"])
def test_empty_and_odd_sources_have_no_speaker(text: str) -> None:
    found, names = actors(text)
    assert found == ()
    assert not any(names)


def test_the_same_text_gives_the_same_answer() -> None:
    marked = "⟦France, Germany and Poland⟧ agreed. ⟦They⟧ warned ⟦Russia⟧. ⟦Critics⟧ differ."
    assert actors(marked) == actors(marked)
