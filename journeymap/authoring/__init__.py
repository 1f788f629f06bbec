"""Making journeys of one's own: reading files, finding errors, looking up places, saving."""
