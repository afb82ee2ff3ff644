"""Links to stacks of other accounts: what two admins who have no rights in each other's account send each other."""
