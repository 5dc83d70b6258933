"""The pages of the office's admins and editors, over the routes of ``/api/admin``."""
