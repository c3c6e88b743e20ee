"""Who is let in, and how they are known: anybody at this machine, or a team's people."""
