"""Addresses of the API, one file for each subject. They read, call and answer; errors are raised, never returned."""
