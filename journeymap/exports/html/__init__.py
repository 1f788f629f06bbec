"""A journey as web pages: the page to embed, and the one file that opens from disk."""
