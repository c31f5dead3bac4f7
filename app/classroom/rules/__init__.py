"""What a class is, what is said to it, and what comes of it: pure functions, without a clock, a socket or a store."""
