package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.Human;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** An agent on a laptop: a broker there says for whom it runs, how that was found out, and what a verifier thinks of it. */
class AssuranceIT {
    private static TestRealm realm;

    private final AgentInstance laptop = realm.instanceOf("laptop");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "assurance")
                .agent(AgentSpec.delegated("laptop").with("agent.locality", "local"))
                .create();
        realm.admin()
                .components()
                .configure(
                        realm.attester().name(),
                        Map.of(
                                "expectedClaims", List.of("attest_methods=user_gesture"),
                                "reducedScopes", List.of(CALENDAR_READ)))
                .expect(204);
    }

    @Test
    void actsForThePersonOfTheDeviceOnly() {
        assertThat(scopes(exchange(realm.alice(), UnaryOperator.identity()).expect(200)))
                .contains(CALENDAR_READ, CALENDAR_WRITE);

        new Watched(realm)
                .refuses(
                        400,
                        "actor_unauthorized",
                        "TOKEN_EXCHANGE_ERROR",
                        () -> exchange(realm.bob(), UnaryOperator.identity()));
    }

    @Test
    void whatIsMissingLowersTheCeiling() {
        UnaryOperator<JwtDraft> noGesture = jwt -> jwt.claim("attest_methods", List.of("macos_codesign"));

        assertThat(scopes(exchange(realm.alice(), noGesture).expect(200)))
                .contains(CALENDAR_READ)
                .doesNotContain(CALENDAR_WRITE);
        String token = token(realm.alice());
        new Watched(realm).refuses(400, "invalid_scope", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(broker(realm.alice(), noGesture))
                .subject(token)
                .scope(CALENDAR_WRITE)
                .send());
    }

    @Test
    void aVerifiersResultDecides() {
        Reply affirmed = exchange(realm.alice(), ear("affirming")).expect(200);
        assertThat(scopes(affirmed)).contains(CALENDAR_WRITE);
        assertThat(Tokens.claims(affirmed.accessToken()).toString())
                .doesNotContain("\"ear", "cmF3", "c0ffee", "gesture");
        assertThat(scopes(exchange(realm.alice(), ear("warning")).expect(200))).doesNotContain(CALENDAR_WRITE);
        String token = token(realm.alice());
        for (String status : List.of("contraindicated", "none", "")) {
            new Watched(realm).refuses(400, "invalid_client_attestation", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                    .exchange(broker(realm.alice(), ear(status)))
                    .subject(token)
                    .send());
        }
    }

    @Test
    void weakEvidenceInARunTakesScopesFromThatTokenOnly() {
        String full = exchange(realm.alice(), UnaryOperator.identity()).accessToken();
        UnaryOperator<JwtDraft> noGesture = jwt -> jwt.without("attest_methods");

        Reply weak = realm.tokens()
                .exchange(broker(realm.alice(), noGesture))
                .subject(full)
                .send()
                .expect(200);
        Reply strong = realm.tokens()
                .exchange(broker(realm.alice(), UnaryOperator.identity()))
                .subject(full)
                .send()
                .expect(200);

        assertThat(scopes(weak)).doesNotContain(CALENDAR_WRITE);
        assertThat(scopes(strong)).contains(CALENDAR_WRITE);
    }

    @Test
    void aChangedProgramEndsWhatTheInstanceWasDoing() {
        String token = exchange(realm.alice(), UnaryOperator.identity()).accessToken();
        AgentInstance other = laptop.another();
        String others = realm.tokens()
                .exchange(broker(other, realm.alice(), UnaryOperator.identity()))
                .subject(token(realm.alice()))
                .accessToken();
        UnaryOperator<JwtDraft> changed = jwt -> jwt.claim("binary_id", Map.of("publisher", "ACME", "cdhash", "decaf"));

        Reply refused = exchange(realm.alice(), changed);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.error()).isEqualTo("invalid_client_attestation");
        assertThat(active(token)).isFalse();
        assertThat(active(others)).isTrue();
        assertThat(realm.admin()
                        .agents()
                        .run(Tokens.claims(token).at("/run/id").asText())
                        .expect(200)
                        .body()
                        .path("cause")
                        .asText())
                .isEqualTo("program_changed");
        assertThat(exchange(realm.alice(), changed).error()).isEqualTo("invalid_client_attestation");
    }

    @Test
    void aLocalAgentIsNeverSavedForProduction() {
        Reply refused = realm.admin()
                .clients()
                .tryUpdate("laptop", Map.of("attributes", Map.of("agent.environment", "production")));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("local agent can't belong to production");
        assertThat(realm.admin()
                        .clients()
                        .find("laptop")
                        .at("/attributes/agent.environment")
                        .asText())
                .isNotEqualTo("production");
        assertThat(exchange(realm.alice(), UnaryOperator.identity()).status()).isEqualTo(200);
    }

    private Reply exchange(Human human, UnaryOperator<JwtDraft> change) {
        return realm.tokens()
                .exchange(broker(realm.alice(), change))
                .subject(token(human))
                .send();
    }

    private ClientAuthentication broker(Human owner, UnaryOperator<JwtDraft> change) {
        return broker(laptop, owner, change);
    }

    private static ClientAuthentication broker(AgentInstance instance, Human owner, UnaryOperator<JwtDraft> change) {
        return instance.presenting(
                jwt -> change.apply(jwt.claim("bound_subject", owner.id())
                        .claim("attest_methods", List.of("macos_codesign", "user_gesture"))
                        .claim("binary_id", Map.of("publisher", "ACME", "cdhash", "c0ffee"))),
                UnaryOperator.identity());
    }

    private static UnaryOperator<JwtDraft> ear(String status) {
        return jwt -> jwt.claim(
                "ear",
                Map.of(
                        "eat_profile",
                        "tag:github.com,2023:veraison/ear",
                        "submods",
                        Map.of("laptop", Map.of("ear.status", status, "ear.raw-evidence", "cmF3"))));
    }

    private static String token(Human human) {
        return realm.humanToken(human, agentScope("laptop"), CALENDAR_READ, CALENDAR_WRITE);
    }

    private static Set<String> scopes(Reply reply) {
        return Set.of(reply.string("scope").split(" "));
    }

    private static boolean active(String token) {
        return realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .body()
                .path("active")
                .asBoolean();
    }
}
