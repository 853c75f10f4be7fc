"""Read PDFs: their glyphs and rules, laid out by ``corpus.readers.layout``."""
