"""An archive's articles → parts, each with an id that only its own articles and the reader give."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from onrecord.bulk.job import Job
from onrecord.ingest.raw import Raw

#: Bytes of articles above which a part ends early, so that memory has a bound.
HEAVIEST = 32 * 2**20


@dataclass(frozen=True, slots=True)
class Part:
    """Articles that are read in one go; `lost` are the places of those that end their reader."""

    id: str
    raws: tuple[Raw, ...]
    lost: frozenset[int] = frozenset()


def cut(raws: Iterable[Raw], job: Job, most: int) -> Iterator[Part]:
    """Cut articles, in their order, into parts of `most` at most and about two thirds mostly.

    A part ends after an article whose digest says so (content-defined chunking, Muthitacharoen
    et al. 2001, LBFS), so that articles put in or taken out change the parts next to them only,
    and what was read of the others is kept.
    """
    within: list[Raw] = []
    digests: list[bytes] = []
    weight = 0
    for raw in raws:
        within.append(raw)
        digests.append(raw.digest())
        weight += raw.size()
        if len(within) >= most or weight >= HEAVIEST or _ends(digests, most):
            yield Part(_id(digests, job), tuple(within))
            within, digests, weight = [], [], 0
    if within:
        yield Part(_id(digests, job), tuple(within))


def _ends(digests: list[bytes], most: int) -> bool:
    if len(digests) < max(1, most // 2):
        return False
    return int.from_bytes(digests[-1][:4]) % max(1, most // 4) == 0


def _id(digests: list[bytes], job: Job) -> str:
    found = hashlib.blake2b(job.key().encode(), digest_size=10)
    for digest in digests:
        found.update(digest)
    return found.hexdigest()
