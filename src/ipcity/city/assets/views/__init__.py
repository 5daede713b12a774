"""Pages of the bridge: the clerk's queue of names, and objections from both sides. They read, call and answer."""
