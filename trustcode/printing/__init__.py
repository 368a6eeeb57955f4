"""What is printed: the scannable symbol as a grid, and the doorplate poster around it. Knows no room."""
