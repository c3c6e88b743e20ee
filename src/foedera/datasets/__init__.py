"""Research tables: ATOP's alliances read, rebuilt to the day, and carried on by the registry."""
