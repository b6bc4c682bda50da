"""The clock: what has come due is done by a service, told the time."""
