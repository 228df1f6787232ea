"""Verbs whose deed depends on their object, and the classes of objects: our own lists."""

from __future__ import annotations

from onrecord.read.events.lexicon import Sense

#: Objects that decide what is done to them, by class.
OBJECTS: dict[str, str] = {
    "forces": (
        "boat vessel troop soldier platoon peacekeeping force army warship gunboat fleet brigade battalion marine tank missile radar rocket "
        "bomber carrier reinforcement escort militia paramilitary unit division contingent artillery "
        "fighter warplane submarine frigate destroyer police weapon navy battery"
    ),
    "goods": (
        "aid assistance relief food medicine dose vaccine supply fund funding money million billion equipment "
        "shelter loan grant water tent blanket doctor medic donation credit litre ambulance"
    ),
    "help": "help support training expertise protection asylum citizenship refuge",
    "envoys": "ambassador diplomat envoy attache mission embassy consulate",
    "watchers": "observer inspector monitor peacekeeper inspectors mediator",
    "talks": "talk negotiation meeting summit dialogue discussion consultation conversation visit trip call effort conference lunch dinner",
    "pacts": "agreement deal treaty accord pact memorandum contract protocol settlement truce ceasefire cease-fire armistice communique bill",
    "truces": "ceasefire truce cease-fire armistice hostility fighting fire offensive war",
    "ties": "tie relation relationship trade cooperation co-operation link flight import export contact exchange participation membership",
    "curbs": "curfew restriction ban emergency lockdown blockade siege limit martial ordinance",
    "penalties": "sanction embargo tariff penalty fine asset account licence license visa boycott",
    "captives": "prisoner hostage detainee captive inmate sailor crew dissident activist journalist",
    "contests": "protest demonstration rally strike march boycott vigil hunger picket fast",
    "charges": "charge lawsuit complaint suit case indictment investigation probe inquiry motion petition",
    "attacks": "attack strike assault raid offensive invasion shell missile rocket bomb grenade shot bombing airstrike operation drone gas mortar gun cannon",
    "drills": "drill exercise manoeuvre maneuver game",
    "secrets": "information intelligence evidence data log technology expertise",
    "demands": "demand condition request ultimatum proposal offer call appeal",
    "press": "newspaper broadcaster channel website publication magazine internet station media press paper",
    "ways": "road border crossing bridge port airspace strait airport checkpoint mosque",
    "property": "artifact artefact painting relic sculpture skull remains body property portrait treasure land territory",
    "newcomers": "refugee migrant asylum-seeker asylum-seekers evacuee",
    "leave": "permission access entry citizenship freedom amnesty clemency reprieve extension visa right",
    "posts": "post resignation leadership presidency office seat command",
}

#: Verbs whose deed is their object's: verbs, then what they do by the object's class.
BY_OBJECT: tuple[tuple[str, dict[str, Sense]], ...] = (
    (
        "send dispatch rush fly ship deliver provide give hand_over contribute offer extend pour",
        {"forces": ("MOBILIZE", "troops"), "goods": ("AID", None), "help": ("AID", None),
         "watchers": ("COOPERATE", None), "envoys": ("CONSULT", None), "secrets": ("COOPERATE", None)},
    ),
    (
        "deploy move place position station mass concentrate reinforce beef_up strengthen put assemble order",
        {"forces": ("MOBILIZE", "troops")},
    ),
    (
        "withdraw pull remove evacuate move recall recall_home reduce",
        {"forces": ("RETREAT", "withdraw"), "envoys": ("SANCTION", "withdraw"), "watchers": ("SANCTION", "withdraw"),
         "goods": ("SANCTION", "discontinue"), "demands": ("CONCEDE", None), "contests": ("CONCEDE", None),
         "charges": ("CONCEDE", None)},
    ),
    (
        "suspend end cut halt stop sever break freeze reduce cancel discontinue terminate break_off cut_off withhold curtail scale_back slash revoke",
        {"goods": ("SANCTION", "discontinue"), "help": ("SANCTION", "discontinue"), "ties": ("SANCTION", "discontinue"),
         "talks": ("REJECT", "meet"), "truces": ("RETREAT", "ceasefire"), "curbs": ("CONCEDE", None),
         "penalties": ("SANCTION", "discontinue"), "contests": ("CONCEDE", None), "pacts": ("REJECT", None),
         "press": ("COERCE", "censor"), "drills": ("CONCEDE", None)},
    ),
    (
        "lift ease relax loosen drop remove waive scrap repeal abandon drop rescind call_off",
        {"curbs": ("CONCEDE", None), "penalties": ("CONCEDE", None), "demands": ("CONCEDE", None),
         "charges": ("CONCEDE", None), "contests": ("CONCEDE", None), "talks": ("REJECT", "meet"),
         "pacts": ("REJECT", None)},
    ),
    (
        "impose slap tighten declare introduce enforce extend reimpose order announce clamp proclaim",
        {"curbs": ("COERCE", "restrict"), "penalties": ("SANCTION", "discontinue"), "truces": ("CONCEDE", None)},
    ),
    (
        "close shut block seal cordon occupy take_over shut_down bar",
        {"ways": ("COERCE", "restrict"), "press": ("COERCE", "censor")},
    ),
    (
        "hold stage organise organize begin start launch join attend resume open conduct have convene mount lead go_on convoke sit_on",
        {"talks": ("CONSULT", None), "contests": ("PROTEST", "demo"), "attacks": ("ASSAULT", None),
         "drills": ("MOBILIZE", None), "charges": ("ACCUSE", "investigate"), "ties": ("COOPERATE", None),
         "captives": ("COERCE", "arrest")},
    ),
    (
        "fire launch lob hurl drop throw carry_out use",
        {"attacks": ("ASSAULT", None), "forces": ("ASSAULT", "heavy-weapons")},
    ),
    (
        "sign ratify conclude clinch reach seal initial strike establish restore forge",
        {"pacts": ("SUPPORT", None), "ties": ("SUPPORT", None)},
    ),
    (
        "violate breach",
        {"truces": ("ASSAULT", None), "pacts": ("REJECT", None), "curbs": ("REJECT", None)},
    ),
    (
        "free release swap exchange return hand_over let_go let_free give_back repatriate hand_back",
        {"captives": ("RETREAT", "release"), "property": ("RETREAT", "release")},
    ),
    (
        "accept admit allow let permit grant readmit give award take_in",
        {"watchers": ("RETREAT", "access"), "demands": ("CONCEDE", None), "help": ("AID", None),
         "newcomers": ("AID", None), "leave": ("CONCEDE", None), "goods": ("AID", None)},
    ),
    (
        "open reopen unblock",
        {"ways": ("CONCEDE", None)},
    ),
    (
        "file bring press lodge open order",
        {"charges": ("ACCUSE", "allege")},
    ),
    (
        "make issue deliver table set",
        {"demands": ("REQUEST", None)},
    ),
    (
        "expel recall summon",
        {"envoys": ("SANCTION", "expel"), "watchers": ("SANCTION", "expel")},
    ),
    (
        "share exchange pool pass swap",
        {"secrets": ("COOPERATE", None)},
    ),
    (
        "tender leave quit relinquish step_down_from",
        {"posts": ("RETREAT", "resign"), "talks": ("REJECT", "meet")},
    ),
)  # fmt: skip

#: Nouns whose deed is that of what follows their "of" or "on", as `BY_OBJECT` has it for verbs.
OF_OBJECT: tuple[tuple[str, str], ...] = (
    ("suspension halt cut cutoff reduction freeze cancellation termination end", "suspend"),
    ("lifting easing removal relaxation loosening", "lift"),
    ("imposition introduction enforcement", "impose"),
    ("withdrawal pullout recall", "withdraw"),
    ("deployment dispatch", "deploy"),
    ("provision delivery shipment", "send"),
    ("violation breach", "violate"),
    ("resumption launch start", "hold"),
    ("signing ratification conclusion", "sign"),
    ("return handover", "free"),
)
