"""Trade marks, software and works of companies, as a business directory shows them."""
