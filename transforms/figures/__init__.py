"""Figures of documents: which pictures are worth describing, where their files are, what is known of them."""
