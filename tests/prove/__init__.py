"""Proofs on real processes and a real PostgreSQL: whatever dies, nothing is lost. `make prove`."""
