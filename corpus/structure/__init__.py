"""A source in, its documents and clauses out: masthead, documents, parts, numbering, tables, one step each."""
