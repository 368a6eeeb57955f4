"""Province, city, county and management zone: codes, names, and how long each was in force."""
