"""The operator at a terminal: each command parses, opens a pen, calls one act and says what came of it."""
