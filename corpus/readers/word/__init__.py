"""Read Word files: paragraphs, and the numbers that Word draws before them."""
