"""What depends on the time: opening hours, promised answers, incidents."""
