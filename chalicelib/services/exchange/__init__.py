"""Exchange between stacks: the referral of a case, and the propagation of redactions and erasures to its copies."""
