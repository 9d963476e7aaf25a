"""What editors write, read from `content/`: articles, front matter, moves, vocabulary."""
