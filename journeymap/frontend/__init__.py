"""What runs in the browser: plain ES modules and styles, and their packing."""
