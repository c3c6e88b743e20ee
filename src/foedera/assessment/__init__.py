"""What follows if these claims hold: standing, obligations, conflict, and why."""
