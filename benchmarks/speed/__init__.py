"""How long a user waits, and what is read, indexed and asked in a second."""
