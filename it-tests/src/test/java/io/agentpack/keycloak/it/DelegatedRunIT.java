package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.TokenExchange;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.time.Instant;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A human's token becomes a token that says who acts for whom, in which run, until when. */
class DelegatedRunIT {
    private static TestRealm realm;
    private AgentInstance planner;
    private String human;

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "delegated-run")
                .agent(AgentSpec.delegated("planner").with("agent.token.max-lifetime", "120"))
                .create();
    }

    @BeforeEach
    void signIn() {
        planner = realm.instanceOf("planner");
        human = realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
    }

    @Test
    void theTokenNamesHumanActorAndRun() {
        long before = Instant.now().getEpochSecond();

        JsonNode token = Tokens.claims(start().accessToken());

        assertThat(token.path("sub").asText()).isEqualTo(realm.alice().id());
        assertThat(token.path("client_id").asText()).isEqualTo("planner");
        assertThat(token.path("azp").asText()).isEqualTo("planner");
        JsonNode act = token.path("act");
        assertThat(act.path("iss").asText()).isEqualTo(realm.issuer().toString());
        assertThat(act.path("sub").asText()).isEqualTo(realm.admin().clients().serviceAccountIdOf("planner"));
        assertThat(act.path("client_id").asText()).isEqualTo("planner");
        assertThat(act.path("sub_profile").asText()).isEqualTo("ai_agent");
        assertThat(act.has("act")).isFalse();
        JsonNode run = token.path("run");
        assertThat(run.path("id").asText())
                .isNotBlank()
                .isEqualTo(token.path("sid").asText());
        assertThat(run.path("root")).isEqualTo(run.path("id"));
        assertThat(run.has("parent")).isFalse();
        assertThat(run.path("depth").asInt(-1)).isZero();
        assertThat(run.path("authority").asText()).isEqualTo("delegated");
        assertThat(run.path("environment").asText()).isEqualTo("development");
        assertThat(token.path("exp").asLong()).isBetween(before + 119, before + 125);
        assertThat(token.path("exp").asLong())
                .isLessThanOrEqualTo(run.path("exp").asLong());
        assertThat(token.at("/client_instance/id").asText()).isEqualTo(planner.id());
    }

    @Test
    void theResponseSaysTypeScopeAndTrueLifetime() {
        Reply reply = start();

        assertThat(reply.string("issued_token_type")).isEqualTo(TokenExchange.ACCESS_TOKEN);
        assertThat(reply.string("token_type")).isEqualToIgnoringCase("Bearer");
        assertThat(reply.string("scope").split(" ")).contains(CALENDAR_READ, MAIL_SEND);
        assertThat(reply.body().path("expires_in").asInt()).isBetween(115, 120);
        assertThat(reply.body().has("refresh_token")).isFalse();
        assertThat(reply.body().has("id_token")).isFalse();
    }

    @Test
    void authorityIsWhatBothTheHumansTokenAndTheAgentHave() {
        String onlyMail = realm.humanToken(realm.alice(), agentScope("planner"), MAIL_SEND);

        JsonNode token =
                Tokens.claims(realm.tokens().exchange(planner).subject(onlyMail).accessToken());

        assertThat(token.path("scope").asText().split(" ")).contains(MAIL_SEND).doesNotContain(CALENDAR_READ);
        assertThat(token.path("aud").asText()).isEqualTo("mail-api");
        assertThat(token.path("resource_access").has("account")).isFalse();
    }

    @Test
    void introspectionSaysTheSameAsTheToken() {
        String accessToken = start().accessToken();
        JsonNode token = Tokens.claims(accessToken);

        JsonNode answer = realm.tokens()
                .introspect(realm.calendarApi(), accessToken)
                .expect(200)
                .body();

        assertThat(answer.path("active").asBoolean()).isTrue();
        for (String claim : new String[] {
            "sub", "act", "run", "client_instance", "client_id", "scope", "aud", "exp", "sid", "jti", "realm_access"
        }) {
            assertThat(answer.path(claim)).as(claim).isEqualTo(token.path(claim));
        }
        assertThat(answer.path("resource_access").size())
                .isEqualTo(token.path("resource_access").size());
    }

    @Test
    void theEventSaysWhoDidWhatForWhom() {
        JsonNode token = Tokens.claims(start().accessToken());

        JsonNode event = realm.admin().events().last("TOKEN_EXCHANGE");
        JsonNode details = event.path("details");

        assertThat(event.path("userId").asText()).isEqualTo(realm.alice().id());
        assertThat(event.path("clientId").asText()).isEqualTo("planner");
        assertThat(details.path("agent_run")).isEqualTo(token.at("/run/id"));
        assertThat(details.path("agent_root_run")).isEqualTo(token.at("/run/id"));
        assertThat(details.path("agent_authority").asText()).isEqualTo("delegated");
        assertThat(details.path("agent_environment").asText()).isEqualTo("development");
        assertThat(details.path("agent_locality").asText()).isEqualTo("remote");
        assertThat(details.path("agent_chain").asText()).isEqualTo("planner");
        assertThat(details.path("agent_subject").asText())
                .isEqualTo(realm.alice().id());
        assertThat(details.path("agent_owner").asText()).isEqualTo(realm.alice().id());
        assertThat(details.path("agent_attester").asText()).isEqualTo("acme");
        assertThat(details.path("agent_instance").asText()).isEqualTo(planner.id());
        assertThat(details.path("agent_scope").asText()).contains(CALENDAR_READ);
    }

    @Test
    void theLedgerHasTheRun() {
        JsonNode token = Tokens.claims(start().accessToken());

        JsonNode run = realm.admin()
                .agents()
                .run(token.at("/run/id").asText())
                .expect(200)
                .body();

        assertThat(run.path("state").asText()).isEqualTo("active");
        assertThat(run.path("agent").asText()).isEqualTo("planner");
        assertThat(run.path("subject").asText()).isEqualTo(realm.alice().id());
        assertThat(run.path("exp")).isEqualTo(token.at("/run/exp"));
    }

    @Test
    void renewalStaysInTheSameRunWithTheSameDeadline() {
        String first = start().accessToken();

        JsonNode second =
                Tokens.claims(realm.tokens().exchange(planner).subject(first).accessToken());

        assertThat(second.path("run")).isEqualTo(Tokens.claims(first).path("run"));
        assertThat(second.path("act")).isEqualTo(Tokens.claims(first).path("act"));
        assertThat(second.path("jti")).isNotEqualTo(Tokens.claims(first).path("jti"));
    }

    @Test
    void renewalCanNarrowAndNeverWidensAgain() {
        String wide = start().accessToken();
        String narrow =
                realm.tokens().exchange(planner).subject(wide).scope(MAIL_SEND).accessToken();

        assertThat(Tokens.claims(narrow).path("scope").asText()).isEqualTo(MAIL_SEND);
        new Watched(realm).refuses(400, "invalid_scope", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(narrow)
                .scope(CALENDAR_READ)
                .send());
        assertThat(Tokens.claims(
                                realm.tokens().exchange(planner).subject(narrow).accessToken())
                        .path("scope")
                        .asText())
                .isEqualTo(MAIL_SEND);
    }

    @Test
    void anotherInstanceOfTheAgentCanNotGoOn() {
        String token = start().accessToken();

        new Watched(realm).refuses(400, "invalid_grant", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner.another())
                .subject(token)
                .send());
    }

    @Test
    void audienceNarrowsAndUnknownOnesAreRefused() {
        JsonNode token = Tokens.claims(realm.tokens()
                .exchange(planner)
                .subject(human)
                .audience("mail-api")
                .accessToken());

        assertThat(token.path("aud").asText()).isEqualTo("mail-api");
        new Watched(realm).refuses(400, "invalid_target", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(human)
                .audience("no-such-api")
                .send());
        new Watched(realm).refuses(400, "invalid_target", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(human)
                .resource("https://elsewhere.example.org/#part")
                .send());
    }

    @Test
    void authorizationDetailsLowerTheRunAndAreAnsweredAsGranted() {
        Reply reply = realm.tokens()
                .exchange(planner)
                .subject(human)
                .run("goal", "Plan the trip", "max_duration", 60, "max_depth", 5)
                .send()
                .expect(200);

        JsonNode granted = reply.body().path("authorization_details").path(0);
        assertThat(granted.path("type").asText()).isEqualTo("agent_run");
        assertThat(granted.path("goal").asText()).isEqualTo("Plan the trip");
        assertThat(granted.path("max_duration").asInt()).isBetween(59, 60);
        assertThat(granted.path("max_depth").asInt(-1)).isZero();
        JsonNode token = Tokens.claims(reply.accessToken());
        assertThat(token.at("/run/exp").asLong())
                .isLessThanOrEqualTo(Instant.now().getEpochSecond() + 60);
        assertThat(token.path("exp").asLong())
                .isLessThanOrEqualTo(token.at("/run/exp").asLong());
    }

    @Test
    void aDpopProofBindsTheToken() {
        Reply reply = realm.tokens()
                .exchange(request -> {
                    planner.authenticate(request);
                    planner.dpopProof().authenticate(request);
                })
                .subject(human)
                .send()
                .expect(200);

        assertThat(reply.string("token_type")).isEqualTo("DPoP");
        assertThat(Tokens.claims(reply.accessToken()).at("/cnf/jkt").asText()).isEqualTo(planner.thumbprint());
        new Watched(realm).refuses(400, "invalid_dpop_proof", "TOKEN_EXCHANGE_ERROR", () -> realm.tokens()
                .exchange(planner)
                .subject(reply.accessToken())
                .send());
    }

    private Reply start() {
        return realm.tokens().exchange(planner).subject(human).send().expect(200);
    }
}
