"""Deadlines: the sweep that fires expired clocks."""
