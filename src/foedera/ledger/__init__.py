"""Storage: what was reported, by whom, when it was recorded, and what was decided."""
