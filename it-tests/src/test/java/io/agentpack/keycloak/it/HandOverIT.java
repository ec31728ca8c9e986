package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_WRITE;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A run handed over: the chain grows, the authority shrinks. */
class HandOverIT {
    private static TestRealm realm;
    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private String parent;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "hand-over")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher", "abroad", "nightly")
                        .with("agent.delegation.max-depth", "1")
                        .with("agent.delegation.max-children", "2")
                        .with("agent.run.max-lifetime", "600"))
                .agent(AgentSpec.delegated("researcher")
                        .with("agent.delegates", "writer")
                        .with("agent.delegation.max-depth", "5"))
                .agent(AgentSpec.delegated("writer"))
                .agent(AgentSpec.delegated("abroad").with("agent.environment", "staging"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        giveResearcherMoreThanAnyTokenHas();
    }

    /** A default scope with a role and an audience of its own, and a mapper that claims to be somebody else. */
    private static void giveResearcherMoreThanAnyTokenHas() {
        realm.admin().createRole("finance-writer");
        realm.admin().users().addRealmRole(realm.alice().id(), "finance-writer");
        realm.admin().scopes().create("danger", "mail-api");
        realm.admin().clients().addDefaultScope("researcher", "danger");
        realm.admin().clients().addMapper("researcher", Mappers.hardcodedClaim("act", "{\"sub\":\"nobody\"}"));
        realm.admin().clients().addMapper("researcher", Mappers.hardcodedClaim("run", "{\"id\":\"forged\"}"));
    }

    @BeforeEach
    void startRun() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, CALENDAR_WRITE, MAIL_SEND);
        parent = realm.tokens()
                .exchange(planner)
                .subject(human)
                .scope(CALENDAR_READ, CALENDAR_WRITE)
                .accessToken();
    }

    @Test
    void theChildNestsTheFormerActorAndKeepsTheHuman() {
        JsonNode child = Tokens.claims(handOver(researcher).accessToken());

        assertThat(child.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(child.at("/act/client_id").asText()).isEqualTo("researcher");
        assertThat(child.at("/act/sub").asText())
                .isEqualTo(realm.admin().clients().serviceAccountIdOf("researcher"));
        assertThat(child.at("/act/act")).isEqualTo(Tokens.claims(parent).path("act"));
        JsonNode run = child.path("run");
        assertThat(run.path("parent")).isEqualTo(Tokens.claims(parent).at("/run/id"));
        assertThat(run.path("root")).isEqualTo(Tokens.claims(parent).at("/run/id"));
        assertThat(run.path("depth").asInt()).isEqualTo(1);
        assertThat(run.path("exp").asLong())
                .isLessThanOrEqualTo(Tokens.claims(parent).at("/run/exp").asLong());
        assertThat(child.path("exp").asLong())
                .isLessThanOrEqualTo(run.path("exp").asLong());
    }

    @Test
    void theChildMayHaveLess() {
        Reply reply = realm.tokens()
                .exchange(researcher)
                .subject(parent)
                .scope(CALENDAR_READ)
                .send()
                .expect(200);

        assertThat(reply.string("scope")).isEqualTo(CALENDAR_READ);
        assertThat(Tokens.claims(reply.accessToken()).path("scope").asText()).isEqualTo(CALENDAR_READ);
    }

    @Test
    void aDefaultScopeARoleAndAMapperOfTheSubAgentAddNothing() {
        JsonNode inbound = Tokens.claims(parent);
        JsonNode child = Tokens.claims(handOver(researcher).accessToken());

        assertThat(inbound.path("scope").asText().split(" "))
                .contains(child.path("scope").asText().split(" "));
        assertThat(child.path("aud").asText()).isEqualTo("calendar-api");
        assertThat(child.path("aud").toString()).doesNotContain("mail-api");
        assertThat(child.at("/act/sub").asText()).isNotEqualTo("nobody");
        assertThat(child.at("/run/id").asText()).isNotEqualTo("forged");
        inbound.at("/realm_access/roles")
                .forEach(role -> assertThat(role.asText()).isNotBlank());
        child.at("/realm_access/roles")
                .forEach(role ->
                        assertThat(inbound.at("/realm_access/roles").toString()).contains(role.asText()));
    }

    @Test
    void widerScopeIsRefused() {
        refused("invalid_scope", () -> realm.tokens()
                .exchange(researcher)
                .subject(parent)
                .scope(CALENDAR_READ, MAIL_SEND)
                .send());
    }

    @Test
    void anAgentThatIsNoDelegateIsRefused() {
        refused("actor_unauthorized", () -> realm.tokens()
                .exchange(realm.instanceOf("writer"))
                .subject(parent)
                .send());
    }

    @Test
    void anotherEnvironmentIsRefused() {
        refused("actor_unauthorized", () -> realm.tokens()
                .exchange(realm.instanceOf("abroad"))
                .subject(parent)
                .send());
    }

    @Test
    void anAgentThatActsWithoutAHumanIsRefused() {
        refused("unauthorized_client", () -> realm.tokens()
                .exchange(realm.instanceOf("nightly"))
                .subject(parent)
                .send());
    }

    @Test
    void aChainThatWouldBeTooDeepIsRefused() {
        String child = handOver(researcher).accessToken();

        refused("invalid_request", () -> realm.tokens()
                .exchange(realm.instanceOf("writer"))
                .subject(child)
                .send());
    }

    @Test
    void oneChildTooManyIsRefused() {
        handOver(researcher);
        handOver(realm.instanceOf("researcher"));

        refused("invalid_request", () -> realm.tokens()
                .exchange(realm.instanceOf("researcher"))
                .subject(parent)
                .send());
    }

    @Test
    void delegatesThatTheRunGaveUpAreRefused() {
        String human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ);
        String lonely = realm.tokens()
                .exchange(planner)
                .subject(human)
                .run("delegates", java.util.List.of())
                .accessToken();

        refused(
                "actor_unauthorized",
                () -> realm.tokens().exchange(researcher).subject(lonely).send());
    }

    private Reply handOver(AgentInstance to) {
        return realm.tokens().exchange(to).subject(parent).send().expect(200);
    }

    private static void refused(String error, java.util.function.Supplier<Reply> request) {
        new Watched(realm).refuses(400, error, "TOKEN_EXCHANGE_ERROR", request);
    }
}
