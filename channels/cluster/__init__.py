"""Several gateways behind one address: whose a line is, how the others pass on to it, and what they tell each other."""
