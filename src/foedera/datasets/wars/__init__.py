"""Wars, and what the duties of allies came to in them."""
