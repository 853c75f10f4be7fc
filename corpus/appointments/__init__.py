"""Who is appointed to what: the sentences of notices, the posts in them, a posting for each person."""
