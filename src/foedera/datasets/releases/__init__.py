"""Releases of the ledger as research tables, and the evidence for single facts of it."""
