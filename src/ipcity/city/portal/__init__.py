"""Portal: the public face. It reads, calls and answers; it knows no rule of its own."""
