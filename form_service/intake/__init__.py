"""What shoppers send: forms, their fields and tokens, and the submission they become."""
