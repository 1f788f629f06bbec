"""What can be found in journeys: contradictions, forecasts, meetings, train graphs."""
