"""The catalogues: what the interface says, one file a language."""
