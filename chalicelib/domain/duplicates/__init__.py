"""Duplicates: how alike two reports are, and in which cells of a grid the likely ones are found."""
