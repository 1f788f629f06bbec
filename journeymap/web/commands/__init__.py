"""The command line: files are checked, converted and served as the pages do it."""
