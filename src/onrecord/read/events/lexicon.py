"""Verbs and nouns that name a deed of PLOVER's types, with its mode: our own lists, after its manual.

Entries are base forms; an underscore joins the words of a phrasal one ("step_down"). What a verb
does to its object decides where the verb alone does not: see `objects`.
"""

from __future__ import annotations

Sense = tuple[str, str | None]

VERBS: dict[Sense, str] = {
    ("ASSAULT", None): (
        "attack assault storm ambush invade fight battle clash strike wound injure maim harm overrun "
        "fire_on fire_at fire_first fire_back open_fire retaliate rape_and capture_town massacre slaughter gun_down mow_down "
        "exchange_fire trade_fire set_upon recapture capture push_out"
    ),
    ("ASSAULT", "abduct"): "kidnap abduct hijack",
    ("ASSAULT", "beat"): "beat punch kick bludgeon assail",
    ("ASSAULT", "torture"): "torture",
    ("ASSAULT", "sexual"): "rape",
    ("ASSAULT", "targeted"): "kill assassinate murder execute behead lynch poison",
    ("ASSAULT", "destroy"): "destroy demolish raze torch flatten burn_down sink sabotage",
    ("ASSAULT", "primitive"): "stab knife hack_to_death",
    ("ASSAULT", "firearms"): "shoot open_fire shoot_at shoot_dead fire_on gun_down",
    ("ASSAULT", "explosives"): "bomb blow_up detonate firebomb",
    ("ASSAULT", "heavy-weapons"): "shell bombard pound",
    ("ASSAULT", "aerial"): "bomb strafe",
    ("ASSAULT", "crowd-control"): "tear-gas teargas fire_tear disperse",
    (
        "COERCE",
        "arrest",
    ): "arrest detain jail imprison incarcerate apprehend hold_in take_into_custody round_up",
    ("COERCE", "deport"): "deport extradite_to exile banish repatriate_by force_out evict",
    (
        "COERCE",
        "seize",
    ): "seize confiscate raid impound board expropriate nationalise nationalize",
    ("COERCE", "censor"): "censor jam gag outlaw",
    ("COERCE", "restrict"): (
        "blockade besiege block cordon_off seal_off ban outlaw bar_from shut_down suppress "
        "crack_down clamp_down disqualify curb restrict prohibit dissolve"
    ),
    ("COERCE", "withhold"): "cut_off_power withhold shut_off",
    ("COERCE", "cyber"): "hack hack_into",
    ("SANCTION", "convict"): "convict sentence fine penalise penalize find_guilty",
    ("SANCTION", "expel"): "expel oust blacklist suspend_from throw_out",
    ("SANCTION", "discontinue"): "sanction_by embargo boycott_trade freeze downgrade sever divest",
    ("SANCTION", "withdraw"): "secede",
    (
        "MOBILIZE",
        "troops",
    ): "mobilise mobilize mass redeploy rearm remain_on_alert put_on_alert beef_up call_up",
    ("MOBILIZE", None): "deploy amass test-fire",
    (
        "PROTEST",
        "demo",
    ): "protest demonstrate rally march picket chant take_to_the_streets burn_the_flag",
    ("PROTEST", "riot"): "riot loot rampage",
    ("PROTEST", "strike"): "go_on_strike stop_work down_tools walk_off",
    ("PROTEST", "hunger"): "go_on_hunger",
    ("PROTEST", "boycott"): "boycott",
    ("PROTEST", "obstruct"): "lay_siege",
    ("CONSULT", None): (
        "meet confer negotiate consult hold_talks parley convene mediate broker discuss sit_down_with "
        "debrief liaise reconvene"
    ),
    ("CONSULT", "visit"): "visit host fly_to travel_to tour arrive_in receive_the",
    ("CONSULT", "phone"): "telephone phone",
    ("COOPERATE", None): (
        "cooperate collaborate co-operate extradite team_up join_forces work_together share swap "
        "coordinate trade_with resume_trade train_with"
    ),
    ("AID", None): (
        "aid assist help donate rescue feed vaccinate airlift bankroll subsidise subsidize "
        "finance fund compensate lend supply arm reimburse grant award_aid free_hostages resettle"
    ),
    (
        "RETREAT",
        "withdraw",
    ): "retreat withdraw pull_out pull_back move_out step_back turn_around vacate cede de-escalate back_off",
    (
        "RETREAT",
        "release",
    ): "release free let_go set_free repatriate hand_back give_back return_the",
    (
        "RETREAT",
        "disarm",
    ): "disarm surrender demobilise demobilize lay_down disband demilitarise demilitarize",
    ("RETREAT", "ceasefire"): "cease_fire stop_fighting stop_shelling cease_hostilities hold_fire",
    ("RETREAT", "access"): "let_in let_inspectors admit_inspectors",
    ("RETREAT", "resign"): "resign step_down stand_down quit_as abdicate step_aside",
    ("CONCEDE", None): (
        "concede pardon relent apologise apologize backtrack back_down give_in give_ground give_way ease relax "
        "lift reverse soften waive capitulate amnesty acquit repeal rescind yield loosen exonerate overturn "
        "reopen parole scrap_plan"
    ),
    ("SUPPORT", None): (
        "endorse sign back support welcome praise congratulate applaud commend laud hail thank recognise recognize "
        "ratify recognize defend campaign_with stand_with side_with befriend salute honour honor establish_ties "
        "vote_for normalise normalize"
    ),
    ("AGREE", None): (
        "agree pledge promise vow undertake consent offer commit accept approve reaffirm assure guarantee "
        "sign_up"
    ),
    ("REQUEST", None): (
        "demand request urge ask appeal_for appeal_to call_for call_on beg implore plead petition press_for "
        "order insist seek solicit exhort summon_to lobby beseech push_for"
    ),
    ("ACCUSE", "disapprove"): (
        "criticise criticize condemn denounce blast decry deplore blame lambast slam rebuke reprimand censure "
        "castigate chide berate scold complain object lash_out hit_out impeach deride ridicule disparage "
        "dispute summon"
    ),
    (
        "ACCUSE",
        "allege",
    ): "accuse allege sue indict charge prosecute file_suit try_for take_to_court appeal arraign implicate",
    ("ACCUSE", "investigate"): "investigate probe interrogate audit inquire look_into",
    ("REJECT", None): (
        "reject refuse deny rebuff spurn veto decline dismiss oppose rule_out turn_down vote_against walk_out "
        "quit_talks defy shun snub resist boycott_talks disown refute ignore disavow cancel abrogate renege "
        "pull_out_of_talks call_off"
    ),
    ("THREATEN", None): "threaten warn menace intimidate issue_ultimatum",
}

NOUNS: dict[Sense, str] = {
    ("ASSAULT", None): (
        "attack assault offensive invasion fighting battle clash hostility incursion onslaught ambush raid "
        "counterattack counter-attack violence counteroffensive crossfire insurgency killing bloodshed "
        "fire exchange_of_fire"
    ),
    (
        "ASSAULT",
        "targeted",
    ): "assassination murder massacre execution beheading lynching killing genocide",
    ("ASSAULT", "abduct"): "kidnapping abduction hijacking",
    ("ASSAULT", "beat"): "beating",
    ("ASSAULT", "torture"): "torture",
    ("ASSAULT", "sexual"): "rape",
    ("ASSAULT", "destroy"): "demolition arson sabotage",
    ("ASSAULT", "primitive"): "stabbing",
    ("ASSAULT", "firearms"): "shooting gunfire gunfight shootout",
    ("ASSAULT", "explosives"): "bombing car_bomb",
    ("ASSAULT", "suicide-attack"): "suicide_bombing suicide_attack",
    ("ASSAULT", "heavy-weapons"): "shelling bombardment barrage artillery_fire rocket_fire",
    ("ASSAULT", "aerial"): "airstrike air_strike air_raid",
    ("ASSAULT", "drone"): "drone_strike drone_attack",
    ("COERCE", "arrest"): "arrest detention imprisonment roundup",
    ("COERCE", "deport"): "deportation eviction banishment",
    ("COERCE", "seize"): "seizure confiscation boarding raid interference",
    ("COERCE", "censor"): "censorship",
    (
        "COERCE",
        "restrict",
    ): "blockade siege crackdown lockdown restriction ban closure repression intervention",
    ("COERCE", "curfew"): "curfew",
    ("COERCE", "martial-law"): "martial_law state_of_emergency",
    ("COERCE", "cyber"): "cyberattack cyber-attack hacking cyber_attack cyber_warfare",
    ("SANCTION", "discontinue"): "sanction embargo tariff",
    ("SANCTION", "expel"): "expulsion",
    ("SANCTION", "convict"): "conviction",
    ("MOBILIZE", "troops"): "deployment mobilisation mobilization buildup build-up",
    ("MOBILIZE", None): "drill military_exercise manoeuvre show_of_force",
    ("PROTEST", "demo"): "protest demonstration rally vigil sit-in march padayatra picket uprising",
    ("PROTEST", "riot"): "riot unrest",
    ("PROTEST", "strike"): "walkout strike_action general_strike",
    ("PROTEST", "hunger"): "hunger_strike fast",
    ("PROTEST", "boycott"): "boycott",
    ("CONSULT", None): (
        "talk meeting negotiation consultation discussion dialogue conversation mediation parley audience"
    ),
    ("CONSULT", "multilateral"): "summit",
    ("CONSULT", "visit"): "visit trip",
    ("CONSULT", "phone"): "phone_call telephone_call telephone_conversation",
    (
        "COOPERATE",
        None,
    ): "cooperation co-operation collaboration extradition joint_exercise war_game joint_drill",
    (
        "AID",
        None,
    ): "aid assistance relief donation grant loan bailout reparation asylum rescue dose compensation",
    ("RETREAT", "withdraw"): "withdrawal pullout pull-out retreat pullback evacuation",
    ("RETREAT", "release"): "release prisoner_swap prisoner_exchange repatriation",
    ("RETREAT", "disarm"): "disarmament surrender demilitarisation demilitarization demobilisation",
    ("RETREAT", "ceasefire"): "ceasefire truce cease-fire armistice",
    ("RETREAT", "resign"): "resignation",
    (
        "CONCEDE",
        None,
    ): "concession amnesty pardon apology easing compromise climbdown clemency acquittal reprieve",
    ("SUPPORT", None): "endorsement recognition ratification backing praise solidarity accession",
    ("AGREE", None): "agreement deal accord pact settlement pledge promise",
    ("REQUEST", None): "request demand appeal petition plea",
    ("ACCUSE", "disapprove"): "criticism condemnation rebuke censure impeachment complaint",
    ("ACCUSE", "allege"): "accusation allegation lawsuit indictment prosecution trial",
    ("ACCUSE", "investigate"): "investigation probe inquiry enquiry",
    ("REJECT", None): "refusal rejection veto cancellation",
    ("THREATEN", None): "threat ultimatum deadline",
}
