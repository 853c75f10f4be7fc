"""What a clause points at: how references are written, and what they mean where they stand."""
