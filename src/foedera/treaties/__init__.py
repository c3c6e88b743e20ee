"""The law: instruments, who is bound by them since when, and to what."""
