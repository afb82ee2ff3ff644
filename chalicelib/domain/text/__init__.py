"""Text: the linear model that classifies a report's words, and the alarms that are detected in them."""
