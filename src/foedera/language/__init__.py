"""Reading a language: sentences, trees, dates and quantities."""
