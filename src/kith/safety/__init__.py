"""Safety: whom to call (`helplines`), crisis words (`crisis`), care settings for a tie (`gate`).

The three modules are independent, use the standard library only and are imported one by one, so
that the page with the helplines starts without the rest.
"""
