"""What documents do to one another and to themselves: repealed, amended, corrected, in effect from a day."""
