"""The quality gate: gold articles of our own, the scorer, and the floors that may only rise."""
