package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import io.agentpack.keycloak.domain.agent.AgentProfile;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.PathSegment;
import jakarta.ws.rs.core.UriInfo;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.keycloak.http.HttpRequest;

class GrantGateTest {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String OIDC = "realms/lab/protocol/openid-connect/";

    @ParameterizedTest
    @CsvSource({
        "delegated, " + EXCHANGE,
        "delegated, urn:openid:params:grant-type:ciba",
        "bounded, " + EXCHANGE,
        "bounded, client_credentials",
        "autonomous, client_credentials"
    })
    void opensForTheGrantsOfTheModel(String authority, String grant) {
        assertThatCode(() -> GrantGate.check(request("token", grant), agent(authority)))
                .doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource({
        "delegated, client_credentials",
        "delegated, refresh_token",
        "bounded, refresh_token",
        "bounded, password",
        "bounded, authorization_code",
        "autonomous, urn:ietf:params:oauth:grant-type:device_code",
        "autonomous, urn:openid:params:grant-type:ciba",
        "autonomous, urn:ietf:params:oauth:grant-type:jwt-bearer",
        "autonomous, urn:ietf:params:oauth:grant-type:uma-ticket",
        "autonomous, a-grant-of-tomorrow",
        "autonomous, CLIENT_CREDENTIALS",
        "autonomous, ''"
    })
    void staysClosedForAllOthers(String authority, String grant) {
        assertClosed(request("token", grant), authority);
        assertClosed(request("somewhere/else", grant), authority);
    }

    @Test
    void oneGoodGrantTypeDoesNotCoverABadOne() {
        assertClosed(request("token", EXCHANGE, "password"), "delegated");
    }

    @ParameterizedTest
    @ValueSource(strings = {"ext/par/request", "auth/device", "ext/ciba/auth", "ext/ciba/auth/"})
    void closesEndpointsWhereOtherGrantsBegin(String path) {
        assertClosed(request(path), "autonomous");
    }

    @Test
    void opensTheBackchannelToWhoActsForAHuman() {
        assertThatCode(() -> GrantGate.check(request("ext/ciba/auth"), agent("delegated")))
                .doesNotThrowAnyException();
        assertClosed(request("ext/ciba/auth"), "bounded");
    }

    @ParameterizedTest
    @ValueSource(strings = {"token/introspect", "revoke", "logout", "token"})
    void leavesOtherEndpointsAlone(String path) {
        assertThatCode(() -> GrantGate.check(request(path), agent("delegated"))).doesNotThrowAnyException();
    }

    private static void assertClosed(HttpRequest request, String authority) {
        assertThatThrownBy(() -> GrantGate.check(request, agent(authority)))
                .asInstanceOf(type(RefusedException.class))
                .returns(Refusal.GRANT_NOT_ALLOWED, RefusedException::refusal);
    }

    private static AgentProfile agent(String authority) {
        return AgentProfile.read("planner", Map.of(AgentAttributes.AUTHORITY, authority)::get);
    }

    private static HttpRequest request(String path, String... grants) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        if (grants.length > 0) {
            form.put("grant_type", List.of(grants));
        }
        List<PathSegment> segments = Stream.of((OIDC + path).split("/", -1))
                .map(segment -> stub(PathSegment.class, Map.of("getPath", segment)))
                .toList();
        UriInfo uri = stub(UriInfo.class, Map.of("getPathSegments", segments));
        return stub(HttpRequest.class, Map.of("getDecodedFormParameters", form, "getUri", uri));
    }

    private static <T> T stub(Class<T> type, Map<String, Object> answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, args) -> answers.get(method.getName())));
    }
}
