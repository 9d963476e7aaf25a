"""What the mails say, and the one way to build a message."""
