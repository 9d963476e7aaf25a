"""A question that shoppers ask in every language of the sample shop."""

from collections.abc import Mapping

WHERE_IS_MY_PARCEL: Mapping[str, str] = {
    "en": "where is my parcel",
    "bg": "къде е пратката ми",
    "ru": "где моя посылка",
    "ar": "أين شحنتي",
}
