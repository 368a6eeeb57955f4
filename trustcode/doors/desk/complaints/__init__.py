"""Complaints at the desk: what presses, the exact copy, the answer, and the shop's word that it settles first."""
