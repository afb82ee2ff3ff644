"""Everything outside that is no table, behind the ports. Clients are made when they are first used."""
