"""Service levels as OpenSLO v1, and what happens once a budget of errors is spent."""
