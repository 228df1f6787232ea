"""States: names, demonyms and capitals from the CIA World Factbook, codes and ids from rigour.

What the Factbook words in a way that no newspaper does is set right by the tables below.
"""

from __future__ import annotations

import html
import json
import re
from pathlib import Path
from typing import Any

from world_build.files import BY_HAND

SOURCE = "factbook"

#: Factbook codes of states that are not UN members and belong in the table all the same.
ALSO = frozenset({"tw", "kv", "vt"})

#: Factbook code to the name that news uses, where the Factbook's short form is another.
NAMES = {
    "ct": "Central African Republic", "cg": "Democratic Republic of the Congo",
    "cf": "Republic of the Congo", "fm": "Micronesia", "ae": "United Arab Emirates",
    "dr": "Dominican Republic", "ga": "Gambia", "bf": "Bahamas", "kn": "North Korea",
    "ks": "South Korea", "bm": "Myanmar", "vt": "Vatican", "iv": "Ivory Coast",
    "cv": "Cape Verde", "tt": "East Timor",
}  # fmt: skip

#: Other names in use, by name.
ALIASES = {
    "United States": "US|U.S.|USA|U.S.A.|America|United States of America",
    "United Kingdom": "UK|U.K.|Britain|Great Britain",
    "United Arab Emirates": "UAE|U.A.E.", "Russia": "Russian Federation",
    "China": "People's Republic of China|PRC", "Taiwan": "Republic of China",
    "Ivory Coast": "Côte d'Ivoire|Cote d'Ivoire", "Cape Verde": "Cabo Verde",
    "East Timor": "Timor-Leste", "Myanmar": "Burma", "Turkey": "Türkiye|Turkiye",
    "Czechia": "Czech Republic", "North Macedonia": "Macedonia", "Eswatini": "Swaziland",
    "Vatican": "Holy See|Vatican City|The Vatican", "Netherlands": "Holland",
    "Democratic Republic of the Congo": "DRC|DR Congo|Congo-Kinshasa|Democratic Republic of Congo",
    "Republic of the Congo": "Congo-Brazzaville|Republic of Congo",
    "North Korea": "DPRK|Democratic People's Republic of Korea", "Iran": "Islamic Republic",
    "South Korea": "Republic of Korea|ROK", "Saudi Arabia": "Kingdom of Saudi Arabia|KSA",
    "Bosnia and Herzegovina": "Bosnia|Bosnia-Herzegovina", "Trinidad and Tobago": "Trinidad",
    "Sao Tome and Principe": "São Tomé and Príncipe", "Gambia": "The Gambia",
    "Papua New Guinea": "PNG", "New Zealand": "NZ", "South Africa": "RSA",
}  # fmt: skip

#: Demonyms by name: in place of the Factbook's, which lack them or word them apart.
DEMONYMS = {
    "United States": "American|Americans|U.S.|US",
    "United Kingdom": "British|Briton|Britons|UK|U.K.",
    "Ireland": "Irish|Irishman|Irishwoman|Irishmen",
    "France": "French|Frenchman|Frenchwoman|Frenchmen",
    "Netherlands": "Dutch|Dutchman|Dutchwoman", "Spain": "Spanish|Spaniard|Spaniards",
    "Iceland": "Icelandic|Icelander|Icelanders", "Philippines": "Philippine|Filipino|Filipinos",
    "New Zealand": "New Zealand|New Zealander|New Zealanders", "Taiwan": "Taiwanese",
    "Vatican": "Vatican", "Kosovo": "Kosovan|Kosovar|Kosovars", "Botswana": "Botswanan|Motswana|Batswana",
    "Eswatini": "Swazi|Swazis", "Lesotho": "Basotho|Mosotho", "Singapore": "Singaporean|Singaporeans|Singapore",
    "Argentina": "Argentine|Argentines|Argentinian|Argentinians|Argentinean",
    "Bosnia and Herzegovina": "Bosnian|Bosnians|Herzegovinian", "Monaco": "Monegasque|Monacan",
    "Saudi Arabia": "Saudi|Saudis|Saudi Arabian", "United Arab Emirates": "Emirati|Emiratis|UAE",
    "North Korea": "North Korean|North Koreans", "South Korea": "South Korean|South Koreans",
    "Ivory Coast": "Ivorian|Ivorians|Ivoirian", "North Macedonia": "Macedonian|Macedonians|North Macedonian",
    "Serbia": "Serbian|Serb|Serbs|Serbians", "Croatia": "Croatian|Croat|Croats|Croatians",
    "Slovenia": "Slovenian|Slovene|Slovenes|Slovenians", "Myanmar": "Burmese|Myanmar",
    "Cyprus": "Cypriot|Cypriots", "Kyrgyzstan": "Kyrgyz|Kyrgyzstani", "Vanuatu": "Ni-Vanuatu|Vanuatuan",
    "Micronesia": "Micronesian|Micronesians", "Cape Verde": "Cape Verdean|Cabo Verdean",
    "Barbados": "Barbadian|Bajan", "Nepal": "Nepali|Nepalese|Nepalis", "Israel": "Israeli|Israelis",
    "Comoros": "Comoran|Comorian", "Palestine": "Palestinian|Palestinians",
    "Niger": "Nigerien|Nigeriens", "Guinea-Bissau": "Bissau-Guinean|Bissau-Guineans",
    "Kiribati": "I-Kiribati", "Norway": "Norwegian|Norwegians", "Kazakhstan": "Kazakh|Kazakhs|Kazakhstani",
    "Uzbekistan": "Uzbek|Uzbeks|Uzbekistani", "Tajikistan": "Tajik|Tajiks|Tajikistani",
    "Turkmenistan": "Turkmen|Turkmens", "Afghanistan": "Afghan|Afghans",
}  # fmt: skip

#: Capitals by name, where the Factbook names several or none, or spells them as no newspaper does.
CAPITALS = {
    "United States": "Washington", "Benin": "Porto-Novo", "Burundi": "Gitega", "Bolivia": "La Paz",
    "South Africa": "Pretoria", "Sri Lanka": "Colombo", "Ivory Coast": "Abidjan", "Eswatini": "Mbabane",
    "Nauru": "Yaren", "Malaysia": "Kuala Lumpur", "Vatican": "Vatican City", "Chile": "Santiago",
    "San Marino": "San Marino", "Ukraine": "Kyiv|Kiev", "Kazakhstan": "Astana", "China": "Beijing",
    "Netherlands": "The Hague|Amsterdam", "Israel": "Jerusalem", "Moldova": "Chisinau",
    "Equatorial Guinea": "Malabo", "Yemen": "Sanaa", "Cyprus": "Nicosia", "Myanmar": "Naypyidaw",
}  # fmt: skip

#: Rows that the Factbook has no profile for.
EXTRA = [("Palestine", "State of Palestine", "Palestinian|Palestinians", "Ramallah", BY_HAND)]

#: Names of rigour's territories that are worded apart from ours.
TERRITORIES = {
    "Gambia": "gm", "Bahamas": "bs", "Ivory Coast": "ci", "Cape Verde": "cv", "East Timor": "tl",
    "Vatican": "va", "Palestine": "ps", "Kosovo": "xk", "Taiwan": "tw", "Myanmar": "mm",
    "Republic of the Congo": "cg", "Democratic Republic of the Congo": "cd", "Micronesia": "fm",
    "Czechia": "cz", "North Korea": "kp", "South Korea": "kr", "Turkey": "tr",
    "Sao Tome and Principe": "st", "Nauru": "nr", "China": "cn", "Eswatini": "sz", "North Macedonia": "mk",
}  # fmt: skip


def states(data: Path) -> list[tuple[str, ...]]:
    """Rows of the table of states; `data` holds `factbook` and `rigour-territories`."""
    known = territories(data / "rigour-territories")
    found = [row for path in sorted(data.glob("factbook/*/*.json")) if (row := profile(path))]
    rows: list[tuple[str, ...]] = []
    for name, aliases, demonyms, capital, source in [*found, *EXTRA]:
        code, wikidata = known[TERRITORIES.get(name, name)]
        rows.append((name, aliases, demonyms, capital, code, wikidata, f"{source}|rigour"))
    return rows


def territories(folder: Path) -> dict[str, tuple[str, str]]:
    """ISO code (three letters) and Wikidata id by English name and by two-letter code."""
    found = {}
    for path in sorted(folder.glob("??.yml")):
        text = path.read_text(encoding="utf-8")
        fields = dict(re.findall(r"^(name|alpha3|qid): *['\"]?(.+?)['\"]?$", text, re.MULTILINE))
        if "alpha3" in fields:
            known = fields["alpha3"].upper(), fields["qid"]
            found[fields["name"]] = found[path.stem] = known
    return found


def profile(path: Path) -> tuple[str, str, str, str, str] | None:
    """One row from one Factbook file, or None when it is not a state of the table."""
    data = json.loads(path.read_text(encoding="utf-8"))
    government = data.get("Government", {})
    bodies = re.split(r"[,;]\s*", text(government, "International organization participation"))
    code = path.stem
    if "UN" not in bodies and code not in ALSO:
        return None
    names = government.get("Country name", {})
    short, formal = text(names, "conventional short form"), text(names, "conventional long form")
    name = NAMES.get(code, re.split(r"\s*[(,;]", short)[0])
    aliases = ALIASES.get(name, "").split("|")
    if formal not in ("", "none", name) and not re.search(r"[(;]", formal):
        aliases.append(formal)
    capital = CAPITALS.get(name, re.split(r"\s*[(;]|, D\.C\.", capital_of(government))[0].strip())
    people = data.get("People and Society", {}).get("Nationality", {})
    demonyms = DEMONYMS.get(name) or nationality(people)
    edited = name in ALIASES or name in DEMONYMS or name in CAPITALS or code in NAMES
    source = f"{SOURCE}|{BY_HAND}" if edited else SOURCE
    return name, "|".join(sorted({a for a in aliases if a})), demonyms, capital, source


def text(section: dict[str, Any], field: str) -> str:
    """A field's text without HTML, or nothing."""
    value = section.get(field, {})
    plain = html.unescape(value.get("text", "")) if isinstance(value, dict) else ""
    return re.sub(r"<[^>]+>", "", plain).strip()


def capital_of(government: dict[str, Any]) -> str:
    """The Factbook's line on the capital."""
    return text(government.get("Capital", {}), "name")


def nationality(people: dict[str, Any]) -> str:
    """Adjective and nouns, singular and plural, joined by bars."""
    found: list[str] = []
    for field in ("adjective", "noun"):
        for part in re.split(r",|;| or ", text(people, field)):
            word = re.sub(r"\([a-z][^)]{2,}\)|^note.*", "", part).strip()
            found += [word.removesuffix("(s)"), word.replace("(s)", "s")]
    return "|".join(dict.fromkeys(w for w in found if w and w != "none" and "(" not in w))
