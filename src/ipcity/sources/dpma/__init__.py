"""German patents, utility models, designs and trade marks: register entries and lists of hits of DPMAregister."""
