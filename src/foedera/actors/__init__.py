"""States, organisations, armed groups and outlets, and their names through time."""
