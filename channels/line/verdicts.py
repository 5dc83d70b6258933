"""What people think of an answer."""

from __future__ import annotations

from channels.contract.events import Accepted, Replied
from channels.contract.incoming import Judgement
from channels.errors import ErrorCode, GatewayError
from channels.line import tally
from channels.line.line import Line
from channels.line.transcripts import Transcripts
from channels.privacy import mask


def judge(line: Line, judgement: Judgement, transcripts: Transcripts) -> None:
    """Keep a person's word on one message of their line, with what was asked and which answer it was. Raises GatewayError
    where the line has no such message."""
    entries = line.since(0)
    replied = next((entry for entry in entries if isinstance(entry, Replied) and entry.at == judgement.at), None)
    if replied is None:
        raise GatewayError(ErrorCode.NOT_FOUND, status=404)
    asked = next((entry for entry in entries if isinstance(entry, Accepted) and entry.id == replied.id), None)
    if asked:
        tally.count_verdict(transcripts, line.key, asked.at, judgement.helpful)
    transcripts.judge(
        {
            "line": line.key,
            "at": replied.at,
            "helpful": judgement.helpful,
            "reason": judgement.reason,
            "note": mask(judgement.note),
            "question": asked.text if asked else "",
            "faq_id": replied.message.get("custom", {}).get("faq_id", ""),
        }
    )
