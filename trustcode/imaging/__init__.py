"""Photos from strangers: decoded by a child process under limits, drawn anew, stripped of everything but the picture."""
