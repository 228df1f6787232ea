"""The tools: what an assistant may ask of a store; each answer carries its evidence."""

from __future__ import annotations

from collections.abc import Callable
from typing import Annotated

from pydantic import Field

from onrecord.ask.search import Query
from onrecord.ask.search import search as find
from onrecord.ask.timeline import timeline as moments
from onrecord.ask.whatif import whatif as what_follows
from onrecord.mcp_server.answers import Answer, consequences, evidence, report, timeline_of
from onrecord.store import Store
from onrecord.store.packing import Floats

Names = Annotated[
    list[str], Field(description="Names of persons, states or bodies, as NATO or Vladimir Putin")
]
Following = Annotated[
    str | None, Field(description="`following` of the answer before, for more of it")
]
Day = Annotated[str | None, Field(description="An ISO day, as 2022-01-08; included")]


class Tools:
    """The tools, as methods; what each raises reaches the assistant as a message."""

    def __init__(self, store: Store, vector: Callable[[str], Floats] | None) -> None:
        self._store = store
        self._vector = vector

    def search(
        self,
        *,
        words: Annotated[str, Field(description='Words that it holds; "…" for a phrase')] = "",
        meaning: Annotated[str, Field(description="A sentence; what means the like is found")] = "",
        speakers: Names = [],  # noqa: B006, read alone
        addressees: Names = [],  # noqa: B006
        about: Names = [],  # noqa: B006
        acts: Annotated[
            list[str], Field(description="What the words do: threaten, promise, deny, demand, …")
        ] = [],  # noqa: B006
        outlets: Annotated[list[str], Field(description="Names of outlets")] = [],  # noqa: B006
        since: Day = None,
        until: Day = None,
        most: Annotated[int, Field(ge=1, le=50)] = 10,
        after: Following = None,
    ) -> Answer:
        """Find statements: who said what to whom about whom, when, in which outlet.

        Everything given must hold; of several values of one field, any. Without words or meaning
        the newest come first.
        """
        query = Query(
            words=words,
            meaning=meaning,
            speaker=tuple(speakers),
            addressee=tuple(addressees),
            about=tuple(about),
            acting=True,
            act=tuple(acts),
            outlet=tuple(outlets),
            since=since,
            until=until,
        )
        page = find(self._store, query, most=most, after=after, vector=self._vector)
        return {
            "statements": [evidence(found.said) for found in page.found],
            "following": page.following,
        }

    def statement(
        self, number: Annotated[int, Field(description="A statement's number")]
    ) -> Answer:
        """Show one statement with what stands around it, and every article that carries it."""
        said = self._store.statement(number)
        return {
            **evidence(said),
            "before": said.before,
            "after": said.after,
            "reports": [report(each) for each in self._store.reports(number)],
        }

    def timeline(
        self,
        *,
        who: Annotated[
            str | None, Field(description="Whose timeline: a person, state or body")
        ] = None,
        other: Annotated[
            str | None, Field(description="A second one: what the two say to and of each other")
        ] = None,
        topic: Annotated[str, Field(description="Words that each statement holds")] = "",
        since: Day = None,
        until: Day = None,
        most: Annotated[int, Field(ge=1, le=50)] = 20,
        after: Following = None,
    ) -> Answer:
        """Tell what somebody said, was told and was spoken of, oldest first, with what was done.

        Of an actor, of two, or of a topic; `part` says whether a statement is by, to or about
        the first. Name an actor or a topic.
        """
        found = moments(
            self._store,
            who,
            other=other,
            topic=topic,
            since=since,
            until=until,
            most=most,
            after=after,
        )
        return timeline_of(found)

    def whatif(
        self,
        question: Annotated[
            str, Field(description='What happens, in a few words: "Russia invades Ukraine"')
        ],
        on: Annotated[
            str | None, Field(description="The day to ask for, as 2022-01-08; today without one")
        ] = None,
        most: Annotated[int, Field(ge=1, le=50)] = 10,
    ) -> Answer:
        """Say what would follow if something happened, with evidence for each entry.

        Who has said what they would do; who is bound by treaty to the one attacked, and who
        expressly is not, with the clause; what is predicted. What no entry says is unknown.
        """
        return consequences(what_follows(self._store, question, on, most=most))
