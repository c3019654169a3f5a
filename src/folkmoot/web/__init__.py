"""The door: HTTP for readers, authors, the desk and publishers."""
