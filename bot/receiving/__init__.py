"""Edge in: updates, at least once, in order within a chat."""
