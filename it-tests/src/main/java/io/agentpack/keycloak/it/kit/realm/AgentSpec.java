package io.agentpack.keycloak.it.kit.realm;

import io.agentpack.keycloak.it.kit.Json;
import java.util.LinkedHashMap;
import java.util.Map;

/** An agent client to be: its attributes (contract, section 2), only those that differ from the defaults. */
public record AgentSpec(String clientId, Map<String, String> attributes) {

    public static AgentSpec delegated(String clientId) {
        return of(clientId, "delegated");
    }

    public static AgentSpec bounded(String clientId, String owner) {
        return of(clientId, "bounded").with("agent.owner", owner);
    }

    public static AgentSpec autonomous(String clientId, String owner) {
        return of(clientId, "autonomous").with("agent.owner", owner);
    }

    /** Several values are joined as Keycloak joins them. */
    public AgentSpec with(String attribute, String... values) {
        Map<String, String> more = new LinkedHashMap<>(attributes);
        more.put(attribute, String.join("##", values));
        return new AgentSpec(clientId, more);
    }

    /** Whether people let it act for them; only then it has a consent scope. */
    boolean isDelegated() {
        return "delegated".equals(attributes.get("agent.authority"));
    }

    /** Confidential, with a service account; token exchange is on. */
    Map<String, Object> representation(String attester) {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("agent.attesters", attester);
        all.put("standard.token.exchange.enabled", "true");
        all.putAll(attributes);
        return Json.object(
                "clientId",
                clientId,
                "name",
                clientId,
                "clientAuthenticatorType",
                "agent-attestation",
                "publicClient",
                false,
                "serviceAccountsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "directAccessGrantsEnabled",
                false,
                "attributes",
                all);
    }

    private static AgentSpec of(String clientId, String authority) {
        return new AgentSpec(clientId, Map.of("agent.authority", authority));
    }
}
