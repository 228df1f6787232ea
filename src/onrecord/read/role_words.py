"""Word lists of the rules for addressees, subjects and offices, lower case.

They hold closed classes, heads of noun phrases and verbs, never names.
"""

from __future__ import annotations

from onrecord.read import lexicon as lex


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


def _forms(*stems: str) -> frozenset[str]:
    """Regular forms of verbs."""
    found = set()
    for stem in stems:
        base = stem.removesuffix("e")
        found |= {stem, stem + "s", base + "ed", base + "ing"}
    return frozenset(found)


#: Verbs whose object hears it, whatever follows.
TELLING = _forms(
    "inform",
    "assure",
    "reassure",
    "remind",
    "notify",
    "advise",
    "brief",
    "warn",
    "caution",
    "promise",
) | {"tell", "tells", "told", "telling", "notified", "notifies"}
#: Verbs whose object hears it and is to act.
ASKING = _forms(
    "ask",
    "urge",
    "order",
    "instruct",
    "direct",
    "command",
    "challenge",
    "invite",
    "implore",
    "press",
    "encourage",
    "request",
    "beseech",
    "petition",
    "entreat",
    "compel",
    "call on",
    "dare",
    "summon",
) | {
    "beg",
    "begs",
    "begged",
    "begging",
    "call",
    "calls",
    "called",
    "calling",
    "appeal",
    "appeals",
    "appealed",
    "appealing",
    "plead",
    "pleads",
    "pleaded",
    "pleading",
}
#: Cues of which the subject of a that-clause is who should act.
DEMANDING = _forms("demand", "request", "ask")
#: What is said to somebody, as cue or beside it.
CARRIERS = _words(
    "letter letters message messages email e-mail memo note speech address testimony remarks "
    "report warning warnings appeal appeals demand demands request requests ultimatum offer "
    "promise plea proposal statement cable call conversation talks meeting briefing threat "
    "threats interview reply"
)
#: Carriers that join somebody by "with" rather than "to".
TOGETHER = _words("call conversation talks meeting briefing interview")
SAYING = _words(
    "said says saying say wrote writes write writing replied complained explained speaking "
    "spoke suggested conveyed apologised apologized addressing testified admitted confessed "
    "announced reported proposed appealed vowed pledged confirmed"
)
BE = _words("is are was were be been being")
#: What ends a noun phrase that stands behind a cue.
ENDS = (
    lex.CALENDAR
    | lex.RELATIVE
    | _words(
        "whether if how why what when where to not about in at on during after before by as over "
        "for against with through from because while last next this earlier later yesterday today "
        "recently into ahead following late early personally directly is are was were has have had "
        "will would could should can may might must said says but or until unless under without"
    )
)
#: Words before a head noun that belong to no noun phrase.
BREAKS = (
    lex.DETERMINERS
    | lex.AFTER_HEAD
    | lex.STARTERS
    | frozenset(lex.SINGULAR)
    | lex.PLURAL
    | _words(
        "single certain be been being is are was were has have had not to will would could should can may might "
        "must met sent shot held saw hit beat led left made put let took gave found brought "
        "bought got kept"
        "lost paid won fought sought caught drove threw knew chose chosen hurt cut more less than "
        "how why when where whether because while said says told"
    )
)
#: What a verb follows, so that the word is no modifier: "and prevent new members".
BEFORE_VERB = (
    _words("to not and or will would can could shall should may might must n't who that")
    | frozenset(lex.SINGULAR)
    | lex.PLURAL
    | lex.SELF
)
#: Heads under which nobody in particular is meant.
VAGUE = _words(
    "public family house home side sides party person people's team teams community group front "
    "market media press project factory mine chain system systems service services water energy "
    "industry resources securities trust fund body campaign mission crown sponsor exchange "
    "watch post times daily journal news society board front office head heads states countries "
    "nations major general private speaker leader chief parent partners coach man woman child "
    "neighbours leadership military conference assembly programme program county city province "
    "republic kingdom empire state power powers others tenders craters fans meters cylinders "
    "containers wants waters fewer grants consists exists insists resists persists assists "
    "shelters counters boosters filters tankers schools hospitals cities villages"
)
#: What has its name from where it is held, so that a capital before it does not speak.
MEETINGS = _words("talks summit accord agreement meeting conference deal protocol airport office")
REGIONS_OF = _words("western eastern northern southern central neighbouring neighboring")
#: Prepositions behind which a state or body is mostly only where something is.
PLACED = _words("in at near across outside inside around")
#: What a state does or says, so that its adjective before it means the state: "Russian demands".
DEEDS = _words(
    "proposal proposals demand demands request requests plan plans offer offers attack attacks "
    "invasion aggression strike strikes shelling response threat threats claim claims position "
    "sanctions pressure policy interference assault support involvement government side "
    "decision promise promises denial allegations accusations annexation occupation withdrawal "
    "retaliation action actions interests ultimatum concessions assurances guarantees "
    "provocation provocations bombardment offensive preparations victory defeat missile missiles "
    "drone drones ship ships vessel vessels shells rockets territory soil airspace waters manoeuvre "
    "manoeuvres maneuver maneuvers overcapacity subsidies subsidy tariffs blockade embargo veto "
    "draft initiative retreat advance advances losses incursion incursions influence meddling "
    "propaganda disinformation vote objections consent approval support mediation"
)
#: Bodies that act under their common noun.
ACTING_BODIES = _words(
    "ministry government committee police parliament court council commission army navy cabinet "
    "department authority agency senate"
)
OWNERS = _words("his her its their our my your")
DEFINITE = _words("the this that these those")
#: Endings of nouns for people that no list has.
HUMAN = ("ers", "ors", "ists", "ians", "ants", "ees", "men", "women")
#: Words of an introduction that make it the office of another time, or none that is held.
PAST = _words("former previous ex late retired onetime one-time then ousted deposed")
#: Heads whose bearers act for the body or state that stands with them.
ACTING = lex.OFFICES - _words(
    "professor doctor lawyer economist attorney coach owner headteacher editor founder lawmaker "
    "senator congressman congresswoman councillor mp"
) | _words(
    "spokespeople official diplomat representative delegate negotiator adviser advisor aide "
    "officer secretary deputy undersecretary officials diplomats ministers leaders ambassadors "
    "envoys delegates negotiators representatives spokesmen commanders generals chiefs marshal "
    "shah emperor counsellor counselor attache attaché consul"
)
#: Offices whose "of" leads to what they are in charge of.
PORTFOLIO_HOLDERS = _words("minister ministers vice-minister")
#: Words of an office that make it a province's or a church's.
LOCAL = _words("chief provincial regional territorial church shadow opposition")
#: Words that cut an introduction off on its left.
LEFT = lex.DETERMINERS | lex.AFTER_HEAD | lex.STARTERS | {"and", "or", "as", "says", "saying"}
#: Words that may stand before an office without making it another.
BEFORE_OFFICE = _words("new longtime veteran hardline current incumbent embattled us u.s.")
#: Trades in politics and public service: who is introduced by another is nobody of the tables.
PUBLIC = (
    lex.OFFICES
    - _words("professor doctor coach headteacher founder owner editor captain economist")
) | _words(
    "official diplomat politician member candidate lawmaker officer soldier representative "
    "delegate negotiator deputy undersecretary adviser advisor aide general whip ally rival "
    "successor predecessor colleague counterpart republican democrat billionaire speaker mr mrs "
    "ms sir backbencher legislator parliamentarian dictator monarch ruler strongman tycoon statesman heir "
    "rapporteur suspect defendant entrepreneur barrister solicitor ombudsman plaintiff mediator "
    "host co-host moderator incumbent challenger millionaire mogul foe guy co-founder"
)
#: Heads that are an office or a post; "Dr" and "the farmer" are none.
HELD = (lex.OFFICES - {"doctor", "professor"}) | {"aide", "official", "representative", "delegate"}
#: Bodies that belong to a state's government, so that they act for it.
GOVERNMENT = _words(
    "ministry department army military navy forces government foreign embassy delegation police "
    "intelligence service state-department pentagon treasury"
)
#: Words that lead a noun phrase without being part of its name.
LEADS = lex.DETERMINERS | lex.QUANTITIES
#: Common nouns that head a phrase for persons or bodies.
NOUNS = lex.PEOPLE | lex.PERSONS | lex.BODIES
#: Heads of the phrases behind which somebody has a name: offices, trades, bodies.
INTRODUCING = NOUNS | lex.TITLES | ACTING
#: Relatives, who may hold an office too.
KIN = _words(
    "brother sister son daughter father mother wife husband widow widower uncle aunt cousin niece "
    "nephew grandson granddaughter grandfather grandmother man woman"
)
#: Heads of phrases that say what somebody does, in no public office.
PRIVATE = lex.PERSONS - PUBLIC - lex.BODIES - KIN
#: Where the core of an introduction ends.
AFTER_CORE = lex.AFTER_HEAD | {"and"}
SPEAKING_BODIES = lex.BODIES - lex.NOT_SPEAKING
GROUPED = lex.BODIES | {"officials", "diplomats", "forces", "troops"}
BEFORE_PLACE = REGIONS_OF | {"the"}
HEARD = TELLING | ASKING
SAID_TO = SAYING | CARRIERS
ASKED_OF = SAYING | ASKING
COUNTED = _words("both either neither two three four five")
#: What a person calls the side that he or she acts for.
OWN_SIDE = _words("government country nation army military ministry organisation organization side")
#: Verbs that are not said without a hearer, so that one named before is theirs too.
SHARING = _forms("inform", "assure", "reassure", "remind") | _words("tell tells told telling")
#: What goes on after "both" where it stands for two by itself: "both would return".
BEHIND_BOTH = _words(
    "to of will would can could should must may might are were have had say said agreed not and"
)
#: Gatherings that hear what is said to them: "told a rally".
AUDIENCES = _words(
    "meeting conference rally crowd audience summit forum hearing viewers congregation"
)
#: Verbs whose object hears it even where it is all of the content.
THANKING = _forms("thank", "congratulate")
