/** The page of a phone in a class, and of the projector. */
