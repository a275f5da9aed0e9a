"""Kokoro-82M, the small neural voice of hexgrad, as a network for padded batches."""
