"""Reading: questions to the store, as plain functions of a connection."""
