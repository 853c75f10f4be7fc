"""Share what tests of several folders need."""
