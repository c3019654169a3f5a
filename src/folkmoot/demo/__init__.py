"""The Ferry Post: an invented newspaper with its pages, pictures and threads, to see Folkmoot at work."""
