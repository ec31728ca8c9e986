package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import java.util.LinkedHashMap;
import java.util.Map;

/** Agents as an administrator creates them: nothing but the authenticator and the agent's settings. The pack adds the rest. */
final class Agents {
    private Agents() {}

    static Map<String, Object> representation(AgentSpec agent, String attester) {
        Map<String, String> attributes = new LinkedHashMap<>(agent.attributes());
        attributes.put("agent.attesters", attester);
        return Json.object(
                "clientId", agent.clientId(), "clientAuthenticatorType", "agent-attestation", "attributes", attributes);
    }
}
