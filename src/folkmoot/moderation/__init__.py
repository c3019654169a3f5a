"""Decide: one decision from many findings, the case for the desk, and what follows for the author."""
