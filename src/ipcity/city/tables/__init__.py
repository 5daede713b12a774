"""Lists that a person can work with: sorted, narrowed, paged and taken away, with the address as their state.

`given` reads what an address asks for, strictly, for every page. Knows neither what its rows are nor who reads them; every duty and every face may use it.
"""
