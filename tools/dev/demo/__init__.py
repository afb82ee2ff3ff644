"""The story that `laporctl demo` plays and the end-to-end tests check: what outsiders can do to a running system."""
