"""Handlers of events that are no HTTP request: event and context in, dict out."""
