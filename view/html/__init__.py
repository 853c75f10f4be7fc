"""What was found as HTML: cards, a document to read, a checked draft; the page's script and style."""
