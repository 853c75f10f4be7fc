"""Texts in, vectors out: the bundled model, and any of sentence-transformers."""
