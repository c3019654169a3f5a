"""What is discussed: sites, stories, authors, comments and their threads, as plain values."""
