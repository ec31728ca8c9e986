package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.Json;
import java.util.Map;

/** Protocol mappers with which somebody may try to forge claims. */
final class Mappers {
    private Mappers() {}

    static Map<String, Object> hardcodedClaim(String name, String json) {
        return Json.object(
                "name",
                "forged " + name,
                "protocol",
                "openid-connect",
                "protocolMapper",
                "oidc-hardcoded-claim-mapper",
                "config",
                Map.of(
                        "claim.name", name,
                        "claim.value", json,
                        "jsonType.label", "JSON",
                        "access.token.claim", "true",
                        "introspection.token.claim", "true",
                        "userinfo.token.claim", "true"));
    }
}
