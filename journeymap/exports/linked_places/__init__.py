"""A journey as records of its places: Linked Places JSON-LD, and its table LP-TSV."""
