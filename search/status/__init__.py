"""In force or not: what became of a document, the sentences that prove it, who cites it, what is held."""
