"""Words that show whether a deed is done: modals, negations, and what governs a verb or noun."""

from __future__ import annotations

from onrecord.read.clauses import BE
from onrecord.read.lexicon import words

WILL = words("will shall 'll won't shan't going due set scheduled expected slated")
WOULD = words("would 'd wouldn't")
MAY = words(
    "could may might should must can cannot can't couldn't shouldn't mustn't possibly perhaps"
)
NEGATIONS = words(
    "not n't never neither nor cannot won't wouldn't can't couldn't shouldn't didn't doesn't don't "
    "hasn't haven't hadn't isn't aren't wasn't weren't no without nobody none"
)
#: Verbs and nouns before "to", a gerund or a noun whose deed nobody has done yet.
WISHED = words(
    "urge urges urged urging demand demands demanded demanding ask asks asked asking call calls called "
    "calling appeal appeals appealed request requests requested want wants wanted wish wishes wished "
    "hope hopes hoped threaten threatens threatened threatening threat offer offers offered offering "
    "ready prepared willing able allowed free order orders ordered ordering insist insisted propose "
    "proposes proposed proposal try tries tried attempt refuse consider considering considered "
    "contemplating contemplate weigh weighing mull seek seeks sought beg begged press pressed plea fear "
    "fears feared risk warn warned warns warning possibility prospect likely unlikely avoid prevent "
    "expect expects expected advised recommend recommended invite invited against support favour need "
    "needs needed power right let lets permit encourage encouraged tell told instructed if unless should "
    "whether calls demands threats fears hopes risks danger bid effort efforts push pressure proposals "
    "option ultimatum warnings idea question aim aims aimed instead rather before aiming seeking "
    "protect protects protection deter deterrence guard shield defence defense against trigger triggering "
    "mechanism draft bill motion resolution debate clause procedure reimpose reinstate alternative path "
    "would-be chance chances ability readiness willingness desire deadline suspected vote favouring"
)
PLANNED = words(
    "plan plans planned planning intend intends intended agree agrees agreed pledge pledges pledged "
    "promise promises promised vow vows vowed announce announced announces prepare prepares preparing decide decided "
    "decides due set scheduled slated expected committed about next upcoming forthcoming "
    "planned scheduled undertakes undertake undertook resolved arrange arranged"
)
REFUSED = words(
    "refuse refuses refused refusing decline declines declined declining fail fails failed failing "
    "deny denies denied denying refusal failure abstain refrain refrained stopped cancelled canceled "
    "reject rejects rejected scrapped rule ruled"
)
#: Conjunctions whose clause never tells of what is so.
OPENERS = words("if unless until should provided whenever whoever were")
#: Verbs before an infinitive that is done as they are.
DOING = words("began begun started continued managed forced")
ADVERBS = words("also again still then now soon once first ever")
AUXILIARIES = BE | words("be been being have has had do does did 've")
LASTING = words("is are counts triggers constitutes obliges means requires amounts allows")
NEXT = words("next upcoming forthcoming planned scheduled")
NOBODY = words("no nobody none neither")
UNSURE = words(
    "any possible potential threatened feared further proposed alleged another would-be future whoever anyone"
)
#: Links of a noun to what goes on at the same time or before, and all links.
OCCASIONS = words("in at after during of since from following amid")
LINKS = OCCASIONS | words("for to into toward towards on by with against")
KNOWN = words("the this that these those their its his her our week-old 's")
WAS = words("was were wasn't weren't has have had")
