"""Verbs: one file for each thing that somebody does; the only code that writes."""
