"""How the shipped models were made; the only place that needs torch."""
