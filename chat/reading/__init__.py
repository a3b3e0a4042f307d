"""Reading files that somebody else made: in a process of its own, with little time, little memory and no secrets."""
