"""What an office's editors work with: FAQs of the library beside the shipped content, and what there is to say about them."""
