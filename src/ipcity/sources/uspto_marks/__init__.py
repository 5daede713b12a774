"""Trade mark applications and registrations of the United States, the daily XML of the office."""
