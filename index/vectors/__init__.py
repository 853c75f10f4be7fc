"""The vector index: what of a clause is embedded, and FAISS over it. Derived from the catalog."""
