"""What is asked from outside: over HTTP, on the command line, in a notebook."""
