"""A question in, what it asks for out: words, phrases, numbers, places, other names of the same things."""
