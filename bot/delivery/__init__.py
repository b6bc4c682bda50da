"""Edge out: claim, pace, send, record."""
