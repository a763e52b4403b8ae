"""People in the store: access, the audit log, erasing, keeping and masking."""
