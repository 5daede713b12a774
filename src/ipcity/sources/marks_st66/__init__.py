"""Trade marks of national offices in WIPO Standard ST.66, and the form of the Israeli office."""
