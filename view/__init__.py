"""Show what was found: as text in a terminal, as HTML on the page, in Chinese or in English."""
