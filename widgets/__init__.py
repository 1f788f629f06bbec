"""What pages put on the screen: our own controls, and words about what went wrong."""
