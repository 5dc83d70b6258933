"""What an editor is told about an FAQ before it is published. Each check is a function of what it is given."""
