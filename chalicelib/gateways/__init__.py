"""Everything outside that is no table, behind the ports: the vault function, files, the library that makes pictures
anew. Clients are made when they are first used."""
