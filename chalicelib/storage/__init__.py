"""DynamoDB behind the ports. `keys` names every key, `row` the attributes, the stores every condition."""
