package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Whoever may edit mappers of an agent's client (or of its people) can't make its tokens say anything that is the pack's or Keycloak's to say. */
class ForgedClaimsIT {
    /** Claim name, as a mapper has it, to what it would like the token to say. */
    private static final Map<String, String> FORGED = Map.ofEntries(
            Map.entry("act", "{\"sub\":\"forged\"}"),
            Map.entry("act.sub", "\"forged\""),
            Map.entry("act.act", "{\"sub\":\"forged\"}"),
            Map.entry("may_act", "{\"sub\":\"forged\"}"),
            Map.entry("run", "{\"id\":\"forged\"}"),
            Map.entry("run.exp", "4102444800"),
            Map.entry("client_instance", "{\"id\":\"forged\"}"),
            Map.entry("cnf", "{\"jkt\":\"forged\"}"),
            Map.entry("cnf.jkt", "\"forged\""),
            Map.entry("sid", "\"forged\""),
            Map.entry("sub", "\"forged\""),
            Map.entry("azp", "\"forged\""),
            Map.entry("client_id", "\"forged\""),
            Map.entry("exp", "4102444800"),
            Map.entry("scope", "\"forged\""),
            Map.entry("realm_access", "{\"roles\":[\"forged\"]}"),
            Map.entry("realm_access.roles", "[\"forged\"]"),
            Map.entry("resource_access", "{\"mail-api\":{\"roles\":[\"forged\"]}}"),
            Map.entry("authorization_details", "[{\"type\":\"agent_run\",\"goal\":\"forged\"}]"),
            Map.entry("authorization", "{\"permissions\":[{\"rsname\":\"forged\"}]}"),
            Map.entry("acr", "\"forged\""),
            Map.entry("auth_time", "4102444800"),
            Map.entry("groups", "[\"forged\"]"));

    private static TestRealm realm;
    private static final Map<String, String> tokens = new TreeMap<>();

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "mapped-claims")
                .agent(AgentSpec.delegated("whole"))
                .agent(AgentSpec.delegated("nested"))
                .agent(AgentSpec.bounded("nightly", "bob"))
                .create();
        FORGED.forEach((name, value) -> forge(name.contains(".") ? "nested" : "whole", name, value));
        FORGED.forEach((name, value) -> {
            if (!name.contains(".") && !List.of("groups", "acr", "auth_time").contains(name)) {
                forge("nightly", name, value); // the others are what an administrator gives an agent of its own
            }
        });
        realm.admin().clients().addMapper("nested", userAttribute("act.client_id"));
        for (String agent : List.of("whole", "nested")) {
            tokens.put(
                    agent,
                    realm.tokens()
                            .exchange(realm.instanceOf(agent))
                            .subject(realm.humanToken(realm.alice(), agentScope(agent), CALENDAR_READ))
                            .accessToken());
        }
    }

    private static void forge(String agent, String name, String value) {
        realm.admin().clients().addMapper(agent, Mappers.hardcodedClaim(name, value));
    }

    @TestFactory
    List<DynamicTest> inTheToken() {
        return nowhere(token -> text(token));
    }

    @TestFactory
    List<DynamicTest> inIntrospection() {
        return nowhere(token -> realm.tokens()
                .introspect(realm.calendarApi(), token)
                .expect(200)
                .text());
    }

    @TestFactory
    List<DynamicTest> inUserinfo() {
        return nowhere(token -> realm.tokens().userinfo(token).expect(200).text());
    }

    @Test
    void anAgentOnItsOwnCanNotForgeEither() {
        String own = realm.tokens()
                .clientCredentials(realm.instanceOf("nightly"), CALENDAR_READ)
                .accessToken();

        JsonNode claims = Tokens.claims(own);
        assertThat(text(own)).doesNotContain("forged", "4102444800");
        assertThat(claims.path("aud").asText()).isEqualTo("calendar-api");
        everyNameOnce(text(own));
    }

    private static List<DynamicTest> nowhere(UnaryOperator<String> said) {
        List<DynamicTest> tests = new ArrayList<>();
        tokens.forEach((agent, token) -> {
            String json = said.apply(token);
            tests.add(DynamicTest.dynamicTest(
                    agent + " claims", () -> assertThat(json).doesNotContain("forged", "4102444800")));
            tests.add(DynamicTest.dynamicTest(agent + ": every claim is there once", () -> everyNameOnce(json)));
        });
        return tests;
    }

    /** Keycloak would write {@code cnf} twice: its own and the mapper's, and a reader may take either. */
    private static void everyNameOnce(String json) {
        for (String name :
                List.of("cnf", "sid", "realm_access", "resource_access", "authorization_details", "azp", "scope")) {
            assertThat(Pattern.compile("\"" + name + "\":")
                            .matcher(json)
                            .results()
                            .count())
                    .as(name)
                    .isLessThanOrEqualTo(1);
        }
    }

    private static Map<String, Object> userAttribute(String claim) {
        return Json.object(
                "name", "from the user",
                "protocol", "openid-connect",
                "protocolMapper", "oidc-usermodel-attribute-mapper",
                "config",
                        Map.of(
                                "user.attribute", "username",
                                "claim.name", claim,
                                "jsonType.label", "String",
                                "access.token.claim", "true",
                                "introspection.token.claim", "true",
                                "userinfo.token.claim", "true"));
    }

    private static String text(String jwt) {
        return new String(Base64.getUrlDecoder().decode(jwt.split("\\.")[1]), StandardCharsets.UTF_8);
    }
}
