"""Foreign formats: one file for each outside system or kind of document, its words in and out."""
