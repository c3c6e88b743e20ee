"""News reports as captured: bytes, text, outlet, dates, and what each line is."""
