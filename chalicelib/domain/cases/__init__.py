"""Cases: the filing, the events since, the commands and who may give them, and who may see the case."""
