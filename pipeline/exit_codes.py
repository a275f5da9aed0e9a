"""How the program ends."""

DONE, FAILED, BAD_USAGE, INTERRUPTED = 0, 1, 2, 130
