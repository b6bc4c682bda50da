"""Use cases: each one transaction that loads, decides, stores and queues what must be said."""
