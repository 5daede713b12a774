"""The forms of what goes in and out, one file for each subject. Input forbids what it does not know."""
