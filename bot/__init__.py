"""Gege (格格): one message in the residents' group is enough."""
