"""Shows how to ask from a program what a page shows: in Python, in R, with curl."""

from foedera.web.snippets.snippet import Snippet, snippets

__all__ = ["Snippet", "snippets"]
