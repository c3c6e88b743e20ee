"""ATOP's own files: which they are, what they say, and the spells that follow from them."""
