package io.agentpack.keycloak.exchange.request;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.exchange.AgentTokenExchangeProviderFactory;
import io.agentpack.keycloak.ledger.AgentClients;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.keycloak.models.ClientModel;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.KeycloakSessionFactory;
import org.keycloak.protocol.oidc.TokenExchangeContext;
import org.keycloak.protocol.oidc.TokenExchangeProviderFactory;
import org.keycloak.protocol.oidc.tokenexchange.ExchangeOf268;
import org.keycloak.protocol.oidc.tokenexchange.StandardTokenExchangeProviderFactory;

/** Who serves an exchange: ours, or one of Keycloak's, by the shapes of request that 26.7 and 26.8 know. */
class MeantForAgentsTest {
    private static final String PLAIN = token("{\"sub\":\"alice\"}");
    private static final String MAY_ACT = token("{\"sub\":\"alice\",\"may_act\":{\"sub\":\"gateway\"}}");
    private static final String DELEGATED_BY_KEYCLOAK = token("{\"sub\":\"alice\",\"act\":{\"sub\":\"gateway\"}}");
    private static final String RUN = token("{\"sub\":\"alice\",\"act\":{\"sub\":\"agent\"},\"run\":{\"id\":\"r\"}}");
    private static final String RUN_BY_ID_ONLY = token("{\"jti\":\"onrtte:ar.run-1.abc\"}");

    private static final List<TokenExchangeProviderFactory> OF_26_7 =
            List.of(new AgentTokenExchangeProviderFactory(), new StandardTokenExchangeProviderFactory());
    private static final List<TokenExchangeProviderFactory> WITHOUT_DELEGATION =
            and(OF_26_7, ExchangeOf268.idJag(), ExchangeOf268.externalToInternal());
    private static final List<TokenExchangeProviderFactory> WITH_DELEGATION =
            and(WITHOUT_DELEGATION, ExchangeOf268.delegation());
    private static final List<List<TokenExchangeProviderFactory>> ALL =
            List.of(OF_26_7, WITHOUT_DELEGATION, WITH_DELEGATION);

    @Test
    void plainTokensAreKeycloaks() {
        ALL.forEach(server -> {
            assertThat(servedBy(server, subject(PLAIN))).isEqualTo("standard");
            assertThat(servedBy(server, Map.of())).isNotEqualTo("agent-delegation");
        });
        assertThat(servedBy(WITH_DELEGATION, subjectAndActor(PLAIN, PLAIN))).isEqualTo("delegation");
    }

    @Test
    void anAgentsExchangeIsOursWhateverIsInIt() {
        ALL.forEach(server -> Stream.of(subject(PLAIN), subjectAndActor(MAY_ACT, PLAIN), Map.<String, String>of())
                .forEach(form -> assertThat(servedBy(server, AgentClients.AUTHENTICATOR, form))
                        .isEqualTo("agent-delegation")));
    }

    @Test
    void aRunsTokenIsOursWhereverItStands() {
        ALL.forEach(server -> Stream.of(
                        subject(RUN),
                        subject(RUN_BY_ID_ONLY),
                        subjectAndActor(PLAIN, RUN),
                        subjectAndActor(MAY_ACT, RUN),
                        subjectAndActor(RUN, PLAIN))
                .forEach(form -> assertThat(servedBy(server, form)).isEqualTo("agent-delegation")));
    }

    @Test
    void actorsWithoutARunAreOursWhereNobodyKeepsThem() {
        List.of(OF_26_7, WITHOUT_DELEGATION).forEach(server -> Stream.of(
                        subject(MAY_ACT),
                        subject(DELEGATED_BY_KEYCLOAK),
                        subjectAndActor(MAY_ACT, PLAIN),
                        subjectAndActor(PLAIN, DELEGATED_BY_KEYCLOAK))
                .forEach(form -> assertThat(servedBy(server, form)).isEqualTo("agent-delegation")));
    }

    @Test
    void whereKeycloakDelegatesItHasThemWithTheirActor() {
        assertThat(servedBy(WITH_DELEGATION, subjectAndActor(MAY_ACT, PLAIN))).isEqualTo("delegation");
        assertThat(servedBy(WITH_DELEGATION, subjectAndActor(MAY_ACT, DELEGATED_BY_KEYCLOAK)))
                .isEqualTo("delegation");
        assertThat(servedBy(WITH_DELEGATION, subjectAndActor(DELEGATED_BY_KEYCLOAK, PLAIN)))
                .isEqualTo("delegation");
    }

    @Test
    void andNeverWithoutBecauseTheStandardProviderWouldLoseThem() {
        assertThat(servedBy(WITH_DELEGATION, subject(MAY_ACT))).isEqualTo("agent-delegation");
        assertThat(servedBy(WITH_DELEGATION, subject(DELEGATED_BY_KEYCLOAK))).isEqualTo("agent-delegation");
    }

    @Test
    void norWhereAProviderBeforeItsDelegationWouldLoseThem() {
        Map<String, String> form = new HashMap<>(subjectAndActor(MAY_ACT, PLAIN));
        form.put("requested_token_type", "urn:ietf:params:oauth:token-type:id-jag");

        assertThat(servedBy(WITH_DELEGATION, form)).isEqualTo("agent-delegation");
        form.put("subject_token", PLAIN);
        assertThat(servedBy(WITH_DELEGATION, form)).isEqualTo("id-jag");
    }

    @Test
    void whatIsNoTokenIsNobodys() {
        ALL.forEach(server -> Stream.of("nonsense", "a.b.c", "", token("[]"), token("null"))
                .forEach(token -> assertThat(servedBy(server, subject(token))).isEqualTo("standard")));
    }

    private static String servedBy(List<TokenExchangeProviderFactory> server, Map<String, String> form) {
        return servedBy(server, "client-secret", form);
    }

    /** As Keycloak's token endpoint chooses. */
    private static String servedBy(
            List<TokenExchangeProviderFactory> server, String authenticator, Map<String, String> form) {
        TokenExchangeContext context = context(server, authenticator, form);
        return server.stream()
                .sorted((one, other) -> other.order() - one.order())
                .filter(factory -> factory.create(context.getSession()).supports(context))
                .findFirst()
                .map(TokenExchangeProviderFactory::getId)
                .orElse("nobody");
    }

    private static TokenExchangeContext context(
            List<TokenExchangeProviderFactory> server, String authenticator, Map<String, String> form) {
        ClientModel client = answering(ClientModel.class, call -> switch (call) {
            case "getClientAuthenticatorType" -> authenticator;
            case "getAttribute standard.token.exchange.enabled" -> "true";
            default -> null;
        });
        KeycloakSessionFactory factories = answering(KeycloakSessionFactory.class, call -> server.stream());
        KeycloakSession session = answering(KeycloakSession.class, call -> switch (call) {
            case "getKeycloakSessionFactory" -> factories;
            default ->
                server.stream()
                        .filter(factory -> call.equals("getProvider " + factory.getId()))
                        .findFirst()
                        .map(factory -> factory.create(null))
                        .orElse(null);
        });
        MultivaluedMap<String, String> params = new MultivaluedHashMap<>();
        form.forEach(params::putSingle);
        return new TokenExchangeContext(session, params, null, null, null, client, null, null, null, Map.of());
    }

    /** @param answers by the method's name and, where it has any, its last argument */
    private static <T> T answering(Class<T> type, Function<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (proxy, method, args) -> answers.apply(
                        args == null ? method.getName() : method.getName() + " " + args[args.length - 1])));
    }

    private static List<TokenExchangeProviderFactory> and(
            List<TokenExchangeProviderFactory> some, TokenExchangeProviderFactory... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }

    private static Map<String, String> subject(String token) {
        return Map.of("subject_token", token, "subject_token_type", "urn:ietf:params:oauth:token-type:access_token");
    }

    private static Map<String, String> subjectAndActor(String token, String actor) {
        Map<String, String> form = new HashMap<>(subject(token));
        form.put("actor_token", actor);
        form.put("actor_token_type", "urn:ietf:params:oauth:token-type:access_token");
        return form;
    }

    private static String token(String claims) {
        return base64("{\"alg\":\"RS256\"}") + "." + base64(claims) + ".c2ln";
    }

    private static String base64(String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }
}
