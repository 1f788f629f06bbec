"""The kinds of JSON that phones, trackers and map tools write, known by their shape."""
