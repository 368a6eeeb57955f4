"""Pure: which terms may be promised, the exact text of a promise, the last day to return something."""
