"""The field: officers of counties, cities and the province review and watch the units of their own region."""
