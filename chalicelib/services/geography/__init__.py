"""Geography: the public face of regions and offices."""
