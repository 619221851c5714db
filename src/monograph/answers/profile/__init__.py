"""What is known of a person, and the ways to tell it: options, a TOML or JSON file, a FHIR patient summary."""
