"""Speaks to a browser: pages, pictures and data of one ledger, and the command that serves them."""
