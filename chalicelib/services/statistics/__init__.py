"""Statistics: the aggregation of events into counts, queries of them, and the public files."""
