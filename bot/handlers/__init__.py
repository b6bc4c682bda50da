"""Edge in: a filter parses, one service call decides, a view answers."""
