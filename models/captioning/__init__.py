"""Captioners: what can be said of a picture."""
