"""Ranked clauses in, hits out: the words that answer lit up, what holds first, notes on what can't be told."""
