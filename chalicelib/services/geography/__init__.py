"""Geography: the directory of regions and offices for the public."""
