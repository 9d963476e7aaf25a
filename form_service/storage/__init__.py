"""What the service remembers: tables, transactions, upgrades, copies, deletion."""
