"""The case: what was filed, what has happened to it since, who may do what to it, and who may see it."""
