"""Where things are: coordinate systems, the nearest of many points, routes, and when a place is open."""
