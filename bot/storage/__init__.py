"""Tables that keep the promises, sessions, and the queries of each capability."""
