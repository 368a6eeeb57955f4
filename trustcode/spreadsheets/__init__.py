"""Tables that come and go as files: read in a child process under limits, written so that no cell is a formula."""
