"""The parts of the Train graph page."""
