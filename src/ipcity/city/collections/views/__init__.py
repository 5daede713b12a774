"""Pages of what people keep. They read, call and answer."""
