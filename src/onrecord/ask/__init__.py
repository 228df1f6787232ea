"""Question → answer, each with its evidence: what the store's statements say, taken together.

    from onrecord.ask.whatif import whatif
    from onrecord.store import open_store

    whatif(open_store("onrecord.db"), "Russia invades Ukraine", "2022-01-08")

One module a question: search, timeline, positions, commitments, whatif, contradictions, actor.
docs/ask.md describes them.
"""
