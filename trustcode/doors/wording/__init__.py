"""Words for people, in Chinese and English: catalogues, filters, page templates and their styles."""
