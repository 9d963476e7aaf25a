"""Development mails in their folder, as far as others than the mailer touch them."""

from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path


def read_mail(path: Path) -> EmailMessage:
    """One of the files."""
    return message_from_bytes(path.read_bytes(), policy=default)


def erase_mail_files(folder: Path, address: str) -> int:
    """Delete the mails that name an address anywhere; returns how many."""
    found = [path for path in folder.glob("*.eml") if _names(read_mail(path), address.casefold())]
    for path in found:
        path.unlink()
    return len(found)


def _names(message: EmailMessage, address: str) -> bool:
    texts = [str(value) for value in message.values()]
    texts += [
        part.get_content() for part in message.walk() if part.get_content_maintype() == "text"
    ]
    return any(address in text.casefold() for text in texts)
