"""Background jobs and versions, as the admin's page asks for them."""
