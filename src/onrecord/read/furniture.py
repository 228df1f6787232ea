"""Page furniture: the lines of an article's text that belong to the page and not to the story.

A line is furniture when each of its sentences is, as a whole, a form of words that pages use and
reporters do not, outside quotation marks and with nobody reported to have said it. Forms that a
story could also use count only before its first or after its last paragraph, or beside a line
that is furniture anyway. Dropping a statement costs more than keeping a button, so doubt keeps.
Editors' notes, corrections and updates are content and stay.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import Enum

LONGEST_LINE = 700
SHORTEST_FORM = 2
SHORTEST_WRAPPED = 20
LONGEST_SENTENCE = 330
LONGEST_TITLE = 130
SHORTEST_BODY = 80

NETWORKS = (
    r"(?:facebook|twitter|instagram|telegram|whatsapp|linkedin|youtube|tiktok|reddit|pinterest|"
    r"flipboard|google news|google\+|threads|bluesky|mastodon|truth social|social media)"
)
#: What a page asks people to sign up for; "health insurance" and "the army" are not among them.
MAILINGS = (
    r"(?:newsletters?|e-?mails?|mailing list|inbox|alerts?|updates|briefings?|digest|podcasts?|"
    r"youtube channel|telegram channel|bulletins?|here|our)"
)
STORY = r"(?:article|story|post|piece|column|essay|op-ed|commentary|content|report|interview)"
WEB_ACTS = (
    r"(?:(?:submitting|completing|filling (?:in|out)) (?:this|the|our) form|signing up|subscribing|"
    r"registering|clicking|(?:entering|providing|submitting) your|checking th(?:is|e) box|"
    r"(?:using|browsing|visiting|accessing) (?:this|our) (?:web ?)?(?:site|page)|continuing to|"
    r"(?:creating|opening) an account|logging in|posting a comment)"
)
NAMES = r"(?-i:[A-Z][\w.'’-]*(?:[ ,/|&]{1,3}(?:via|for|of|and|the|/|[A-Z(@][\w.'’)-]*)){0,9})"
AGENCIES = (
    r"(?-i:Getty(?: Images)?|AFP|AP(?: Photo| Images)?|Reuters|REUTERS|EPA|Shutterstock|Bloomberg|"
    r"Anadolu(?: Agency)?|ZUMA(?: Press)?|TASS|Associated Press|iStock|Alamy|Pixabay|Unsplash|"
    r"Wikimedia Commons|Pool|Handout)"
)
PLATFORMS = r"(?:ios|android|iphone|ipad|the app store|app store|google play|mobile)"


def _any(*forms: str) -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{form})" for form in forms), re.IGNORECASE)


#: Sentences that only a page says. Every free slot is bounded, so matching stays linear.
FORMS = _any(
    # sign-up forms
    rf"(?:for more\b[^.?!]{{0,60}}, |please )?(?:sign ?up|subscribe)\b[^.?!]{{0,90}}?\b{MAILINGS}\b[^.?!]{{0,90}}",
    r"(?:subscribe|sign ?up|register|log ?in|sign ?in) (?:now|today|here|below|free|for free|to (?:continue|read on|keep reading|comment))",
    r"(?:get|receive|have)\b[^.?!]{0,90}\b(?:your inbox|our (?:\w+ ){0,3}(?:newsletters?|e-?mails?|app))\b[^.?!]{0,80}",
    r"(?:want|would you like) (?:more|to receive|to get)\b[^.]{0,80}\b(?:inbox|e-?mails?|newsletters?)\?",
    r"(?:please )?enter your e-?mail\b[^.?!]{0,60}",
    r"(?:reach|contact|e-?mail) (?:him|her|them|me|us|the (?:author|reporter)s?)(?: directly)? at \S+@\S+",
    r"join our (?:mailing list|newsletter|telegram|whatsapp|community|channel|facebook)\b[^.?!]{0,60}",
    r"(?:thank you|thanks) for (?:subscribing|signing up|registering)\b[^.?!]{0,60}",
    r"you (?:can|may) unsubscribe\b[^.?!]{0,60}",
    r"already (?:a|have a|an?) (?:subscriber|subscription|member|account)\?(?: (?:log|sign) ?in\b[^.?!]{0,30})?",
    r"(?:become an?|upgrade to) (?:subscriber|member|supporter|patron)(?: (?:today|now|here|of our)\b[^.?!]{0,40})?",
    r"(?:please )?(?:support|help fund|help us keep) (?:our|independent|free|quality) (?:independent |free |quality )?(?:journalism|reporting|newsroom)\b[^.?!,]{0,60}",
    # consent
    rf"by {WEB_ACTS}\b[^.?!]{{0,120}}?\b(?:I|you|we) (?:hereby )?(?:agree|consent|accept|acknowledge|confirm|understand|are agreeing)\b[^.?!]{{0,140}}",
    r"(?:this|our) (?:web ?)?(?:site|page) (?:uses|is using) (?:\w+ )?cookies\b[^.?!]{0,180}",
    r"we (?:and our partners )?use (?:\w+ ){0,2}cookies\b[^.?!]{0,180}",
    r"(?:accept|reject|manage|allow|decline) (?:all |optional |your )?cookies?(?: preferences| settings)?",
    r"cookies? (?:policy|settings|preferences|notice)",
    r"this site is protected by recaptcha\b[^.?!]{0,120}",
    # rights
    r"(?:copyright|©|\(c\))[ ,:]*(?:©|\(c\)|by\b|\d{4})[^?!]{0,160}",
    r"(?:[^.?!]{0,60}[.,;] ?)?all rights reserved(?:[.,;(][^?!]{0,60}| worldwide| by [^.?!]{2,60})?",
    r"this material may not be published, broadcast\b[^?!]{0,90}",
    # advertising
    r"advertisements?|advertising|sponsored(?: content| links?| stories)?|promoted content",
    r"(?:story|article|advertisement|content|report)?\s?(?:continues?|continued|continue reading|keep reading) (?:below|after|beneath)\b(?:(?: th(?:is|e))? (?:advertisement|ad|ads|video|newsletter|promotion|photo|gallery|form)s?)?",
    r"advertisements?\s?[-–—:|]\s?(?:continue reading below|story continues below|scroll (?:down )?to continue\b.{0,30})",
    r"scroll (?:down )?(?:to continue|for more|to keep reading)\b[^.?!]{0,40}",
    # sharing and following
    rf"(?:share|tweet|e-?mail|print|save|bookmark) (?:this|the) (?:{STORY}|page|video)\b(?: (?:on|via|with|to|by)\b[^.?!]{{0,60}})?:?",
    rf"(?:share|post|tweet|pin|send) (?:this )?(?:on|via|to|by) (?:{NETWORKS}|e-?mail)",
    rf"(?:share|tweet|e-?mail|print|comments?|{NETWORKS})(?:[ ,|/·•]+(?:and )?(?:share|tweet|e-?mail|print|copy link|comments?|x|{NETWORKS})){{2,12}}",
    rf"(?:(?:you can|please|don[’']t forget to) )?(?:follow|find|like|join|connect with) (?:us|me|our\b[^.?!]{{0,40}}?) on (?:x|{NETWORKS})\b[^?!]{{0,90}}",
    rf"follow (?:him|her|them) on (?:x|{NETWORKS})(?:(?: at)?:? ?(?:@\w+|https?://\S+))?",
    rf"(?:on {NETWORKS},? )?follow [^?!:]{{0,110}}?(?: on (?:x|{NETWORKS}))?(?: at)?:? ?(?:@\w+|https?://\S+)(?: (?:and|or|on|for)\b[^?!]{{0,90}})?",
    rf"follow {NAMES} on {NETWORKS}(?: here)?",
    # links
    r"(?:please )?(?:click|tap) (?:here|(?:on )?the (?:link|button|image|icon|photo|picture|arrow))\b[^.?!]{0,140}",
    r"read (?:it all|more|the (?:rest|full (?:story|article|post|piece)))(?: of (?:the|this) (?:story|article|post|piece))?(?: (?:here|on our (?:site|website)))?",
    rf"read the (?:rest|full (?:story|article|post|piece))(?: of (?:the|this) (?:story|article|post|piece))? (?:at|on|in) {NAMES}",
    r"(?:watch|see|view|listen to) (?:the )?(?:full )?(?:video|clip|gallery|slideshow|podcast|photos)(?: (?:here|below|above))?",
    # apps
    rf"(?:for more from {NAMES}, )?(?:download|get|install|try) (?:our|the) (?:(?:free|new|mobile|news|official) |{NAMES} ){{0,3}}app\b(?: (?:for|on|from|here|now|today)\b[^.?!]{{0,60}})?",
    rf"(?:download|get it|available) on {PLATFORMS}(?: (?:and|or) {PLATFORMS})?",
    # comments
    r"(?:leave|post|add|write) (?:a|your) (?:comment|reply)s?(?: (?:below|here))?",
    r"(?:log ?in|sign ?in|register)(?: or (?:register|sign ?up|log ?in))? to (?:leave a |post a )?(?:comment|reply)s?",
    r"(?:view|show|hide|read|see|load)(?: all| more| \d+){0,2} comments",
    r"comments (?:are|have been) (?:closed|moderated|disabled|turned off|subject to|reviewed)\b[^.?!]{0,120}",
    r"(?:please )?(?:read|see|review|follow) our (?:comments?|commenting|community) (?:policy|guidelines|rules|standards)\b[^.?!]{0,90}",
    r"your e-?mail address will not be published",
    r"required fields are marked\b.{0,4}",
    # credits
    rf"(?:photo(?:graph)?|image|picture|illustration|(?:ap|file|handout) photo)s?(?: credit)?\s?(?:by|:|/|courtesy of|credit:?)\s?{NAMES}(?:, (?:file|pool))?",
    rf"(?:{NAMES}\s?(?:via|/|\|)\s?)?getty(?: images)?(?:/{NAMES})?",
    rf"{NAMES}\s?(?:via |/|\| ?){AGENCIES}(?:, (?:file|pool))?",
    r"(?:additional )?(?:reporting|writing|editing) by [^?!]{2,200}",
    rf"[^.?!]{{2,120}} contributed (?:reporting|to this {STORY})(?: from [^.?!]{{2,40}})?",
)

#: A label and the title of some other article; these may report speech and still are links.
LABELLED = re.compile(
    r"(?i:read(?: more| also| next)|also read|see also|you may (?:also )?like|related (?:story|article|"
    r"stories|articles|news|reading|coverage|video|content)|don[’']t miss|up next|recommended|"
    r"in case you missed it)(?: on this)?\s?[:>»|–—-]\s?\S.{0,200}"
    r"|(?:Related|RELATED|MORE|READ|WATCH|LISTEN|Watch|Listen|More)\s?[:>»|]\s?[A-Z\d‘'].{0,200}"
    r"|READ (?:MORE|ALSO|NEXT)\b.{0,200}"
)
#: Headers that databases of newspapers put into the text; only in capitals.
DATABASE = re.compile(
    r"FULL TEXT|ABSTRACT|LENGTH: \d+ words|LOAD-DATE: .{1,40}|LANGUAGE: [A-Z]+|"
    r"(?:PUBLICATION|DOCUMENT)-TYPE: .{1,40}"
)

#: Sentences that a story could hold too: furniture at its edge or beside furniture.
WEAK_FORMS = _any(
    rf"share|tweet|retweet|print|e-?mail|comments?|\d+ comments?|reply|like|save|copy link|{NETWORKS}",
    r"subscribe|sign ?up|log ?in|sign ?in|register|donate(?: now| today)?|menu|search|home|ad|ads|next|previous",
    r"(?:your )?(?:e-?mail(?: address)?|first name|last name|full name|name)(?: ?\*)?",
    r"submit|close|skip|back to top|privacy policy|terms (?:of (?:use|service)|and conditions)|contact us|about us",
    r"I (?:agree|consent) to (?:the|your|receive|receiving|having)\b[^.?!]{0,120}",
    rf"(?:this|the) {STORY} (?:was )?(?:(?:originally|first) )+(?:published|appeared|posted|ran)\b[^.?!;]{{0,100}}",
    r"(?:republished|reprinted) (?:with|by|from|courtesy)\b[^.?!;]{0,100}",
    r"(?:never|don[’']t) miss (?:a|an|another|out on)\b[^.?!]{0,40}",
    r"(?:read|see|view) (?:our|the) (?:privacy policy|terms)\b[^.?!]{0,60}",
)

#: Sentences that count only in one line with a sentence that only a page says.
COMPANIONS = _any(
    r"that[’']s all there is to it|thank you|it[’']s free|no spam\b.{0,20}|stay (?:informed|tuned|up to date)\b.{0,60}",
    r"(?:want|enjoying|like|love|interested in|can[’']t get enough of)\b[^.?!]{1,90}\?",
)

#: Headings of lists of other articles; the plain ones ("Top stories") only after the story.
HEADINGS = _any(
    r"related(?: (?:stories|articles|news|posts|content|coverage|topics|links|reading|headlines|items))?",
    r"(?:read|see) (?:more|also|next)|also read|recommended(?: (?:for you|stories|reading|articles))?",
    r"you (?:may|might) (?:also )?(?:like|be interested in)(?: these)?|more on this (?:story|topic)|what to read next",
    r"(?:most|more) (?:popular|read|viewed|shared)(?: (?:stories|articles|now))?|(?:from )?around the web",
    r"sponsored (?:links|stories)|more from (?:the web|this (?:section|author))",
)
LATE_HEADINGS = _any(
    r"(?:top|latest|popular|more|other|recent) (?:stories|news|headlines|articles|posts)",
    rf"trending(?: (?:now|stories|topics))?|editors?[’']?s?[’']? picks|don[’']t miss|(?:more from|also on) {NAMES}",
)

REPORTING = re.compile(
    r"\b(?:said|says|saying|told|tells|telling|adds|added|urge[sd]?|urging|warn(?:s|ed|ing)|announce[sd]|"
    r"wrote|writes|tweeted|ask(?:s|ed)|argue[sd]|claim(?:s|ed)|insist(?:s|ed)|promised|pledge[sd]|"
    r"demand(?:s|ed)|agreed|according to|vow(?:s|ed)|joke[sd]|replied|explain(?:s|ed)|stated|declared|"
    r"suggested|recalled|advise[sd]|order(?:s|ed)|appealed|called (?:on|for))\b",
    re.IGNORECASE,
)
DOUBLE = re.compile(r"''|``|[\"“”„«»]")
QUOTED = re.compile(r"''|``|[\"“”„«]|(?:^|[\s(—–-])['‘](?=\w)")
SENTENCE_GAP = re.compile(r"(?<=[.!?])\s+(?=[A-Z(@©])")
CREDIT_TAIL = re.compile(
    rf"\((?:(?:photo(?:graph)?|image|picture)s?\s?(?:by|:|/|credit:?|courtesy of)[^()]{{1,90}}|"
    rf"ap photo[^()]{{0,60}}|[^()]{{1,70}}[/|] ?{AGENCIES}(?:, (?:file|pool))?)\.?\)\.?$",
    re.IGNORECASE,
)
#: The name of a button in marks is not a quotation.
BUTTON = re.compile(
    r"\b((?:click|press|tapp?|hitt?|select)(?:ing)? )[\"“‘']([A-Z][\w ]{1,20})[\"”’']",
    re.IGNORECASE,
)
#: What a page adds to a form: the site of itself, or to its reader.
TO_READERS = _any(
    r"(?:we|our (?:site|team|partners|editors))\b[^.?!]{0,120}",
    r"(?:by \w+ing\b[^.?!]{0,40}, )?you(?:r)?\b[^.?!]{0,120}",
)
LINE = re.compile(r"[^\r\n\u2028\u2029]+")
SHARED_BREAK = re.compile(r"\r\n|[\r\n\u2028\u2029]")
CARRIES_ON = re.compile(r"(?:\r\n|[\r\n\u2028\u2029])[^\S\r\n]*[a-z]")
WRAPPED = re.compile(r"[^\r\n]+(?:(?:\r\n|\r|\n)[^\S\r\n]*[a-z][^\r\n]*)+")
TRIM = " \t\u00a0\ufeff•·*▪►▶→»>~_|–—-"
ENDS = ".!…:"


class _Kind(Enum):
    """How sure a line is, and whether it heads or belongs to a list of links."""

    STRONG = 1
    WEAK = 2
    HEADING = 3
    LATE_HEADING = 4
    TITLE = 5
    LATE_TITLE = 6


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    end: int
    line: int
    kind: _Kind


@dataclass(slots=True)
class _Scan:
    """Where the scan stands: line number, open quotation, list under way, edges of the story."""

    line: int = 0
    end: int = 0
    quote_open: bool = False
    unfinished: bool = False
    listing: _Kind | None = None
    body_start: int = -1
    body_end: int = -1


def furniture(text: str) -> list[tuple[int, int]]:
    """Find the page furniture of a plain text: forms, buttons, links, notices and credits.

    Returns half-open character spans into `text`, in order and disjoint, each inside one line
    or, where a form was wrapped, one paragraph. Takes time linear in the text.
    """
    scan = _Scan()
    marks = list(_marks(text, scan))
    return [(mark.start, mark.end) for mark in _settled(marks, scan)]


def _marks(text: str, scan: _Scan) -> Iterator[_Mark]:
    """Every line that may be furniture, noting in `scan` where the story begins and ends."""
    for match in LINE.finditer(text):
        if match.start() < scan.end or not match[0].strip():
            continue
        _enter(text, match.start(), scan)
        start, end = _trimmed(text, match.start(), match.end())
        kind, end = _judge(text, start, end, scan)
        if kind is not None:
            yield _Mark(start, end, scan.line, kind)
        else:
            yield from _credit_tail(text, start, end, scan.line)
            _note_body(text, start, end, scan)
        scan.unfinished = kind is None and end - start >= 40 and text[end - 1] not in '.!?…:"”)'
        scan.quote_open = _open_after(text[match.start() : match.end()], scan.quote_open)
        scan.end = max(match.end(), end)
        scan.line += 1


def _enter(text: str, start: int, scan: _Scan) -> None:
    """Forget what binds lines of one paragraph when a new one begins."""
    if len(SHARED_BREAK.findall(text, scan.end, start)) > 1:
        scan.quote_open = scan.unfinished = False


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    piece = text[start:end]
    return start + len(piece) - len(piece.lstrip()), end - len(piece) + len(piece.rstrip())


def _judge(text: str, start: int, end: int, scan: _Scan) -> tuple[_Kind | None, int]:
    """What the line at `[start, end)` is, and where it ends when it is wrapped."""
    listing, scan.listing = scan.listing, None
    if end - start > LONGEST_LINE or scan.quote_open or scan.unfinished:
        return None, end
    if CARRIES_ON.match(text, end):
        wrapped = WRAPPED.match(text, start, start + LONGEST_LINE)
        long_enough = wrapped and wrapped.end() - start >= SHORTEST_WRAPPED
        if wrapped and long_enough and _classify(" ".join(wrapped[0].split())) is _Kind.STRONG:
            return _Kind.STRONG, _trimmed(text, start, wrapped.end())[1]
        return None, end
    line = text[start:end]
    kind = _classify(line)
    if kind in (_Kind.HEADING, _Kind.LATE_HEADING):
        scan.listing = _Kind.TITLE if kind is _Kind.HEADING else _Kind.LATE_TITLE
    elif listing is not None and (kind is not None or _is_title(line)):
        scan.listing = listing
        kind = (kind or listing) if not QUOTED.search(line) else None
    return kind, end


def _classify(line: str) -> _Kind | None:
    """What a line says of itself, wherever it stands."""
    core = line.strip(TRIM)
    if core[:1] in "([" and core.rstrip(".")[-1:] in ")]":
        core = core.rstrip(".")[1:-1].strip(TRIM)
    if len(core) < SHORTEST_FORM or not (core[0].isupper() or core[0] in "©([@" or len(core) < 20):
        return None
    core = BUTTON.sub(r"\1\2", core)
    if QUOTED.search(core):
        return None
    bare = core.rstrip(ENDS + " ")
    if DATABASE.fullmatch(bare) or LABELLED.fullmatch(core):
        return _Kind.STRONG
    if HEADINGS.fullmatch(bare):
        return _Kind.HEADING
    if LATE_HEADINGS.fullmatch(bare):
        return _Kind.LATE_HEADING
    return _weigh(core)


def _weigh(core: str) -> _Kind | None:
    """The kind of a line all of whose sentences are forms; one strong form makes it strong."""
    if len(core) <= LONGEST_SENTENCE and _is_form(FORMS, core):
        return _Kind.STRONG
    kinds: set[_Kind] = set()
    for sentence in SENTENCE_GAP.split(core):
        if len(sentence) <= LONGEST_SENTENCE and _is_form(FORMS, sentence):
            kinds.add(_Kind.STRONG)
        elif _is_form(WEAK_FORMS, sentence):
            kinds.add(_Kind.WEAK)
        elif not _is_form(COMPANIONS, sentence) and not (
            _Kind.STRONG in kinds and _is_form(TO_READERS, sentence)
        ):
            return None
    return next((kind for kind in (_Kind.STRONG, _Kind.WEAK) if kind in kinds), None)


def _is_form(forms: re.Pattern[str], sentence: str) -> bool:
    bare = sentence.rstrip(ENDS + " ").strip(TRIM)
    return forms.fullmatch(bare) is not None and not REPORTING.search(sentence)


def _is_title(line: str) -> bool:
    core = line.strip(TRIM)
    return (
        0 < len(core) <= LONGEST_TITLE
        and core[-1] not in ".!…:;,"
        and (core[0].isupper() or core[0].isdigit() or core[0] in "'‘\"“")
    )


def _credit_tail(text: str, start: int, end: int, line: int) -> Iterator[_Mark]:
    """The photo credit in brackets that closes a caption; the caption itself is content."""
    begin = max(start, end - 130)
    if text[end - 1] in ")." and (tail := CREDIT_TAIL.search(text, begin, end)):
        yield _Mark(tail.start(), end, line, _Kind.STRONG)


def _note_body(text: str, start: int, end: int, scan: _Scan) -> None:
    if end - start >= SHORTEST_BODY and text[end - 1] in ".!?…\"”'’)":
        if scan.body_start < 0:
            scan.body_start = start
        scan.body_end = end


def _open_after(line: str, is_open: bool) -> bool:
    """Whether a quotation is open at the end of a line that starts with it open or not."""
    for mark in DOUBLE.findall(line):
        is_open = mark in "“„«``" or (mark in "\"''" and not is_open)
    return is_open


def _settled(marks: list[_Mark], scan: _Scan) -> list[_Mark]:
    """Keep what is sure, and what stands at the edge of the story or beside something sure."""
    sure = [_is_sure(mark, scan) for mark in marks]
    for order in (range(1, len(marks)), range(len(marks) - 2, -1, -1)):
        step = -1 if order.step > 0 else 1
        for i in order:
            beside = sure[i + step] and abs(marks[i].line - marks[i + step].line) <= 1
            sure[i] = sure[i] or (beside and marks[i].kind is _Kind.WEAK)
    return [mark for mark, keep in zip(marks, sure, strict=True) if keep]


def _is_sure(mark: _Mark, scan: _Scan) -> bool:
    if mark.kind in (_Kind.STRONG, _Kind.HEADING, _Kind.TITLE):
        return True
    if scan.body_start < 0:
        return False
    late = mark.start >= scan.body_end
    return late or (mark.kind is _Kind.WEAK and mark.end <= scan.body_start)
