"""A journey put together, the document that draws it, and the draft that its author has."""
