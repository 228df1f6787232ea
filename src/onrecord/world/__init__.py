"""Who is who in the world: tables of facts, each row with its source, and look-ups over them."""
