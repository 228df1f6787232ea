"""What other data sets say of who led which state when, to check the knowledge base against.

Every set gives `Claim`s: that a person was head of state, head of government, or the effective
leader ("leader") of a state from one day to another.
"""

from __future__ import annotations

import csv
import html
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

FOREVER = "9999-12-31"
#: Codes of the Correlates of War that are not ISO's, by ISO code, where the name does not tell.
COW = {
    "GMY": "DEU", "YUG": "SRB", "ROK": "KOR", "DRV": "VNM", "ETM": "TLS", "MAC": "MKD",
    "MNG": "MNE", "MON": "MNG", "DRC": "COD", "CON": "COG", "CDI": "CIV", "SKN": "KNA",
    "SVG": "VCT", "AAB": "ATG", "FSM": "FSM", "MSI": "MHL", "WSM": "WSM", "MAS": "MUS",
    "MAA": "MRT", "MAG": "MDG", "MAW": "MWI", "ZAM": "ZMB", "ZIM": "ZWE", "SAF": "ZAF",
    "CEN": "CAF", "CHA": "TCD", "EQG": "GNQ", "GAM": "GMB", "GNB": "GNB", "BFO": "BFA",
    "SIE": "SLE", "TAZ": "TZA", "BUI": "BDI", "ANG": "AGO", "MZM": "MOZ", "LES": "LSO",
    "SWA": "SWZ", "CAP": "CPV", "STP": "STP", "SEY": "SYC", "MOR": "MAR", "ALG": "DZA",
    "LIB": "LBY", "SUD": "SDN", "IRN": "IRN", "KUW": "KWT", "BAH": "BHR", "UAE": "ARE",
    "OMA": "OMN", "TAJ": "TJK", "KYR": "KGZ", "KZK": "KAZ", "BHU": "BTN", "BNG": "BGD",
    "MYA": "MMR", "SRI": "LKA", "MAD": "MDV", "NEP": "NPL", "THI": "THA", "CAM": "KHM",
    "MAL": "MYS", "SIN": "SGP", "BRU": "BRN", "PHI": "PHL", "INS": "IDN", "AUL": "AUS",
    "NEW": "NZL", "VAN": "VUT", "SOL": "SLB", "FIJ": "FJI", "TON": "TON", "NAU": "NRU",
    "PAL": "PLW", "UKG": "GBR", "IRE": "IRL", "NTH": "NLD", "FRN": "FRA", "MNC": "MCO",
    "SWZ": "CHE", "SPN": "ESP", "POR": "PRT", "AUS": "AUT", "CZR": "CZE", "SLO": "SVK",
    "SNM": "SMR", "CRO": "HRV", "BOS": "BIH", "SLV": "SVN", "GRC": "GRC", "BUL": "BGR",
    "RUM": "ROU", "EST": "EST", "LAT": "LVA", "LIT": "LTU", "BLR": "BLR", "GRG": "GEO",
    "SWD": "SWE", "DEN": "DNK", "ICE": "ISL", "BHM": "BHS", "HAI": "HTI", "TRI": "TTO",
    "BAR": "BRB", "GRN": "GRD", "SLU": "LCA", "GUA": "GTM", "HON": "HND", "SAL": "SLV",
    "COS": "CRI", "PAR": "PRY", "URU": "URY", "SUR": "SUR", "GUI": "GIN", "NIR": "NER",
    "TOG": "TGO", "NIG": "NGA", "SEN": "SEN", "BEN": "BEN", "MLI": "MLI", "LBR": "LBR",
    "LEB": "LBN", "BOT": "BWA", "SSD": "SSD", "KOS": "XKX",
}  # fmt: skip
#: States that a code of the Correlates of War means no more, or not under one UN member.
NO_CODES = frozenset({"YAR", "YPR", "GDR", "CZE", "ZAN", "RVN"})
#: Codes that CountryInfo gives to the wrong country.
MISCODED = frozenset({"MUS", "MOZ"})
#: What CountryInfo calls the roles.
_CALLED = {
    "presidents": "head-of-state", "president": "head-of-state", "kings": "head-of-state",
    "kings/queens": "head-of-state", "emperors/empresses": "head-of-state",
    "emirs": "head-of-state", "prime ministers": "head-of-government",
    "prime minister": "head-of-government", "chancellors": "head-of-government",
    "premiers": "head-of-government",
}  # fmt: skip
_MONTHS = dict(zip(
    ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"),
    range(1, 13), strict=True,
))  # fmt: skip


@dataclass(frozen=True, slots=True)
class Claim:
    """A set says that a person played a role in a state, by ISO code, from one day to another."""

    source: str
    state: str
    role: str
    name: str
    since: str
    until: str


def claims(data: Path, states: dict[str, str]) -> Iterator[Claim]:
    """All claims; `states` has ISO codes by folded name."""
    yield from reign(data / "reign/leaderlist_3_21.csv")
    yield from archigos(data / "archigos_1990_2015.csv")
    yield from visits(data / "us-state-visits", states)
    yield from leaders_2021(data / "world-leaders-2021/wikidata.csv", states)
    yield from factbook(data / "factbook", states)
    yield from countryinfo(data / "countryinfo/CountryInfo.120116.txt", states)


def reign(path: Path) -> Iterator[Claim]:
    """REIGN: effective leaders by day of beginning and month of end, to March 2021."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as handle:
        for row in csv.DictReader(handle):
            code = row["stateabb"]
            if code in NO_CODES or not row["syear"]:
                continue
            since = f"{row['syear']}-{int(row['smonth']):02d}-{int(row['sdate']):02d}"
            ends = row["eyear"] and row["emonth"]
            # The day of the end is not told: the last month is left out.
            until = f"{row['eyear']}-{int(row['emonth']):02d}-01" if ends else "2021-03-01"
            yield Claim("reign", COW.get(code, code), "leader", row["leader"], since, until)


def archigos(path: Path) -> Iterator[Claim]:
    """Archigos: effective leaders by day, to 2015."""
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            code = row["obsid"].partition("-")[0]
            if code not in NO_CODES:
                state = COW.get(code, code)
                days = row["startdate"], row["enddate"]
                yield Claim("archigos", state, "leader", row["leader"], *days)


def visits(folder: Path, states: dict[str, str]) -> Iterator[Claim]:
    """Visits to the United States: two of one person under one title cover the time between."""
    seen: dict[tuple[str, str], list[tuple[str, str]]] = {}
    for path in sorted(folder.glob("*.xml")):
        for visit in ElementTree.parse(path).getroot():
            state = states.get((visit.findtext("from") or "").lower())
            words = re.match(
                r"(President|Prime Minister|Chancellor|King) (.+)", visit.findtext("visitor") or ""
            )
            if not state or not words:
                continue
            role = "head-of-state" if words[1] in ("President", "King") else "head-of-government"
            day = visit.findtext("start-date") or ""
            seen.setdefault((state, role), []).append((day, words[2]))
    for (state, role), days in seen.items():
        for (since, name), (until, other) in pairwise(sorted(days)):
            if name == other and int(until[:4]) - int(since[:4]) <= 3:
                yield Claim("state-visits", state, role, name, since, until)


def leaders_2021(path: Path, states: dict[str, str]) -> Iterator[Claim]:
    """Wikidata in 2022: heads by year; the years of change are left out."""
    with path.open(encoding="utf-8", newline="") as handle:
        for row in csv.DictReader(handle):
            label = row["positionLabel"].lower()
            state = states.get(row["country"].lower())
            if label.startswith(("president of", "monarch of", "king of", "emperor of")):
                role = "head-of-state"
            elif label.startswith(("prime minister of", "federal chancellor of")):
                role = "head-of-government"
            else:
                continue
            if state and row["start_year"]:
                until = f"{row['end_year']}-01-01" if row["end_year"] else "2022-10-01"
                since = f"{int(row['start_year']) + 1}-01-01"
                yield Claim("leaders-2021", state, role, row["officeholderLabel"], since, until)


def factbook(folder: Path, states: dict[str, str]) -> Iterator[Claim]:
    """The World Factbook of January 2026: heads since a day."""
    for path in sorted(folder.glob("*/*.json")):
        government = json.loads(path.read_text(encoding="utf-8")).get("Government", {})
        names = government.get("Country name", {})
        short = _plain(names.get("conventional short form", {}).get("text", ""))
        state = states.get(re.split(r" \(|,", short)[0].lower())
        branch = government.get("Executive branch", {})
        for field, role in (
            ("chief of state", "head-of-state"),
            ("head of government", "head-of-government"),
        ):
            text = _plain(branch.get(field, {}).get("text", ""))
            told = re.match(r"(.+?) \(since (\d+) (\w{3})\w* (\d{4})", text)
            if state and told and told[3].lower() in _MONTHS:
                since = f"{told[4]}-{_MONTHS[told[3].lower()]:02d}-{int(told[2]):02d}"
                yield Claim("factbook", state, role, told[1], since, "2026-01-15")


def countryinfo(path: Path, states: dict[str, str]) -> Iterator[Claim]:
    """CountryInfo: presidents, monarchs and prime ministers by day, to about 2008."""
    known = set(states.values())
    text = path.read_text(encoding="utf-8", errors="replace").replace("\0", "")
    for country in text.split("<Country>")[1:]:
        code = re.search(r"<ISO3166-alpha3>(\w+)", country)
        told = re.search(r"<Leaders>(.*?)</Leaders>", country, re.DOTALL)
        if not code or not told or code[1] not in known - MISCODED:
            continue
        for title, lines in re.findall(r"<([^/>][^>]*)>(.*?)</", told[1], re.DOTALL):
            role = _CALLED.get(title.lower().replace("_", " "))
            for line in lines.splitlines() if role else ():
                name = re.match(r"\s*\{?([A-Z][^\[\]{}\s]+)", line)
                for since, until in re.findall(r"\[(\d{8}) - (\d{8})\]", line):
                    days = [f"{day[:4]}-{day[4:6]}-{day[6:]}" for day in (since, until)]
                    if name and role:
                        called = name[1].replace("_", " ")
                        yield Claim("countryinfo", code[1], role, called, *days)


def _plain(text: str) -> str:
    return html.unescape(re.sub(r"<[^>]+>", "", text)).strip()
