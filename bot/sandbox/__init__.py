"""Telegram in a box: a local Bot API server and the people who talk to its bots."""
