"""What is planned ahead: routines, cost, replays, load tests, security, migrations, game days."""
