"""Question → answer, each with its evidence: what the store's statements say, taken together."""
