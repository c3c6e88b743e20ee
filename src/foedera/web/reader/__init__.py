"""Shows a report to a reader: its text with the claims marked, and a card for each claim."""
