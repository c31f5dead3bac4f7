"""Where classes and votes are kept: in this process, or in a Redis that several workers share."""
