"""Text: classifies a report's words, and detects alarms in them."""
