"""Read web pages: drawn to lines, the frame of the site taken off."""
