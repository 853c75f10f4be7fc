"""What the network gets: the gate that requests pass, and downloads."""
