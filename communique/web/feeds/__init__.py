"""The dossier for other programs: a news feed (Atom), a calendar (iCalendar), a selection as markdown and as a table.

All are made of the view alone, without a clock: what is dated by us is dated by when its page was captured.
"""
