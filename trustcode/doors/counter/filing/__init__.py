"""Filing a complaint or a report: a few short steps that each keep what was typed, a code to the phone, a receipt."""
