"""What is measured against peers and limits; `make bench` prints the tables."""
