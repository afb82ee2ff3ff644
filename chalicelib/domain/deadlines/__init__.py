"""Deadlines: which clocks run on a case, by which service standard, on whose calendar."""
