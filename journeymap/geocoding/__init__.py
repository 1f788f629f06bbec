"""Names of places to positions: our own places, the cities of GeoNames, and a service."""
