"""Which changes of a contract break whom, as a schema registry decides it."""
