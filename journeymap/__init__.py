"""Reported journeys: claims, the line they lie on, and where the traveller could have been."""
