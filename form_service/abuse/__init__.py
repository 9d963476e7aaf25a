"""What protects shoppers and staff from floods and spam; it holds and pauses, never drops."""
