"""What an export will look like, before it is written."""
