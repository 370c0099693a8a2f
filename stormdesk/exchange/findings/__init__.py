"""What was found on boards, for people and for the tools of a pipeline."""
