"""A journey put together, and the draft that its author has."""
