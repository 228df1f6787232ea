"""Which bodies a bare noun can mean: "the firm" is no ministry, and "the court" must be one."""

from __future__ import annotations

from onrecord.read.characters import Character
from onrecord.read.lexicon import words

#: Nouns for bodies of one family, and the words by which names show that they belong to it.
FAMILIES = (
    (
        words(
            "company firm corporation business conglomerate airline brewery retailer manufacturer "
            "supplier developer operator publisher startup start-up contractor carmaker automaker "
            "chipmaker drugmaker planemaker shipbuilder carrier brewer grocer utility multinational "
            "producer insurer lender bank fund group employer giant maker"
        ),
        words(
            "inc corp ltd llc plc co company corporation airlines airways motors industries "
            "holdings resources energy electric securities partners systems technologies capital "
            "pharmaceuticals insurance studios bank group fund nv ag sa se"
        ),
    ),
    (
        words(
            "charity nonprofit organisation organization group foundation association federation "
            "union network society campaign body lobby think-tank institute"
        ),
        words(
            "foundation trust society association federation union network league international "
            "watch institute organisation organization campaign group confederation"
        ),
    ),
    (
        words("agency authority watchdog regulator body office department commission service"),
        words(
            "agency authority commission office department administration bureau service services "
            "programme program organisation organization directorate executive"
        ),
    ),
    (
        words("party movement coalition alliance bloc"),
        words("party movement coalition alliance bloc front union rally democrats league"),
    ),
    (
        words("newspaper paper daily magazine outlet broadcaster channel agency"),
        words(
            "times post news daily journal herald gazette telegraph guardian observer chronicle "
            "tribune press broadcasting radio television tv"
        ),
    ),
)
#: Words of names that belong to other bodies than any of these.
OTHER = words(
    "ministry court tribunal parliament assembly senate congress council committee police army "
    "navy university school college hospital church house government cabinet embassy nations"
)
SHOWN = frozenset(OTHER.union(*(shown for _, shown in FAMILIES)))


def suits(noun: str, member: Character) -> bool:
    """Whether a bare noun can mean a named body.

    A name that shows no family ("Greenpeace") can be of any.
    """
    if noun in member.words:
        return True
    families = [shown for nouns, shown in FAMILIES if noun in nouns]
    own = set(member.words)
    return bool(families) and (not own & SHOWN or any(own & shown for shown in families))


def loose(noun: str) -> bool:
    """Whether a noun can mean a body whose name has another noun: "the charity" is Greenpeace."""
    return any(noun in nouns for nouns, _ in FAMILIES)
