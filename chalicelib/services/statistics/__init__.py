"""Statistics: aggregating events, answering questions about them, and the public files."""
