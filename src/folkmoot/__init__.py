"""Folkmoot: the discussion under a news article, held to a policy that everyone can read."""

__version__ = "0.1.0"
