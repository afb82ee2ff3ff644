"""The cases of an earlier system: read from its export, taken over with their own days, and counted against it."""
