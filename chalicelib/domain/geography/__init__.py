"""Geography: regions and tiers of government, their names in a text, and their outlines on the map."""
