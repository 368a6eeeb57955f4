"""The course of a report (a clue of illegality): another procedure with other clocks, never a complaint.

A report must be checked whether or not the reporter gives a name; what was found in mediation is checked alike.
"""

from __future__ import annotations

from enum import StrEnum

from trustcode.kernel.transitions import Transitions


class ReportState(StrEnum):
    """Where a report stands."""

    RECEIVED = "received"
    CASE_FILED = "case_filed"
    NO_CASE = "no_case"
    JOINED = "joined"
    REFERRED = "referred"
    CASE_CLOSED = "case_closed"


class ReportAct(StrEnum):
    """What can be done with a report."""

    FILE_CASE = "file_case"
    FIND_NO_CASE = "find_no_case"
    JOIN = "join"
    SEND = "send"
    REFER = "refer"
    CLOSE_CASE = "close_case"


class NoCaseGround(StrEnum):
    """Why no case is filed on a report (Administrative Penalty Procedure, article 20)."""

    NO_BREACH = "no_breach"
    SLIGHT_AND_MENDED = "slight_and_mended"
    NO_EVIDENCE = "no_evidence"
    OVER_TIME = "over_time"
    NOT_IDENTIFIED = "not_identified"
    OTHER_LAW = "other_law"


class ReportOrigin(StrEnum):
    """Where a clue comes from: a reporter, or the mediation of a complaint."""

    REPORTER = "reporter"
    COMPLAINT = "complaint"


_S, _A = ReportState, ReportAct

REPORT_COURSE: Transitions[ReportState, ReportAct] = Transitions(
    {
        (_S.RECEIVED, _A.FILE_CASE): _S.CASE_FILED,
        (_S.RECEIVED, _A.FIND_NO_CASE): _S.NO_CASE,
        (_S.RECEIVED, _A.JOIN): _S.JOINED,
        (_S.RECEIVED, _A.SEND): _S.RECEIVED,
        (_S.RECEIVED, _A.REFER): _S.REFERRED,
        (_S.CASE_FILED, _A.CLOSE_CASE): _S.CASE_CLOSED,
    }
)
"""What can happen to a report; officers of the region alone do it.

Sent, it stays open at another office of ours; referred, it ends here, since an authority outside is competent.
"""

REPORTS_OPEN = (_S.RECEIVED, _S.CASE_FILED)
