"""What a message of the assistant is: one closed list for the conversation, the page, the evaluation and whoever calls."""

from __future__ import annotations

from enum import StrEnum


class Status(StrEnum):
    """What a message is. Every message has exactly one status, in ``custom.status``."""

    meaning: str

    def __new__(cls, value: str, meaning: str) -> Status:
        member = str.__new__(cls, value)
        member._value_, member.meaning = value, meaning
        return member

    ANSWERED = "answered", "An approved answer, with its place and its source."
    GUIDED = (
        "guided",
        "The first word on a topic, where no single answer is sure; the nearest questions are on the buttons.",
    )
    REPEATED = "repeated", "Said before an answer that was given just now already."
    CHOICES = "choices", "Several answers may be meant; their questions are on the buttons."
    ASKED_REGION = "asked_region", "The answer depends on the city, which is asked for."
    REFUSED = "refused", "Nothing reliable was found; whom to call instead."
    OFFERED = "offered", "A service is offered for what was told or asked; a yes begins it."
    ASKING = "asking", "A service asks for what it needs to know."
    NOT_TAKEN = "not_taken", "What was told to a service cannot be right, or does not help it; says why."
    LISTED = "listed", "Rows of a table: stations, jobs, places to stay, service points, courses."
    NOTHING_LISTED = "nothing_listed", "No row of a table fits, or there are no more."
    COMPUTED = "computed", "What a service found out: a month of retirement, an estimate, a self-check, a claim's page."
    NOT_COMPUTED = "not_computed", "A service cannot find out what it was asked; says what is lacking."
    HANDOFF = (
        "handoff",
        "How to reach a person, where one stands among those who wait, or what a person of the staff says.",
    )
    DANGER = "danger", "Somebody may be in danger; whom to call at once."
    PRIVATE_DATA = "private_data", "Private numbers were sent; they were masked, and should not be sent."
    SMALL_TALK = "small_talk", "A greeting, thanks, a farewell, a word in between, or what the assistant can do."
    NOTED = "noted", "A city, a location or something about a person was taken in; nothing was asked yet."
    LEFT = "left", "A service was ended because the person wished so."
    BLANK = "blank", "The message had no words."
    NOT_UNDERSTOOD = "not_understood", "The message could not be made out."
    UNAVAILABLE = "unavailable", "The assistant cannot answer just now; the message should be sent again."


# Beside a word about danger, only what helps: nothing that was not found or not understood.
HELPFUL = (Status.ANSWERED, Status.GUIDED, Status.LISTED, Status.COMPUTED, Status.ASKING)
