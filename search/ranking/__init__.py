"""Candidates in, their order out: what finds clauses, what weighs them, when none of them answers."""
