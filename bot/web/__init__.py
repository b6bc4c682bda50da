"""The one HTTP listener: health, and updates by webhook."""
