"""Statistics: how events are counted, and which counts may be published."""
