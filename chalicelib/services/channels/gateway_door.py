"""The door of a gateway: opens for the gateway that the stack is connected with, and for nobody else."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import TYPE_CHECKING

from chalicelib.domain.channels.gateways import TOKEN, Gateway
from chalicelib.domain.errors import StaleVersion, Unavailable, UnknownGateway, WrongSignature
from chalicelib.services.channels.sender import is_secret, proves
from chalicelib.services.use_case import use_case

if TYPE_CHECKING:
    from chalicelib.domain.channels.message import Answer, InboundMessage
    from chalicelib.services.channels.inbound import ChannelService
    from chalicelib.services.ports.channel_secrets import ChannelSecrets


@use_case
class GatewayDoor:
    """Lets messages of one gateway in. `connected` is the name of its form, empty for a stack without one: then nothing
    is read at all."""

    gateways: Mapping[str, Gateway]
    connected: str
    secrets: ChannelSecrets
    channels: Callable[[], ChannelService]

    def form_of(self, name: str) -> Gateway:
        """The form of the gateway; raises UnknownGateway for any but the one that is connected."""
        if not self.connected or name != self.connected:
            raise UnknownGateway(name)
        return self.gateways[name]

    def check(self, channel: str, gateway: Gateway, body: bytes, proof: str) -> None:
        """Raises WrongSignature unless the gateway of the channel sent this body. One read."""
        secrets = self.secrets.of_gateway(channel)
        right = is_secret(secrets, proof) if gateway.proof == TOKEN else proves(secrets, body, proof)
        if not right:
            raise WrongSignature

    def receive(self, message: InboundMessage, now: datetime) -> Answer:
        """What the sender of a message is answered. Raises Unavailable: to be sent again."""
        try:
            return self.channels().receive(message, now)
        except StaleVersion:
            raise Unavailable from None
