"""Distance against time, as tables for a chart: stations, bounds, windows, publications."""
