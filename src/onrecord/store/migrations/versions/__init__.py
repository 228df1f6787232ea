"""One file a change, `NNNN_what.py`, its revision the number."""
