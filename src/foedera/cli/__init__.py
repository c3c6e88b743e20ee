"""Speaks to a person at a terminal."""
