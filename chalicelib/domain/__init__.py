"""The case and its rules. Pure: time, ids and randomness come in as arguments; nothing here logs or knows AWS."""
