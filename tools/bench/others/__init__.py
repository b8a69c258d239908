"""Documentation that others wrote, printed: is everything on paper that is on the page?"""
