"""Links to photos that are too big to attach: signed, and good for as long as photos are kept."""

from datetime import UTC, datetime, timedelta

from form_service.keys import Keys
from form_service.records import Submission
from form_service.service import Service

PURPOSE = "photos"


def photos_link(service: Service, url: str, submission: Submission) -> str:
    """The address of a page with the photos of a submission."""
    days = service.bundle.current().shop.privacy.photo_days
    ends = int((submission.arrived_at + timedelta(days=days)).timestamp())
    return f"{url}/desk/photos/{service.keys.sign(PURPOSE, [submission.reference, ends])}"


def read_photos_link(keys: Keys, seal: str, now: datetime) -> str | None:
    """The reference in a link; None when it is not ours or no longer good."""
    match keys.read_signed(PURPOSE, seal):
        case [str(reference), int(ends)] if now <= datetime.fromtimestamp(ends, UTC):
            return reference
    return None
