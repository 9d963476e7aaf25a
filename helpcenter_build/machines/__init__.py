"""What machines read: structured data, preview pictures, feeds, Markdown copies."""
