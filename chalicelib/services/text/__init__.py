"""Text: what a report's words are about, and the alarms that they give."""
