"""Show: makes what goes out (pages, live events) and keeps nothing."""
