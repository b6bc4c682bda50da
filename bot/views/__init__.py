"""Messages: words, keyboard and callback data, made from plain values."""
