"""DynamoDB behind the ports. `table_keys` names every key, `models` the attributes, each store its conditions."""
