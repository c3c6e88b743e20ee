"""foedera reads what is reported about pacts between states."""
