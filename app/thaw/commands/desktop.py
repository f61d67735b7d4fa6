"""``thaw desktop``: the entry that a double click opens."""
