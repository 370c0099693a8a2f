"""What a workshop leaves behind, in one folder to pass on."""
