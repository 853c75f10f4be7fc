"""One reader per kind of file; ``corpus.readers.read`` chooses among them."""
