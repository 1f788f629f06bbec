"""What sources say: the event table, its columns, its places, and the events that claims make."""
