"""Photos that shoppers send: drawn anew apart, stored, attached or linked."""
