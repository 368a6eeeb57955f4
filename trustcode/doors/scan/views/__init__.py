"""What the shopper's pages are given: finished values in the language of the page, nothing to look up or work out.

Names and sentences that come from data are already in the page's language; words of the product are the templates'.
Days are civil days in China, moments are aware. A path that is empty leaves its link out.
"""
