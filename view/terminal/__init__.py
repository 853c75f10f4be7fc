"""What was found as lines of a terminal, where a Chinese character is two wide."""
