"""The words of the interface, one catalogue a language, for pages, mail and embed alike."""
