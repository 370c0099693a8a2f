"""What the tests are made of: contracts, the interface of an adapter, and one that works."""
