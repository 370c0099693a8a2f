"""Where the numbers come from: sources of metrics as editable data, and queries made of them."""
