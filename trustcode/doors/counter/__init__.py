"""The consumer, without an account: saying that a sign is wrong, objecting during public notice,
confirming a return.
"""
