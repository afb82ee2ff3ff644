"""Everything outside but the tables, behind the ports: the vault function, queues, files, receivers of webhooks, and
the library that makes pictures anew. A client is made at its first use."""
