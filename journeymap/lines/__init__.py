"""Where a traveller can be: railways, lines with kilometres, and recordings drawn as lines."""
