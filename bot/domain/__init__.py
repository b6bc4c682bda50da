"""The rules of the house: pure functions of values and time."""
