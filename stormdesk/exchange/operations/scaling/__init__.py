"""How consumers are scaled on Kubernetes by what waits for them."""
