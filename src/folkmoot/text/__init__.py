"""Strings: their spans, their normal form with a map back, links and language."""
