"""The whole of a life in Kith as readable files: what stands in them, and the page that gives them."""
