"""Where the traveller was: its possible range at each moment, as it happened or was known."""
