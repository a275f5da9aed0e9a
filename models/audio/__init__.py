"""Sound after the voice: joining, levels, encoding, tags and timed text."""
