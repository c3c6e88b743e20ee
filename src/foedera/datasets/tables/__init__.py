"""The tables themselves: directed dyads, states, alliances, spells."""
