"""The fuzzer: requests and messages with extreme numbers, each of which must be answered by a frame or by a sentence."""
