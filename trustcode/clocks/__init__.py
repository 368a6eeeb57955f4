"""The clocks of the law: how long each step may take, as data with the days on which a rule was in force."""
