import pytest

from onrecord.read.relays import find_relay

MARKS = {"[": "source", "{": "cue", "<": "content"}
UNSPECIFIED = ("unspecified",)

#: One attribution a line: [source], {cue}, <content>; then who passed it on.
NAMED = [
    ("[The two leaders] {ruled out} <any deal with Moscow>, AP News reported.", ("AP News",)),
    ("AP News reported that [Blinken] {said} <the door was shut>.", ("AP News",)),
    ("AP News reported on Friday that [Blinken] {said} <the door was shut>.", ("AP News",)),
    (
        "The Northern Times reported [the premier] {said} <he would resign>.",
        ("The Northern Times",),
    ),
    (
        "<The bridge will be rebuilt>, [the mayor] {said}, according to a transcript by TASS.",
        ("TASS",),
    ),
    ("According to Reuters, [the envoy] {warned} <that the truce was over>.", ("Reuters",)),
    ("[The envoy] {warned}, according to Reuters, <that the truce was over>.", ("Reuters",)),
    ("State news agency KCNA quoted [him] {as saying} <the test had succeeded>.", ("KCNA",)),
    ("“<The test succeeded>,” state news agency KCNA {quoted} [him] {as saying}.", ("KCNA",)),
    (
        "KCNA, the state news agency, quoted [the marshal] {as saying} <the test had succeeded>.",
        ("KCNA",),
    ),
    (
        "[He] {called} <the raid a crime> in comments carried by the Anadolu Agency.",
        ("Anadolu Agency",),
    ),
    (
        "In remarks broadcast by state television, [the general] {vowed} <to retake the port>.",
        ("state television",),
    ),
    (
        "[The minister] {denied} <the charge>, as reported by the Harbour Gazette.",
        ("Harbour Gazette",),
    ),
    (
        "As the Harbour Gazette first reported, [the minister] {denied} <the charge>.",
        ("Harbour Gazette",),
    ),
    (
        "<Troops will cross by winter>, The Guardian said, {citing} [two officials].",
        ("The Guardian",),
    ),
    (
        "The Guardian said, {citing} [two officials], <that troops would cross by winter>.",
        ("The Guardian",),
    ),
    (
        "“<We will not yield>,” [Sandu] {said} at a meeting in Chisinau on Friday, Interfax reported.",
        ("Interfax",),
    ),
    ("[Sandu], Interfax reported, {said} <the gas would flow>.", ("Interfax",)),
    ("[Sandu] {was quoted by TASS as saying} <the gas would flow>.", ("TASS",)),
    ("“<The gas will flow>,” [Sandu] {was quoted as saying} by TASS.", ("TASS",)),
    ("Local media reported that [police] {ordered} <the square cleared>.", ("Local media",)),
    ("[Police] {ordered} <the square cleared>, local media reported on Sunday.", ("local media",)),
    ("Media reports said [the emir] {promised} <new aid>.", ("Media reports",)),
    ("[The emir] {promised} <new aid>, according to media reports.", ("media reports",)),
    (
        "[The emir] {promised} <new aid>, Russian news agencies reported.",
        ("Russian news agencies",),
    ),
    ("CNN’s Ana Ruiz reported that [the senator] {said} <he would vote no>.", ("CNN",)),
    (
        "A report in the Financial Times said [the bank] {threatened} <to leave>.",
        ("Financial Times",),
    ),
    ("[The bank] {threatened} <to leave>, the newspaper reported.", ("newspaper",)),
    ("[The bank] {threatened} <to leave>, the Haaretz newspaper reported.", ("Haaretz",)),
    ("[The bank] {threatened} <to leave>, news agency Belga wrote.", ("Belga",)),
    ("On Monday Kyiv Post reported that [the mayor] {said} <the water was back>.", ("Kyiv Post",)),
    ("[The king] {reportedly told} <him to leave>, Reuters and AFP reported.", ("Reuters", "AFP")),
    ("[Fox News] {said} <it would sue>, AP reported.", ("AP",)),
    ("Bloomberg reported that [the fund] {demanded} <deeper cuts>.", ("Bloomberg",)),
]
HEDGED = [
    "[He] {reportedly told} him <that any attack would bring sanctions>.",
    "[He] reportedly {told} him <that any attack would bring sanctions>.",
    "[He] {told} him, reportedly, <that any attack would bring sanctions>.",
    "[The king] allegedly {ordered} <the arrest of his brother>.",
    "[The king] {is said to have told} <his brother to leave>.",
    "[The king] is said to have {told} <his brother to leave>.",
    "“<Leave now>,” [the king] {was quoted as saying}.",
    "Reportedly, [the king] {told} <his brother to leave>.",
    "It was reported that [the king] {told} <his brother to leave>.",
    "According to reports, [the king] {told} <his brother to leave>.",
    "[The king] {told} <his brother to leave>, according to unconfirmed reports.",
    "[The king] {told} <his brother to leave>, it was reported.",
]
TRAPS = [
    "[The premier] {told} Reuters on Monday <that he would resign>.",
    "[The premier] {said} in an interview with CNN <that he would resign>.",
    "Speaking to Fox News, [the premier] {said} <he would resign>.",
    "[AP News] {reported} <that the talks had failed>.",
    "[AP News] itself {said} <the story was wrong>.",
    "<The talks failed>, {according to} [Reuters].",
    "<The talks failed>, {according to} [a CNN poll].",
    "[Voters] {want} <the talks to go on>, according to a CNN poll.",
    "[The premier] {said} <that Reuters reported the leak>.",
    "[The premier] {said} <he would resign>, but Reuters reported that he would stay.",
    "[The premier] {said} <he would resign>, and the Northern Times reported a split in his party.",
    "[The premier] {said} <he would resign>, a day after Reuters reported the leak.",
    "After Reuters reported the leak, [the premier] {said} <he would resign>.",
    "Reuters reported the leak on Monday, and [the premier] {said} <he would resign>.",
    "[The editor], who left Reuters, {said} <he would resign>.",
    "[The premier] {wrote} <that the war was lost> in an op-ed published by The Washington Post.",
    "[The premier] {accused} Al Jazeera <of spreading lies>.",
    "[The premier] {said} <the BBC was biased>.",
    "[The Central Intelligence Agency] {said} <the attack was near>.",
    "[The ministry] {denied} <the charge>, the Atomic Energy Agency reported.",
    "[The ministry] {denied} <the charge>, Ana Ruiz reported.",
    "[Biden] {said} <Putin reportedly fled>.",
    "[Biden] {said} <that the general allegedly ordered the raid>.",
    "Bloomberg said [the mayor] {promised} <a new bridge>.",
    "[He] {called} <the raid a crime> and reportedly left the room.",
    "[The king] {ordered} <an inquiry into reports of unrest>.",
    "[A source at CNN] {said} <the deal was off>.",
    "A lawyer for CNN said [the judge] {refused} <the request>.",
    "CNN quoted a witness as saying he ran, although [it] {was unclear} <who fired>.",
    "[Reuters] {said} <it stood by its story>, Reuters reported.",
    "[The premier] {said} <he would resign>.",
]


def parse(marked: str) -> tuple[str, list[tuple[int, int]], list[tuple[int, int]]]:
    """The bare text, all roles, and the cues among them."""
    text, roles, cues, opened = "", [], [], (0, "")
    for char in marked:
        if char in MARKS:
            opened = (len(text), MARKS[char])
        elif char in "]}>":
            roles.append((opened[0], len(text)))
            if opened[1] == "cue":
                cues.append(roles[-1])
        else:
            text += char
    return text, roles, cues


def relays_of(marked: str, *, before: str = "", after: str = "") -> list[tuple[str, ...]]:
    """What is found with the cue given and with the cue to be guessed."""
    bare, roles, cues = parse(marked)
    text = before + bare + after
    moved = [(a + len(before), b + len(before)) for a, b in roles]
    cue = (cues[0][0] + len(before), cues[0][1] + len(before))
    sentence = (len(before), len(before) + len(bare))
    return [find_relay(text, sentence, moved, cue=cue), find_relay(text, sentence, moved)]


@pytest.mark.parametrize(("marked", "names"), NAMED)
def test_an_outlet_that_reports_the_statement_relays_it(
    marked: str, names: tuple[str, ...]
) -> None:
    assert relays_of(marked) == [names, names]


@pytest.mark.parametrize("marked", HEDGED)
def test_hearsay_without_an_outlet_is_unspecified(marked: str) -> None:
    assert relays_of(marked) == [UNSPECIFIED, UNSPECIFIED]


@pytest.mark.parametrize("marked", TRAPS)
def test_who_did_not_pass_the_statement_on_is_no_relay(marked: str) -> None:
    assert relays_of(marked) == [(), ()]


@pytest.mark.parametrize(("marked", "names"), NAMED)
def test_neighbouring_sentences_change_nothing(marked: str, names: tuple[str, ...]) -> None:
    before = "Reuters reported that the king had reportedly fled, according to AFP. "
    after = " The BBC reported that he was back, Sky News said."
    assert relays_of(marked, before=before, after=after)[0] == names


def test_a_content_that_goes_on_in_the_next_sentence_is_no_hindrance() -> None:
    text = "“We stand firm,” Sandu said, Interfax reported. “We always will.”"
    sentence = (0, text.index(" “We always"))
    roles = [(1, 15), (17, 22), (23, 27), (text.index("We always"), len(text) - 1)]
    assert [text[a:b] for a, b in roles[1:3]] == ["Sandu", "said"]
    assert find_relay(text, sentence, roles) == ("Interfax",)


def test_no_role_in_the_sentence_gives_nothing() -> None:
    assert find_relay("AP reported.", (0, 12), []) == ()
