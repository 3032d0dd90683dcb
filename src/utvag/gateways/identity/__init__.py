"""The municipality's identity providers (OpenID Connect, SAML 2): who somebody is, and never what she may."""

from utvag.gateways.identity.oidc import ask_oidc, read_code
from utvag.gateways.identity.providers import (
    IdentityRefused,
    Provider,
    ProviderKind,
    ProvidersUnusable,
    read_providers,
)
from utvag.gateways.identity.saml import ask_saml, read_response

__all__ = (
    "IdentityRefused",
    "Provider",
    "ProviderKind",
    "ProvidersUnusable",
    "ask_oidc",
    "ask_saml",
    "read_code",
    "read_providers",
    "read_response",
)
