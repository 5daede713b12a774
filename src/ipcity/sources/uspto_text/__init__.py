"""US patents as the examiners' search system prints them: one field a line, documents one after another."""
