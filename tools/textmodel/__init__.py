"""Teaching and judging the text model: never deployed."""
