"""Text: the linear model that reads a report's words, and the alarms that are found in them."""
