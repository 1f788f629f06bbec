"""The parts of the Make page."""
