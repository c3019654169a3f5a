"""Measure: each detector hears some attributes in a passage and gives signals; none decides."""
