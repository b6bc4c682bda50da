"""Pages of docs/ that are made from the program: `make docs` writes them, a test compares them."""
