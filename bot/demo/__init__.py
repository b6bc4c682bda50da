"""The example district, and the programs that bring it to life on one machine."""
