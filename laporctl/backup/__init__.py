"""Backups of a stack, and restores into a new one: nothing is lost, and what was erased since stays erased."""
