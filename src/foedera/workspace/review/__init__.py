"""Review: one proposal at a time, decided by coders; decisions as files."""
