"""Events of PLOVER's types in an article: deeds, who does them, and what statements are themselves."""
