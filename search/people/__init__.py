"""Who was appointed to what, and who held a post on a day."""
