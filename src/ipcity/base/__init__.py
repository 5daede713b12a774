"""Ground floor: errors, settings, days, text, files and progress. It knows no word of intellectual property."""
