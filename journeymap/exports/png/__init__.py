"""A journey at one moment as a picture."""
