"""Keep: the tables, and the only SQL in the project."""
