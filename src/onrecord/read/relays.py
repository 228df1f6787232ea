"""Who passed a statement on: "…, AP News reported", "reportedly", "carried by the agency".

The speaker is who is quoted; a relay is the outlet whose report the words came through. Only
names that look like media count, only when their clause takes in the attribution, and never the
attribution's own source. Being told something ("told Reuters") relays nothing.
"""

from __future__ import annotations

import re

Span = tuple[int, int]

UNSPECIFIED = "unspecified"
REACH = 400
LONGEST_CUE = 60
LATEST_OPENING = 60

#: Outlets whose name alone does not show that they are media.
KNOWN = (
    "AP News|AP|(?:The )?Associated Press|Reuters|AFP|Agence France-Presse|DPA|dpa|EFE|ANSA|TASS|Tass|"
    "ITAR-TASS|RIA(?: Novosti)?|Interfax(?:-Ukraine)?|Ukrinform|UNIAN|Suspilne|BelTA|Xinhua|Kyodo|"
    "Yonhap|KCNA|Anadolu|IRNA|ISNA|Tasnim|SANA|WAFA|SPA|PTI|ANI|UPI|MENA|Antara|Bernama|CNN|BBC|NBC|"
    "CBS|ABC|MSNBC|CNBC|NPR|PBS|CBC|NHK|CCTV|CGTN|ARD|ZDF|RTL|RAI|RTÉ|ITV|LCI|BFM(?:TV)?|TRT|NTV|"
    "TF1|France 24|Al[ -]Jazeera|Al[ -]Arabiya|Al[ -]Mayadeen|Al[ -]Ahram|Al[ -]Manar|Deutsche Welle|DW|"
    "RFE/RL|Radio Free Europe(?:/Radio Liberty)?|Radio Free Asia|Voice of America|VOA|Politico|POLITICO|"
    "Axios|Bild|Der Spiegel|Spiegel|Die Welt|Die Zeit|Le Monde|Le Figaro|Libération|El País|El Mundo|"
    "La Repubblica|La Stampa|Corriere della Sera|Haaretz|Maariv|Yedioth Ahronoth|Ynet|Kommersant|"
    "Vedomosti|Izvestia|Meduza|Novaya Gazeta|RBC|RBK|Ukrainska Pravda|Pravda|Kyiv Independent|"
    "People[’']s Daily|Rossiya[ -]?\\d+|RT|Sputnik|Hürriyet|Hurriyet|Asahi Shimbun|Nikkei|Yomiuri Shimbun|"
    "(?:The |the )(?:Guardian|Economist|Independent|Hill|Sun|Atlantic|Observer|Spectator|Intercept|Age|"
    "Mirror|Australian|Scotsman|Hindu|Daily Beast|New Yorker)|Wall Street Journal|USA Today|USA TODAY|"
    "HuffPost|Huffington Post|BuzzFeed|Newsweek|Vox|Mediaite|ProPublica|Bellingcat|Kathimerini|Caixin|Dawn"
)
#: Names of people or things too; outlets only where they "report".
KNOWN_IF_REPORTING = "Bloomberg|Breitbart|Forbes|Fars|Petra|Mehr|Fox|Slate|Time|Semafor|Puck"
ENDINGS = (
    "News(?: Agency)?|News Network|Times|Post|Herald|Tribune|Gazette|Journal|Chronicle|Telegraph|"
    "Inquirer|Examiner|Mail|Press Agency|Broadcasting(?: Corporation| Company)?|Radio|TV|Television"
)
MEDIUM = (
    "(?:news agency|newswire|wire service|newspaper|broadcaster|television|TV channel|TV station|"
    "radio station|news site|news website|news outlet|news portal|news channel|news programme|"
    "news program|news network|magazine|tabloid|weekly)"
)
KIND_OF = (
    "(?:(?:[Ss]tate|[Ll]ocal|[Nn]ational|[Oo]fficial|[Ff]oreign|[Dd]omestic|[Ii]ndependent|[Pp]rivate|"
    "[Ii]nternational|[Ww]estern|[Rr]egional|[Oo]pposition|[Pp]an-Arab|[A-Z][a-z]+(?:ese|ish|ian|an|i|ch)))"
)
#: Media without a name, as written.
NAMELESS = (
    rf"(?:{KIND_OF}(?:-run|-owned|-controlled|-backed)? ){{1,2}}(?:media(?: outlets?| reports?)?|news agenc(?:y|ies)|"
    rf"newspapers?|broadcasters?|television|TV|radio|press|news outlets?)|[Mm]edia (?:outlets|reports)|"
    rf"[Nn]ews (?:agencies|reports|outlets)|[Pp]ress reports|(?<=[Tt]he ){MEDIUM}"
)
WORD = r"[A-ZÀ-Ý][\w’'.&-]*"
NAME = (
    rf"(?:The )?(?:{WORD} ){{1,4}}?(?:{ENDINGS})(?![\w-])(?! {WORD}(?:{ENDINGS}))|(?:Radio|TV|Channel|Daily) {WORD}|"
    rf"(?:{KNOWN}|{KNOWN_IF_REPORTING})(?: News| Agency)?(?![\w-])"
)
OUTLET = re.compile(
    rf"(?<![\w-])(?:{MEDIUM} (?P<after>{NAME}|{WORD}(?: {WORD})?)|(?P<before>{WORD}(?: {WORD})?) (?:{MEDIUM}|daily)(?![\w-])|"
    rf"(?P<plain>{NAME})|(?P<nameless>{NAMELESS})(?![\w-]))"
)
DOUBTFUL = re.compile(rf"(?:{KNOWN_IF_REPORTING})")
#: Capitalised words before a name that are not of it.
NOT_OF_NAME = re.compile(
    "on|in|at|by|from|after|before|when|while|as|according|but|and|if|since|although|though|because|"
    "[a-z]+day|january|february|march|april|may|june|july|august|september|october|november|december|"
    "earlier|later|meanwhile|today|state|mr|mrs|ms|president|minister|secretary",
    re.IGNORECASE,
)

MARK = r"[\"“”„«»'‘’]"
ADVERBS = (
    r"(?:(?:also|first|earlier|later|previously|separately|meanwhile|since|has|had|have|was) )*"
)
VERB = re.compile(
    rf"(?:[’']s(?: {WORD}){{1,3}})?(?:, [^,;\"“”]{{0,60}}\b{MEDIUM}[^,;\"“”]{{0,40}},)? {ADVERBS}"
    r"(?P<verb>report(?:s|ed|ing)?|sa(?:id|ys|ying)|wr(?:ote|ites)|quot(?:es|ed|ing)|cit(?:es|ed|ing)|"
    r"carried|published|broadcast|aired|revealed|disclosed|relayed)(?![\w-])"
)
TIME = (
    r"(?:(?: on| late| early| earlier| last| this| in)? (?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day"
    r"(?: (?:morning|afternoon|evening|night))?| earlier| later| yesterday| today| (?:earlier |later )?(?:this|last) "
    r"(?:week|month|year)| (?:on |in )[A-Z][a-z]+\.?(?: \d{1,2})?(?:, \d{4})?)"
)
CITING = r",? (?:citing|quoting) [^;\"“”]{1,90}"
#: What may stand between an outlet's verb and the attribution that it takes in.
INTO = re.compile(
    rf"(?:{TIME})?(?:,? citing [^;\"“”]{{1,60}},)?(?:,? (?:citing|quoting|that|how))?(?: the| a| an)?[\s,:]*{MARK}?\s*"
)
#: What may follow it when the outlet closes the statement or stands inside it.
CLOSE = re.compile(rf"(?:{TIME})?(?:\s*[.,;)—–]|\s*$|{CITING}|\s+{MARK})")
AS_SAYING = re.compile(r"[^;\"“”]{0,90}?\bas (?:saying|telling|having said)\b")
TOGETHER = re.compile(r"(?:,|,? and|,? or) (?:the )?")
#: A new clause; what stands beyond it is not of the same statement.
BREAK = re.compile(
    r";|,\s+(?:and|or)\b|\b(?:but|while|whereas|after|before|when|since|because|although|though|if|"
    r"unless|until|which|who|whom|whose|where|as)\b|\band\s*(?:the\s+)?$|[.?!][\"”’]?\s+(?=[A-Z])"
)
BEFORE_SUBJECT = re.compile(
    rf"(?:^|[\s,(\"“”—–-])(?P<as>[Aa]s )?(?:[Tt]he |its |an? )?(?:(?:state-?\w*|official|semi-official|{KIND_OF}) )*$"
)
PREPOSITION = re.compile(
    r"\b(?:to|with|for|on|at|of|by|from|in|told|against|about|including|and|or)\s*$"
)
REPORT_OF = re.compile(
    r"\b(?:reports?|story|article|investigation|dispatch) (?:by|in|from|on|of)\s*$"
)
ACCORDING = re.compile(
    r"(?:\b[Aa]ccording to (?:(?:an?|the|its|several|multiple|some|unconfirmed) )?"
    r"(?:(?:[\w-]+ )?(?:transcripts?|reports?|accounts?|excerpts?|translations?|recordings?|story|article)(?: [\w-]+)? (?:by|in|from|of|on) )?|"
    r"\b(?:[Aa]s )?(?:reported|quoted|cited|carried|published|broadcast|televised|aired|relayed|released|distributed|shown|"
    r"quoted as saying|quoted as telling [\w ]{1,20}) (?:\w+day )?(?:by|in|on) )"
    rf"(?:the |The )?(?:(?:state-?\w*|official|semi-official|{KIND_OF}|country[’']s) )*$"
)
#: What may follow the outlet there; "according to a CNN poll" names no outlet.
AFTER_ACCORDING = re.compile(
    rf"(?![/-])(?:{TIME})?(?:\s*[.,:;)—–]|\s*$|{CITING}|\s*{MARK}|\s+(?:of|in|from|and|or|reports?|reporters?|as|to have|had|have)\b|\s+{WORD}\b)"
)
OWN_WRITING = re.compile(
    r"\b(?:op-ed|column|essay|letter|commentary|article|advertisement|ad)\b[^,;]{0,40}$"
)

HEDGE = re.compile(r"\b(?:reportedly|allegedly|purportedly)\b", re.IGNORECASE)
HEARSAY_CUE = re.compile(
    r"\b(?:is|are|was|were|been|being) (?:reported|said|alleged|rumou?red|understood) to (?:have|be)\b|"
    r"\b(?:quoted|cited) as (?:saying|telling|having)\b|\breported to have\b"
)
HEARSAY_BEFORE = re.compile(
    r"(?:\bit (?:is|was|has been) (?:reported|said|alleged|rumou?red)(?: that)?|"
    r"\baccording to (?:\w+ )?reports,?|\b(?:reportedly|allegedly|purportedly),?|"
    r"\b(?:is|are|was|were) (?:reported|said|alleged|rumou?red) to have)\s*$",
    re.IGNORECASE,
)
HEARSAY_AFTER = re.compile(
    r"(?: \w{1,12})?[\"“”'’]?, *(?:(?:reportedly|allegedly|purportedly)|according to (?:\w+ )?reports|"
    r"it (?:is|was) (?:reported|said|alleged))(?=[,.;\"”]| *$)"
)
SPEECH = re.compile(
    r"\b(?:according|said|says?|saying|told|tells?|telling|report\w*|alleged\w*|quoted|warn\w*|ask\w*|claim\w*|"
    r"demand\w*|threat\w*|promis\w*|urg\w*|announc\w*|vow\w*|insist\w*|order\w*|call\w*|reject\w*|den(?:y|ie)\w*)\b"
)


def find_relay(
    text: str, sentence: Span, roles: list[Span], *, cue: Span | None = None
) -> tuple[str, ...]:
    """Name the outlets that passed an attribution on, as the sentence writes them.

    sentence: half-open span of the sentence that holds the cue. roles: half-open spans of the
    attribution's source, cue and contents, in any order. cue: which of them is the cue; without
    it, the shortest role with a word of speech is taken for it. Returns names in text order,
    `("unspecified",)` when somebody relayed it and nobody is named, or `()`.
    """
    inside = sorted((a, b) for a, b in roles if a < sentence[1] and b > sentence[0])
    if not inside:
        return ()
    cue = cue or _likely_cue(text, inside)
    begin = max(sentence[0], inside[0][0] - REACH)
    end = min(sentence[1], max(b for _, b in inside) + REACH)
    others = [role for role in inside if role != cue]
    names: dict[str, None] = {}
    for group in _groups(text, begin, end):
        named = [_name(match) for match in group]
        if any(_is_own(text, one, others) for one in named):
            continue
        if _takes_in(text, group, (begin, end), inside):
            names.update((name, None) for _, _, name in named)
    if names:
        return tuple(names)
    return (UNSPECIFIED,) if _is_hearsay(text, (begin, end), cue, others) else ()


def names_outlet(source: str) -> bool:
    """Whether a source is a news outlet and nothing else: "AP News", "state news agency KCNA"."""
    match = OUTLET.search(source)
    return match is not None and len(source) - (match.end() - match.start()) <= len("the ")


def _groups(text: str, begin: int, end: int) -> list[list[re.Match[str]]]:
    """The outlets between two offsets; those that share a verb ("Reuters and AFP") together."""
    groups: list[list[re.Match[str]]] = []
    for match in OUTLET.finditer(text, begin, end):
        last = groups[-1][-1] if groups else None
        if (
            last
            and match["nameless"] is None
            and TOGETHER.fullmatch(text, last.end(), match.start())
        ):
            groups[-1].append(match)
        else:
            groups.append([match])
    return groups


def _name(match: re.Match[str]) -> tuple[int, int, str]:
    """The outlet's own name, without the words around it that only say what it is."""
    group = match.lastgroup or "plain"
    start, stop = match.span(group)
    words = match[group].split(" ")
    while group != "nameless" and len(words) > 1 and NOT_OF_NAME.fullmatch(words[0]):
        start += len(words.pop(0)) + 1
    name = " ".join(words)
    if name.startswith("the "):
        name, start = name[4:], start + 4
    return start, stop, name


def _is_own(text: str, named: tuple[int, int, str], others: list[Span]) -> bool:
    """Whether the outlet stands in a source or content, or is the source under the same name."""
    start, stop, name = named
    bare = name.lower().removeprefix("the ")
    for a, b in others:
        if a < stop and start < b:
            return True
        if b - a <= len(bare) + 4 and text[a:b].lower().removeprefix("the ") == bare:
            return True
    return False


def _likely_cue(text: str, roles: list[Span]) -> Span | None:
    short = [(a, b) for a, b in roles if b - a <= LONGEST_CUE]
    speaking = [role for role in short if SPEECH.search(text, *role)]
    return min(speaking, key=lambda role: role[1] - role[0], default=None)


def _takes_in(text: str, group: list[re.Match[str]], window: Span, roles: list[Span]) -> bool:
    """Whether the words around outlets make them the ones who passed these roles on."""
    first, end = group[0], group[-1].end()
    start, _, name = _name(first)
    near = max(window[0], first.start() - REACH)
    doubtful = len(group) == 1 and DOUBTFUL.fullmatch(name) is not None
    opening = ACCORDING.search(text[near:start])
    if opening is not None and not doubtful:
        begin = near + opening.start()
        own = OWN_WRITING.search(text[near:begin]) is not None
        follows = AFTER_ACCORDING.match(text, end, window[1]) is not None
        return follows and not own and _reaches(text, window, roles, begin, end)
    verb = VERB.match(text, end, window[1])
    subject = BEFORE_SUBJECT.search(text[near : first.start()])
    if verb is None or subject is None:
        return False
    if doubtful and not verb["verb"].startswith("report"):
        return False
    head = text[near : near + subject.start() + 1]
    if PREPOSITION.search(head) and not REPORT_OF.search(head):
        return False
    return _governs(text, window, roles, near + subject.start(), verb)


def _governs(text: str, window: Span, roles: list[Span], start: int, verb: re.Match[str]) -> bool:
    """Whether the clause of the outlet that begins at `start` opens, closes or splits the statement."""
    following = min((a for a, _ in roles if a >= verb.end()), default=None)
    if following is not None and INTO.fullmatch(text, verb.end(), following):
        return True
    if verb["verb"].startswith(("quot", "cit")):
        saying = AS_SAYING.match(text, verb.end(), window[1])
        return saying is not None and any(verb.end() <= a <= saying.end() + 2 for a, _ in roles)
    if not CLOSE.match(text, verb.end(), window[1]):
        return False
    return _reaches(text, window, roles, start, verb.end())


def _reaches(text: str, window: Span, roles: list[Span], start: int, end: int) -> bool:
    """Whether no new clause stands between the phrase at `[start, end)` and the nearest role."""
    before = max((b for _, b in roles if b <= start), default=None)
    if before is not None:
        return start - before <= REACH and BREAK.search(text, before, start) is None
    if any(a < end and start < b for a, b in roles):
        return True
    after = min((a for a, _ in roles if a >= end), default=None)
    if after is None or after - end > REACH or start - window[0] > LATEST_OPENING:
        return False
    return BREAK.search(text, end, after) is None


def _is_hearsay(text: str, window: Span, cue: Span | None, others: list[Span]) -> bool:
    """Whether the cue is hedged as something that somebody unnamed passed on."""
    if cue is None:
        return False
    if HEDGE.search(text, *cue) or HEARSAY_CUE.search(text, *cue):
        return True
    before = [b for _, b in others if b <= cue[0]]
    lead = text[max([window[0], *before]) : cue[0]]
    after = min([window[1], *(a for a, _ in others if a >= cue[1])])
    if HEARSAY_BEFORE.search(lead) or HEARSAY_AFTER.match(text, cue[1], after):
        return True
    first = min([cue[0], *(a for a, _ in others)])
    last = max([cue[1], *(b for _, b in others)])
    opening = HEARSAY_BEFORE.search(text[window[0] : first])
    return opening is not None or HEARSAY_AFTER.match(text, last, window[1]) is not None
