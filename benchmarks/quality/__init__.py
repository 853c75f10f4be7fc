"""How right the answers are, with the judged questions that tell."""
