"""The record: every change of the scheme's facts leaves an entry here, in the same transaction.

It promises that no entry is edited or removed through this program, and that each carries a salted leaf hash from the
first day. It does not yet promise proofs: places in a tree, checkpoints and witnesses come with the sequencer.
"""
