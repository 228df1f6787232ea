"""Article → record: one encoder pass, then each layer in a module of its own."""
