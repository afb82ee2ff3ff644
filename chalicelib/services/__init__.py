"""Use cases. Each takes the time as an argument and speaks to the outside through `ports`."""
