"""Several workers on one database: one of them leads."""
