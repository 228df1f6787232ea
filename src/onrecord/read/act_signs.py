"""Plain signs of an act in a statement's words: what its cue names, and how its content is put.

The vectors of the encoder carry most of an act; these few hundred words keep a cue that names its
act from being outvoted. How much each sign says for each label is learnt, not written here.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from onrecord.read.lexicon import words

#: Verbs that name an act, by the label that they name, in their plain form.
NAMING: dict[str, str] = {
    "predict": "predict forecast estimate project foresee anticipate prophesy",
    "expect": "expect",
    "warn": "warn caution alert",
    "accuse": "accuse allege blame criticise criticize condemn denounce slam blast attack lambast "
    "lambaste decry deplore rebuke charge castigate assail mock fault berate chide ridicule deride "
    "scold lament insinuate scoff jeer brand rap",
    "deny": "deny dispute refute rebut disown disavow contradict",
    "confirm": "confirm acknowledge admit concede verify authenticate corroborate",
    "demand": "demand instruct command summon",
    "insist": "insist maintain",
    "order": "order",
    "request": "urge request appeal beg plead implore entreat invite encourage petition exhort "
    "lobby",
    "propose": "propose suggest recommend advise table moot advocate",
    "ask": "ask",
    "question": "question wonder inquire enquire query",
    "promise": "promise pledge vow swear guarantee assure commit reassure undertake",
    "threaten": "threaten",
    "offer": "offer volunteer",
    "refuse": "refuse reject decline rebuff spurn oppose resist shun veto",
    "agree": "agree accept approve consent assent ratify",
    "intend": "plan intend aim seek want mean prepare consider hope wish",
    "praise": "praise welcome hail applaud commend thank congratulate endorse support back celebrate "
    "salute laud compliment honour honor",
    "regret": "regret apologise apologize mourn fear worry bemoan grieve",
    "decree": "rule decree appoint impose ban declare proclaim sentence adopt enact annex "
    "overturn uphold abolish authorise authorize grant stipulate provide require",
    "decide": "decide vote resolve choose opt cancel",
    "believe": "believe think know doubt suspect feel understand consider assume remember realise "
    "realize regard view",
    "perceive": "see hear perceive learn discover notice find",
}  # fmt: skip
#: Forms that no rule of spelling makes.
IRREGULAR: dict[str, str] = {
    "foresaw foreseen": "foresee",
    "swore sworn": "swear",
    "undertook undertaken": "undertake",
    "sought": "seek",
    "meant": "mean",
    "thought": "think",
    "knew known": "know",
    "felt": "feel",
    "saw seen": "see",
    "heard": "hear",
    "understood": "understand",
    "learnt": "learn",
    "found": "find",
    "chose chosen": "choose",
    "begged": "beg",
    "pled": "plead",
    "committed": "commit",
    "committing": "commit",
    "admitted": "admit",
    "admitting": "admit",
    "rebutted": "rebut",
    "planned": "plan",
    "planning": "plan",
    "banned": "ban",
    "banning": "ban",
    "rapped": "rap",
}
#: Nouns that name an act.
NOUNS: dict[str, str] = {
    "predict": "prediction predictions forecast forecasts estimate estimates projection",
    "warn": "warning warnings",
    "accuse": "accusation accusations allegation allegations criticism criticisms charge charges",
    "deny": "denial denials",
    "confirm": "confirmation admission acknowledgement",
    "demand": "demand demands ultimatum insistence order orders",
    "request": "request requests appeal appeals plea pleas call calls invitation",
    "propose": "proposal proposals suggestion suggestions recommendation recommendations",
    "question": "question questions",
    "promise": "promise promises pledge pledges vow vows guarantee guarantees assurance assurances "
    "commitment commitments",
    "threaten": "threat threats",
    "offer": "offer offers",
    "refuse": "refusal rejection opposition",
    "agree": "agreement consent approval",
    "intend": "plan plans intention intentions hopes desire bid effort",
    "praise": "praise thanks support gratitude congratulations endorsement",
    "regret": "regret regrets apology fear fears concern concerns worry worries sorrow grief "
    "condolences",
    "decree": "ruling decree verdict decision",
    "believe": "belief view opinion conviction impression doubt doubts",
}
#: Two words of a cue that name an act together.
PAIRS: dict[str, str] = {
    "ruled out": "refuse", "rule out": "refuse", "rules out": "refuse", "ruling out": "refuse",
    "turned down": "refuse", "turn down": "refuse", "declined to": "refuse", "refused to": "refuse",
    "called on": "request", "calls on": "request", "calling on": "request", "call on": "request",
    "called for": "request", "calls for": "request", "calling for": "request", "call for": "request",
    "hit out": "accuse", "hits out": "accuse", "lashed out": "accuse", "lashes out": "accuse",
    "spoke out": "accuse", "took aim": "accuse", "signed off": "agree", "signed up": "agree",
    "committed to": "promise", "pledging to": "promise", "is confident": "believe",
    "is convinced": "believe", "in favour": "praise", "in favor": "praise", "stood by": "confirm",
}  # fmt: skip
NEUTRAL = words(
    "say says said saying tell tells told telling add adds added adding write writes wrote written "
    "note notes noted noting reply replies replied answer answered state states stated according "
    "explain explained announce announced announces tweet tweeted post posted continue continued "
    "remark remarked comment commented report reported observe observed put :"
)
NEGATIONS = words("not n't never no cannot nothing nobody neither nor won't don't didn't refuses")
FIRST = words("i we i'm we're i'll we'll i've we've i'd we'd our my us")
THIRD = words("he she they it")
OWN = FIRST | THIRD
NEEDS = words("need needs have has")
WOULD = words("would 'd wouldn't")
WILL = words("will shall 'll won't going")
MAY = words("may might could")
MUST = words("must should ought")
CONDITIONS = words("if unless until provided whenever whoever otherwise")
WH = words(
    "what why how when where who which whether did do does is are will would can could has have"
)
PLEADING = words(
    "please let urge ask call want stop don't do hold talk go come give take make keep leave stay wait "
    "look listen get be join vote send tell show bring put turn think remember help try use follow"
)
PLANS = words(
    "plan plans planned planning intend intends intended want wants wanted hope hopes hoped aims"
)
BLAME = words(
    "lie lies lied lying liar failed fails failure shame shameful disgrace disgraceful betrayed betrayal "
    "reckless irresponsible illegal unlawful criminal corrupt corruption violated violation misled wrong "
    "never worst absurd hypocrisy propaganda guilty blame fault dishonest incompetent unacceptable "
    "outrageous cowardly brutal aggression provocation stole stolen ignored betray abuse fraud cruel "
    "dangerous weak broke broken abandoned punishing punish dismal cynical deliberately"
)
WELCOME = words(
    "thank thanks grateful welcome proud great excellent congratulations congratulate applaud commend "
    "wonderful historic pleased happy delighted impressive outstanding praise brave courage heroic best "
    "support honour honor success successful remarkable"
)
SORRY = words(
    "sorry apologise apologize regret regrets sad saddened disappointed disappointing concerned concern "
    "worried worrying fear afraid alarmed condolences grief tragedy tragic heartbroken devastated "
    "unfortunately prayers sympathy dismay"
)
HARM = words(
    "sanction sanctions respond response retaliate retaliation punish strike attack consequences sue "
    "quit war expel boycott destroy crush blockade seize prosecute fine revoke vote withdraw close cut "
    "suspend answered force costs price walk siege freeze resign block"
)
HELP = words(
    "help aid assist give release lift pay fund build share protect guarantee provide deliver publish "
    "repay refund compensate restore open continue ensure ready willing prepared"
)
READINESS = words(
    "readiness willingness commitment determination support solidarity loyalty resolve promise pledge"
)
GRAVE = words(
    "mistake disaster catastrophe catastrophic war danger dangerous risk risks grave deadly collapse "
    "crisis bloodshed worse worst serious severe consequences famine"
)
#: Words from the start of a content within which its main clause has its verb, mostly.
OPENING = 5
ENDINGS = ("s", "es", "ed", "d", "ing")


def _inflected(verb: str) -> Iterable[str]:
    yield verb
    yield from (verb + ending for ending in ENDINGS)
    if verb.endswith("e"):
        yield verb[:-1] + "ing"
    if verb.endswith("y"):
        yield verb[:-1] + "ies"
        yield verb[:-1] + "ied"


NAMED = {form: label for label, nouns in NOUNS.items() for form in nouns.split()}
NAMED |= {
    form: label
    for label, verbs in NAMING.items()
    for verb in verbs.split()
    for form in _inflected(verb)
}
_OF_VERB = {verb: label for label, verbs in NAMING.items() for verb in verbs.split()}
NAMED |= {form: _OF_VERB[verb] for forms, verb in IRREGULAR.items() for form in forms.split()}

_CUE = sorted({*NAMING, *NOUNS})
#: Every sign, in the order of their weights.
SIGNS = (
    *(f"cue {label}" for label in _CUE),
    "cue neutral",
    "cue negated",
    "cue passive",
    "quoted",
    "infinitive",
    "question",
    "interrogative",
    "own will not",
    "own will",
    "own not",
    "they would not",
    "they would",
    "will",
    "will not",
    "may",
    "must",
    "condition",
    "not",
    "pleading",
    "blame",
    "welcome",
    "sorry",
    "own harm",
    "own help",
    "if own harm",
    "if own will",
    "their harm",
    "if harm",
    "asks whether",
    "own plan",
    "please",
    "need to",
    "cue will not",
    "opens own will not",
    "opens own will",
    "opens they would not",
    "opens they would",
    "opens will not",
    "opens will",
    "opens not",
    "opens readiness",
    "grave",
)
PLACE = {sign: place for place, sign in enumerate(SIGNS)}


def signs(cue: Sequence[str], content: Sequence[str], *, quoted: bool) -> list[int]:
    """The places in SIGNS of what a statement shows, given the words of its cue and of its content.

    quoted: whether any of the content stands in quotation marks.
    """
    said = [w.lower().replace("’", "'") for w in cue]
    told = [w.lower().replace("’", "'") for w in content]
    found = {*_cue_signs(said), *_content_signs(told)}
    if "cue ask" in found and {"interrogative", "question"} & found:
        found.add("asks whether")
    if quoted:
        found.add("quoted")
    return sorted(PLACE[sign] for sign in found)


def _cue_signs(said: Sequence[str]) -> Iterable[str]:
    pairs = (PAIRS.get(f"{a} {b}") for a, b in pairwise(said))
    named = next(filter(None, pairs), None)
    # The first word that names one: "has promised to back" promises.
    named = named or next((NAMED[w] for w in said if w in NAMED), None)
    if named:
        yield f"cue {named}"
    elif set(said) & NEUTRAL or not said:
        yield "cue neutral"
    if set(said) & NEGATIONS:
        yield "cue negated"
        if set(said) & (WILL | WOULD):
            yield "cue will not"
    if set(said) & {"is", "are", "was", "were", "been", "being"}:
        yield "cue passive"


def _content_signs(told: Sequence[str]) -> Iterable[str]:
    inside = set(told)
    opening = next((w for w in told[:3] if w.isalpha()), "")
    conditional = bool(inside & CONDITIONS)
    shown = {
        "infinitive": told[:1] == ["to"] or told[:2] == ["not", "to"],
        "question": "?" in inside,
        "interrogative": opening in WH,
        "pleading": opening in PLEADING,
        "please": "please" in inside,
        "need to": any(a in NEEDS and b == "to" for a, b in pairwise(told)),
        "own plan": any(
            w in PLANS and OWN & set(told[max(0, k - 2) : k]) for k, w in enumerate(told[:8])
        ),
        "may": inside & MAY,
        "must": inside & MUST,
        "not": inside & NEGATIONS,
        "opens readiness": READINESS & set(told[:4]),
        "grave": inside & GRAVE and inside & {"be", "mean", "lead", "cause", "have"},
        "opens not": NEGATIONS & set(told[:OPENING]),
        "condition": conditional,
        "blame": inside & BLAME,
        "welcome": inside & WELCOME,
        "sorry": inside & SORRY,
    }
    yield from (sign for sign, there in shown.items() if there)
    yield from _modal_signs(told, conditional)


def _modal_signs(told: Sequence[str], conditional: bool) -> Iterable[str]:
    """How each modal's subject and negation put the speaker under an obligation."""
    harm, help_ = bool(set(told) & HARM), bool(set(told) & HELP)
    for at, word in enumerate(told):
        before, after = told[max(0, at - 4) : at], told[at + 1 : at + 4]
        first = bool(FIRST & set(before)) or word.partition("'")[0] in ("i", "we")
        third = bool(THIRD & set(before[-2:])) and at <= OPENING
        no = bool(NEGATIONS & {*after[:2], *before[-1:], word})
        if word in WILL or word in WOULD or word.endswith(("'ll", "'d")):
            own = first or third
            side = "they would" if third and not first else "own will" if first else "will"
            put = f"{side} not" if no else side
            yield put
            if at <= OPENING:
                yield f"opens {put}"
            if harm and not own:
                yield "if harm" if conditional else "their harm"
            if own and not no:
                yield from (["own harm"] if harm else []) + (["own help"] if help_ else [])
                if conditional:
                    yield "if own harm" if harm else "if own will"
        elif first and word in NEGATIONS:
            yield "own not"
        elif first and word in ("prepared", "ready", "willing"):
            yield "own will not" if NEGATIONS & set(before) else "own will"
