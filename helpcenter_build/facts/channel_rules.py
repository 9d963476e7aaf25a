"""What channels need by their kind: an address, opening hours, the settings of a chat product."""

import re
from collections.abc import Iterator, Mapping

from helpcenter_build.facts.faults import Fault, entries
from helpcenter_build.located_yaml import Keys

NEEDS_ADDRESS = {
    "email", "phone", "whatsapp", "telegram", "messenger", "viber", "social", "forum",
}  # fmt: skip
ADDRESS_EXAMPLES = {
    "email": "care@marigold.example",
    "phone": '"+35920000100"',
    "whatsapp": '"+35920000101"',
    "viber": '"+35920000101"',
    "telegram": "marigold_example",
    "messenger": "marigold.example",
}
ADDRESS_SHAPES = {
    "telegram": (r"[A-Za-z][A-Za-z0-9_]{4,31}", "must be the name after t.me/"),
    "messenger": (r"[A-Za-z0-9.]{5,50}", "must be the name or number after m.me/"),
    "social": (r"https?://\S+", "must be a web address"),
    "forum": (r"https?://\S+", "must be a web address"),
}
PROVIDER_KEYS = {
    "chatwoot": (r"[A-Za-z0-9]{16,64}", "KeyOfTheWebsiteInbox123"),
    "tidio": (r"[a-z0-9]{32}", "abcdefghijklmnopqrstuvwxyz012345"),
    "tawk": (r"[0-9a-f]{24}/[A-Za-z0-9]{5,20}", "0123456789abcdef01234567/1abcdefgh"),
}
LOOPBACK = ("http://127.0.0.1", "http://localhost")


def channel_faults(facts: object) -> Iterator[Fault]:
    """Channels without what their kind needs: an address, opening hours, one answer time."""
    for keys, channel in entries(facts, "channels.*"):
        if not isinstance(channel, dict):
            continue
        kind = str(channel.get("kind"))
        if kind in NEEDS_ADDRESS and not channel.get("address"):
            example = ADDRESS_EXAMPLES.get(kind, "https://community.marigold.example/")
            yield _channel_fault(keys, "has no address", f"Add address: {example}")
        if kind in {"phone", "chat", "desk"} and not channel.get("hours"):
            yield _channel_fault(keys, "has no opening hours", "Add hours: office")
        if isinstance(answer := channel.get("answer"), dict) and len(answer) != 1:
            yield _channel_fault(
                (*keys, "answer"), "must be in hours or in minutes", "Write answer: {hours: 6}"
            )
        yield from _address_faults(keys, kind, channel.get("address"))
        yield from _provider_faults(keys, channel)


def _address_faults(keys: Keys, kind: str, address: object) -> Iterator[Fault]:
    shape = ADDRESS_SHAPES.get(kind)
    if shape and isinstance(address, str) and address and not re.fullmatch(shape[0], address):
        example = ADDRESS_EXAMPLES.get(kind, "https://community.marigold.example/")
        yield _channel_fault((*keys, "address"), shape[1], f"Write address: {example}")


def _provider_faults(keys: Keys, channel: Mapping[str, object]) -> Iterator[Fault]:
    """A chat product without its key or, where shops run it themselves, its address."""
    provider = str(channel.get("provider", "none"))
    if provider not in PROVIDER_KEYS:
        return
    pattern, example = PROVIDER_KEYS[provider]
    key, address = channel.get("provider_key"), channel.get("provider_address")
    if channel.get("kind") != "chat":
        yield _channel_fault(keys, "has a provider but is no chat", "Write kind: chat")
    if not key:
        yield _channel_fault(
            keys, "has a provider but no provider_key", f'Add provider_key: "{example}"'
        )
    elif isinstance(key, str) and not re.fullmatch(pattern, key):
        sentence, hint = f"is no key of {provider}", f'A key looks like "{example}".'
        yield _channel_fault((*keys, "provider_key"), sentence, hint)
    if provider == "chatwoot":
        yield from _own_address_faults(keys, address)
    elif address:
        sentence, hint = f"is not used by {provider}, which has one address", "Take it out."
        yield _channel_fault((*keys, "provider_address"), sentence, hint)


def _own_address_faults(keys: Keys, address: object) -> Iterator[Fault]:
    hint = "Write provider_address: https://app.chatwoot.com"
    if not address:
        yield _channel_fault(keys, "has a provider but no provider_address", hint)
    elif not re.fullmatch(r"https?://[A-Za-z0-9.-]+(:[0-9]+)?/?", str(address)):
        sentence = "must be an address without a path"
        yield _channel_fault((*keys, "provider_address"), sentence, hint)
    elif str(address).startswith("http:") and not str(address).startswith(LOOPBACK):
        sentence = "must begin with https://"
        yield _channel_fault((*keys, "provider_address"), sentence, hint)


def _channel_fault(keys: Keys, sentence: str, hint: str) -> Fault:
    return Fault(keys=keys, id="facts.channel", sentence=sentence, hint=hint)
