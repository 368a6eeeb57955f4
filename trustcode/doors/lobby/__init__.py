"""What the office doors share: reading a request strictly, knowing the visitor, answering a refusal."""
