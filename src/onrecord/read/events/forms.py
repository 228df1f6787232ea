"""Inflected forms of the lexicon's base forms."""

from __future__ import annotations

from collections.abc import Iterator

BASE, THIRD, PAST, PARTICIPLE, GERUND = "base", "third", "past", "participle", "gerund"

#: Base, past and participle of verbs whose forms no rule gives.
IRREGULAR = {
    base: (past, participle)
    for base, past, participle in (
        entry.split()
        for entry in """
        arise arose arisen, beat beat beaten, become became become, begin began begun,
        break broke broken, bring brought brought, build built built, burn burned burned,
        call called called, cut cut cut, do did done, draw drew drawn, drive drove driven,
        feed fed fed, fight fought fought, find found found, flee fled fled, fly flew flown,
        forge forged forged, freeze froze frozen, get got got, give gave given, go went gone,
        hang hanged hanged, have had had, hide hid hidden, hit hit hit, hold held held,
        keep kept kept, lay laid laid, lead led led, leave left left, lend lent lent, let let let,
        make made made, meet met met, overrun overran overrun, oust ousted ousted, pay paid paid,
        put put put, quit quit quit, rebuild rebuilt rebuilt, rule ruled ruled, rise rose risen,
        seek sought sought, send sent sent, set set set, shoot shot shot, shut shut shut,
        sink sank sunk, sit sat sat, slay slew slain, stand stood stood, stop stopped stopped,
        step stepped stepped, strike struck struck, sue sued sued, take took taken,
        throw threw thrown, withdraw withdrew withdrawn, withhold withheld withheld,
        bar barred barred, ban banned banned, gag gagged gagged, jam jammed jammed,
        rebuff rebuffed rebuffed, slam slammed slammed, snub snubbed snubbed, swap swapped swapped,
        plan planned planned, abet abetted abetted, ship shipped shipped,
        commit committed committed, permit permitted permitted, admit admitted admitted,
        readmit readmitted readmitted, defer deferred deferred, kidnap kidnapped kidnapped,
        expel expelled expelled, repel repelled repelled, drop dropped dropped,
        scrap scrapped scrapped, slap slapped slapped, cede ceded ceded, stab stabbed stabbed,
        beg begged begged, disarm disarmed disarmed, hijack hijacked hijacked,
        clamp clamped clamped, rearm rearmed rearmed, pour poured poured,
        teargas teargassed teargassed, win won won, tear tore torn, mow mowed mown
        """.split(",")  # noqa: SIM905
    )
}
VOWELS = "aeiou"


def verb_forms(base: str) -> Iterator[tuple[str, str]]:
    """Every form of a verb with what it is; a form that is two things comes twice."""
    yield base, BASE
    yield base[:-1] + "ies" if _consonant_y(base) else base + _s(base), THIRD
    past, participle = IRREGULAR.get(base) or (_ed(base), _ed(base))
    yield past, PAST
    yield participle, PARTICIPLE
    yield _ing(base), GERUND


def noun_forms(base: str) -> Iterator[str]:
    """Singular and plural of a noun; the last word of several takes the ending."""
    yield base
    yield base[:-1] + "ies" if _consonant_y(base) else base + _s(base)


def _consonant_y(base: str) -> bool:
    return base.endswith("y") and base[-2] not in VOWELS


def _s(base: str) -> str:
    return "es" if base.endswith(("s", "x", "z", "ch", "sh", "o")) else "s"


def _ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    return base[:-1] + "ied" if _consonant_y(base) else base + "ed"


def _ing(base: str) -> str:
    past = IRREGULAR.get(base, ("", ""))[0]
    if past == base + base[-1] + "ed" or (
        base
        in (
            "begin",
            "cut",
            "get",
            "hit",
            "let",
            "put",
            "quit",
            "set",
            "shut",
            "sit",
            "stop",
            "win",
            "step",
        )
    ):
        return base + base[-1] + "ing"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return base + "ing"
