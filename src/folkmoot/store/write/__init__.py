"""Writing: what operations change, as plain functions of a transaction."""
