package io.agentpack.keycloak.it.bench;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.admin.RealmAdmin;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import java.util.List;
import java.util.Map;

/**
 * A client of Keycloak's own experimental authenticator for attestations (feature {@value #FEATURE}, 26.7): the same evidence, with the claims that
 * one wants. It remembers no proof, so the same one works twice.
 */
record ExperimentalAttestation(AgentInstance instance, String attestation) implements ClientAuthentication {
    static final String FEATURE = "client-auth-abca";
    static final String CLIENT_ID = "attested-by-keycloak";

    private static final String AUTHENTICATOR = "attestation-based";
    private static final String TRUST = "bench-trust";

    static ExperimentalAttestation fresh(Attester attester) {
        AgentInstance instance = attester.instanceOf(CLIENT_ID);
        return new ExperimentalAttestation(
                instance,
                instance.attestation()
                        .claim("cnf", Map.of("jwk", forSignatures(instance.key())))
                        .sign());
    }

    @Override
    public void authenticate(FormRequest request) {
        String proof = instance.proof(request.issuer()).claim("iss", CLIENT_ID).sign();
        instance.presenting(attestation, proof).authenticate(request);
    }

    /** Makes the client, whom it trusts, and a place for the authenticator in the realm's flow, after the pack's. */
    static void prepare(RealmAdmin realm, Attester attester) {
        realm.post(
                        "/identity-provider/instances",
                        Json.object(
                                "alias",
                                TRUST,
                                "providerId",
                                "default-trust",
                                "enabled",
                                true,
                                "config",
                                Map.of(
                                        "useJwksUrl",
                                        "false",
                                        "publicKeySignatureVerifier",
                                        Json.write(Map.of("keys", List.of(forSignatures(attester.key())))))))
                .expect(201);
        realm.clients()
                .create(Json.object(
                        "clientId",
                        CLIENT_ID,
                        "clientAuthenticatorType",
                        AUTHENTICATOR,
                        "publicClient",
                        false,
                        "serviceAccountsEnabled",
                        true,
                        "standardFlowEnabled",
                        false,
                        "attributes",
                        Map.of("attester_trust_idps", TRUST)));
        String flow = "/authentication/flows/"
                + realm.get("").body().get("clientAuthenticationFlow").asText().replace(" ", "%20") + "/executions";
        realm.post(flow + "/execution", Map.of("provider", AUTHENTICATOR)).expect(201);
        realm.get(flow).body().forEach(execution -> {
            if (execution.path("providerId").asText().equals(AUTHENTICATOR)) {
                Map<String, Object> alternative = Json.object();
                execution.properties().forEach(member -> alternative.put(member.getKey(), member.getValue()));
                alternative.put("requirement", "ALTERNATIVE");
                realm.put(flow, alternative).expect(200, 202, 204);
            }
        });
    }

    private static Map<String, Object> forSignatures(ECKey key) {
        return new ECKey.Builder(key.toPublicJWK())
                .keyUse(KeyUse.SIGNATURE)
                .algorithm(JWSAlgorithm.ES256)
                .build()
                .toJSONObject();
    }
}
