"""What catalogues of software and modelling languages take over from a board."""
