"""The catalog: one SQLite file that holds every issue whole, the truth of a home."""
