"""The register of geographical indications of the European Union, as one JSON file."""
