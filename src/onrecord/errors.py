"""Every error that onrecord raises, each with a code and what to do next.

OnrecordError
├── InputError            one input cannot be read; the others go on
│   ├── MissingInput      R101  no such file, folder or pattern
│   ├── NoArticles        R102  a folder or pattern without an article
│   ├── EmptyInput        R103  nothing to read in it
│   ├── BinaryInput       R104  not text
│   ├── UnreadableInput   R105  the system refused to open it
│   ├── UnknownFormat     R106  a kind of file that onrecord does not read
│   ├── NoArticleText     R107  a page without an article
│   ├── FetchError        R108  an address that did not answer with a page
│   ├── DamagedInput      R109  a file that is cut off or damaged, or a row that is
│   ├── TooLargeInput     R110  a row, text or page that is too large for an article
│   ├── RepeatedInput     R111  an article that was read before in the same run
│   ├── WorkerLost        R112  an article that ends the process that reads it
│   ├── IsFeed            R113  an address of a feed where that of an article is needed
│   └── NotAFeed          R114  what was to be a feed, and is none
├── OptionError           R201  an option's value makes no sense
│   └── MissingExtra      R202  a part of onrecord that is not installed
├── OutputError           R301  the output cannot be written
├── ModelError            R401  the model's files are missing or damaged
├── WorldError            R501  a user's file of the knowledge base does not fit
├── EngineError           R601  the processes or machines that share the work do not start
├── AccountError          R701  an account that cannot be made or changed
├── StoreError            R801  the store cannot be opened or used
│   ├── ForeignStore      R802  a database that is not onrecord's
│   ├── NewerStore        R803  a store of a newer onrecord
│   ├── DamagedStore      R804  a database file that is damaged
│   ├── FullStore         R805  no room to write
│   ├── BusyStore         R806  somebody else writes, for too long
│   └── NotInStore        R807  no such article, statement, actor or decision
└── AlertError            R901  a subscription that cannot be made or changed
    ├── StaleLink         R902  a link out of a mail that is none, or is too old
    ├── TooManySignUps    R903  more sign-ups from one place than are allowed
    └── MailError         R904  the mail server cannot be reached, or refuses us
"""

from __future__ import annotations

from typing import ClassVar


class OnrecordError(Exception):
    """Base of all; `str()` gives code, what is wrong, and what to do next."""

    code: ClassVar[str] = "R000"

    def __init__(self, problem: str, remedy: str) -> None:
        super().__init__(f"{self.code}: {problem}. {remedy}")
        self.problem = problem
        self.remedy = remedy

    def __reduce__(self) -> tuple[type[OnrecordError], tuple[str, str]]:
        # By default an exception is made again from its message alone.
        return type(self), (self.problem, self.remedy)


class InputError(OnrecordError):
    """One input cannot be read; the other inputs are not affected."""

    code = "R100"


class MissingInput(InputError):
    """No file, folder or pattern of that name."""

    code = "R101"


class NoArticles(InputError):
    """A folder or pattern that holds no article."""

    code = "R102"


class EmptyInput(InputError):
    """An input with nothing to read in it."""

    code = "R103"


class BinaryInput(InputError):
    """An input that is not text."""

    code = "R104"


class UnreadableInput(InputError):
    """An input that the system refused to open."""

    code = "R105"


class UnknownFormat(InputError):
    """A kind of file that onrecord does not read."""

    code = "R106"


class NoArticleText(InputError):
    """A page in which no article was found."""

    code = "R107"


class FetchError(InputError):
    """An address that did not answer with a page."""

    code = "R108"


class DamagedInput(InputError):
    """A file that is cut off or damaged, or a row that is."""

    code = "R109"


class TooLargeInput(InputError):
    """A row, text or page that is too large for an article."""

    code = "R110"


class RepeatedInput(InputError):
    """An article that was read before in the same run."""

    code = "R111"


class WorkerLost(InputError):
    """An article that ends the process that reads it, each time."""

    code = "R112"


class IsFeed(InputError):
    """An address that answers with a feed, where an article is needed."""

    code = "R113"


class NotAFeed(InputError):
    """What was to be a feed of articles, and is none."""

    code = "R114"


class OptionError(OnrecordError):
    """An option's value makes no sense."""

    code = "R201"


class MissingExtra(OptionError):
    """A part of onrecord that is not installed."""

    code = "R202"


class OutputError(OnrecordError):
    """The output cannot be written."""

    code = "R301"


class ModelError(OnrecordError):
    """The model's files are missing or damaged."""

    code = "R401"


class WorldError(OnrecordError):
    """A user's file of the knowledge base does not fit."""

    code = "R501"


class EngineError(OnrecordError):
    """The processes or machines that share the work do not start, or cannot be reached."""

    code = "R601"


class AccountError(OnrecordError):
    """An account, password or token that cannot be made or changed."""

    code = "R701"


class StoreError(OnrecordError):
    """The store cannot be opened or used."""

    code = "R801"


class ForeignStore(StoreError):
    """A database that is not onrecord's."""

    code = "R802"


class NewerStore(StoreError):
    """A store that a newer onrecord has made or changed."""

    code = "R803"


class DamagedStore(StoreError):
    """A database file that is damaged."""

    code = "R804"


class FullStore(StoreError):
    """There is no room to write."""

    code = "R805"


class BusyStore(StoreError):
    """Somebody else writes into the store, for too long."""

    code = "R806"


class NotInStore(StoreError):
    """The store holds no such article, statement, actor or decision."""

    code = "R807"


class AlertError(OnrecordError):
    """A subscription that cannot be made or changed."""

    code = "R901"


class StaleLink(AlertError):
    """A link out of a mail that is none of ours, or is too old."""

    code = "R902"


class TooManySignUps(AlertError):
    """More sign-ups from one place, or from all together, than the settings allow."""

    code = "R903"


class MailError(AlertError):
    """The mail server cannot be reached, or refuses us; the mails stay in the outbox."""

    code = "R904"
