"""A form in which contributions arrive: a line that names the file, and below it what is in it."""

from jiaozhu.workflows.accepting import Envelope, Sent, SentFile

_MARK = "CARD "


def _is_card(text: str) -> bool:
    return text.startswith(_MARK)


def _open(text: str) -> Sent:
    path, _, rest = text.removeprefix(_MARK).partition("\n")
    return Sent((SentFile(path, rest, 1),))


CARD = Envelope("card", _is_card, _open)
