"""Training and judging the text model: never deployed."""
