package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One realm for ordinary clients and agents, so that nothing differs but what they ask for.
 *
 * @param ordinary may do by Keycloak's own means what planner and nightly do by the pack's
 */
record BenchRealm(KeycloakServer server, TestRealm realm, PrivateKeyJwt ordinary, SignalReceiver calendar)
        implements AutoCloseable {
    static final String PLANNER = "planner";
    static final String RESEARCHER = "researcher";
    static final String NIGHTLY = "nightly";
    /** More than a round starts under one parent. */
    private static final String MANY = "100000";

    /** Puts the ordinary client into the audience of the human's token, as agent:planner does for the planner. */
    private static final String FOR_ORDINARY = "for-ordinary";

    private static final String FOR_EXPERIMENTAL = "for-experimental";

    static BenchRealm in(KeycloakServer server) {
        TestRealm realm = TestRealm.in(server, "bench")
                // The human's token outlives the measurement; saved events would be measured, too.
                .setting("accessTokenLifespan", 3600)
                .setting("eventsEnabled", false)
                // Nothing that is measured takes a password.
                .setting("passwordPolicy", "hashAlgorithm(pbkdf2-sha256) and hashIterations(1)")
                .setting("adminEventsEnabled", false)
                .agent(handingOver(PLANNER, RESEARCHER))
                .agent(handingOver(RESEARCHER, PLANNER))
                .agent(AgentSpec.bounded(NIGHTLY, "bob"))
                .create();
        PrivateKeyJwt ordinary = new PrivateKeyJwt("ordinary", SigningKey.fresh());
        realm.admin().clients().create(representation(ordinary));
        realm.admin().clients().addOptionalScope(ordinary.clientId(), TestRealm.CALENDAR_READ);
        realm.admin().scopes().create(FOR_ORDINARY, ordinary.clientId());
        realm.admin().clients().addOptionalScope(realm.app().clientId(), FOR_ORDINARY);
        ExperimentalAttestation.prepare(realm.admin(), realm.attester());
        realm.admin().scopes().create(FOR_EXPERIMENTAL, ExperimentalAttestation.CLIENT_ID);
        realm.admin().clients().addOptionalScope(realm.app().clientId(), FOR_EXPERIMENTAL);
        return new BenchRealm(server, realm, ordinary, realm.receiverFor(realm.calendarApi()));
    }

    /** A new session of alice's, and its token. */
    String humanToken() {
        return realm.humanToken(
                realm.alice(), TestRealm.CALENDAR_READ, TestRealm.agentScope(PLANNER), FOR_ORDINARY, FOR_EXPERIMENTAL);
    }

    private static AgentSpec handingOver(String agent, String delegate) {
        return AgentSpec.delegated(agent)
                .with("agent.delegates", delegate)
                .with("agent.delegation.max-depth", "10")
                .with("agent.delegation.max-children", MANY);
    }

    @Override
    public void close() {
        calendar.close();
    }

    private static Map<String, Object> representation(PrivateKeyJwt client) {
        Map<String, String> attributes = new LinkedHashMap<>(client.attributes());
        attributes.put("standard.token.exchange.enabled", "true");
        attributes.put("standard.token.exchange.enableRefreshRequestedTokenType", "SAME_SESSION");
        return Json.object(
                "clientId",
                client.clientId(),
                "clientAuthenticatorType",
                "client-jwt",
                "publicClient",
                false,
                "serviceAccountsEnabled",
                true,
                "standardFlowEnabled",
                false,
                "fullScopeAllowed",
                false,
                "attributes",
                attributes);
    }
}
