"""What the shop promised: safe consumption, and for sellers of goods the return without a reason."""
