"""Duplicates: the similarity of two reports, and the grid in whose cells likely duplicates are found."""
