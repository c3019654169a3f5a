"""Wiring: the only package that chooses. It builds everything from a Config, reads the clock and makes ids."""
