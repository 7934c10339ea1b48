"""What negation, lack, plans, requests and hedges do to what stands below them."""
