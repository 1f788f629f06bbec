"""The steps, one a file; a released one is never changed."""
