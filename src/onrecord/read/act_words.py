"""Words that show what a statement does: verbs and nouns that name an act, and what contents are made of.

All are lower case. How much each says for each label is learnt (`training/acts.py`), not written here.
"""

from __future__ import annotations

from onrecord.read.lexicon import words

#: Verbs that name an act, by the label that they name, in their plain form.
NAMING: dict[str, str] = {
    "predict": "predict forecast estimate project foresee anticipate prophesy",
    "expect": "expect",
    "warn": "warn caution alert",
    "accuse": "accuse allege blame criticise criticize condemn denounce slam blast attack lambast "
    "lambaste decry deplore rebuke charge castigate assail mock fault berate chide ridicule deride "
    "scold lament insinuate scoff jeer rap complain",
    "deny": "deny dispute refute rebut disown disavow contradict",
    "confirm": "confirm acknowledge admit concede verify authenticate corroborate",
    "demand": "demand instruct command summon direct challenge",
    "insist": "insist maintain",
    "order": "order",
    "request": "urge request appeal beg plead implore entreat invite encourage petition exhort "
    "lobby dare",
    "propose": "propose suggest recommend advise table moot advocate",
    "ask": "ask",
    "question": "question wonder inquire enquire query",
    "promise": "promise pledge vow swear guarantee assure commit reassure undertake",
    "threaten": "threaten",
    "offer": "offer volunteer",
    "refuse": "refuse reject decline rebuff spurn oppose resist shun veto object block withhold",
    "agree": "agree accept approve consent assent ratify",
    "intend": "plan intend aim seek mean prepare consider",
    "hope": "hope wish pray",
    "want": "want desire",
    "describe": "call describe term label dub brand characterise characterize portray depict deem",
    "stress": "stress emphasise emphasize underline underscore highlight reiterate reaffirm",
    "praise": "praise welcome hail applaud commend thank congratulate endorse support back celebrate "
    "salute laud compliment honour honor favour favor",
    "regret": "regret apologise apologize mourn fear worry bemoan grieve",
    "decree": "rule decree appoint impose ban declare proclaim sentence adopt enact annex "
    "overturn uphold abolish authorise authorize grant stipulate provide require oblige bind forbid "
    "prohibit annul void recognise recognize suspend dissolve revoke expel",
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
    "forbade forbidden": "forbid",
    "bound": "bind",
    "withheld": "withhold",
    "expelled": "expel",
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
    "hope": "hopes",
    "intend": "plan plans intention intentions bid effort",
    "praise": "praise thanks support gratitude congratulations endorsement",
    "regret": "regret regrets apology fear fears concern concerns worry worries sorrow grief "
    "condolences",
    "decree": "ruling decree verdict decision",
    "believe": "belief view opinion conviction impression doubt doubts",
}
#: Two words of a cue that name an act together.
PAIRS: dict[str, str] = {
    "ruled out": "refuse", "rule out": "refuse", "rules out": "refuse", "ruling out": "refuse",
    "turned down": "refuse", "turn down": "refuse", "begged off": "refuse", "threw out": "refuse",
    "thrown out": "refuse", "voted down": "refuse", "declined to": "refuse", "refused to": "refuse",
    "called on": "request", "calls on": "request", "calling on": "request", "call on": "request",
    "called for": "request", "calls for": "request", "calling for": "request", "call for": "request",
    "hit out": "accuse", "hits out": "accuse", "lashed out": "accuse", "lashes out": "accuse",
    "spoke out": "accuse", "took aim": "accuse", "signed off": "agree", "open to": "agree", "agreed with": "agree", "signed up": "agree",
    "committed to": "promise", "pledging to": "promise", "is confident": "believe",
    "is convinced": "believe", "calls from": "request", "would like": "want", "dismissed as": "describe",
    "hailed as": "praise", "in favour": "praise", "in favor": "praise", "stood by": "confirm",
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
CLAIMS = words(
    "claim claims accusation accusations allegation allegations charge charges report reports account "
    "accounts suggestion suggestions argument criticism idea notion story rumour rumours rumor rumors "
    "assertion assertions insinuation insinuations version"
)
UNTRUE = words(
    "false untrue fabricated fabrication baseless unfounded groundless invention invented nonsense "
    "myth fiction hoax forgery forged fake rumour rumours misleading distorted inaccurate incorrect"
)
READY = words("ready willing prepared open happy free available keen determined committed")
LIKELY = words(
    "likely unlikely probably soon tomorrow expected forecast bound inevitable inevitably eventually "
    "decade decades"
)
MISDEEDS = words(
    "killed attacked fired shelled bombed beaten beat violated broke stole lied betrayed abused tortured "
    "misled ignored failed refused hidden hid kept sold robbed burned burnt denied blocked bought bribed "
    "looted exploited destroyed poisoned dumped threatened punished wasted manipulated rigged using "
    "killing attacking violating ignoring failing breaking lying stealing supporting sheltering arming "
    "fuelling undermining destroying spreading treat treats targeting hiding covered provoked"
)
#: Added to BLAME: what is said of persons and things to find fault with them.
FLAWS = BLAME | words(
    "hypocritical outrage abuses atrocities atrocity massacre genocide crime crimes terrorist terrorists "
    "terror racist racism scandal farce sham mess nonsense bully bullying stupid idiot fool foolish clown "
    "puppet tyrant dictator dictatorship regime thug thugs gimmick trick ploy stunt excuse injustice "
    "unfair unjust unfit negligence negligent arrogant arrogance greed greedy selfish extremist radical "
    "divisive offensive insult insulting vindictive vendetta political politically threat discrimination "
    "discriminatory oppression oppressive inhumane inhuman disaster disastrous disgusting appalling "
    "horrific barbaric heinous unprovoked flawed hollow meaningless insufficient inadequate late slow "
    "soft too ridiculous insane crazy joke inexcusable"
)
#: Added to WELCOME: what is said of persons and things to find them good.
MERITS = WELCOME | words(
    "gratitude pride glad courageous hero important good fantastic amazing incredible brilliant honest "
    "dedicated tireless leadership talented inspiring inspiration unforgettable victory milestone "
    "achievement achievements progress friend partner champion strong positive landmark breakthrough "
    "opportunity worthy deserve deserves deserved love loved honoured honored privilege commendable"
)
#: What one does against a step that one would stop.
FIGHT = HARM | words(
    "fight challenge overturn oppose appeal contest avenge prevent defeat expose defend against"
)
#: Two words that name what something is given for.
BARGAIN = frozenset(
    (
        "as soon", "so long", "as long", "in return", "in exchange", "on condition", "provided that",
        "ready to", "willing to", "prepared to", "stands ready", "stood ready",
    )
)  # fmt: skip
#: Verbs that tell what another said, within what is said.
RETOLD = words("said says say told tells asked asks asking replied answered answers called calls")
#: Two words that say in passing what will be done to somebody.
PAYBACK = frozenset(
    (
        "met with", "dealt with", "brought to", "pay for", "pay the", "legal action", "in court",
        "to court", "held responsible", "held accountable", "held liable", "in kind",
        "declaration of", "act of", "no choice", "all necessary", "walk away", "vote against",
        "pull out", "shut down", "no more",
    )
)  # fmt: skip
#: Words that a clause has and a noun phrase lacks, mostly.
FINITE = words(
    "is are was were has had have will would can could may might must should be been being do did "
    "does not n't 's 're 'll 've 'd to"
)
