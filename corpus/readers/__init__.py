"""One reader per kind of file; ``corpus.read`` chooses among them."""
