"""A site that has django-unfold, and registers the app's pages on its classes."""
