"""TrustCode 放心码: one business, one code.

The map of the house, from the ground up; a floor uses only the floors beneath it.

    kernel        pure: moments, working days, transitions, refusals, identifiers
    settings      what the environment says, frozen
    imaging       a photo from a phone, made harmless in a child process
    printing      facts in, poster out: PDF, PNG, SVG
    storage       how bytes are kept: SQLite or PostgreSQL, files by their hash
    record        the pen: nothing changes without an entry
    people … codes   the rooms: what the business is, each with rules, entries, models, queries, actions
    projections   copies made for fast reading
    doors         HTTP and the terminal, one door an audience
    factory       the only file that knows everything
"""
