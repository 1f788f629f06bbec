"""What pages put on the screen: controls, the parts of each page, and error messages."""
