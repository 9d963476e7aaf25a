"""The outbox and the way of its mails to a mail server."""
