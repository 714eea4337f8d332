"""The case: the store, review decisions and the audit trail."""
