"""Duplicates: finding reports of the same matter, and merging them."""
