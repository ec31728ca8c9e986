package io.agentpack.keycloak.authenticator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.authenticator.evidence.SentBearer;
import io.agentpack.keycloak.domain.RefusedException;
import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import org.junit.jupiter.api.Test;

class ReadAssertionTest {
    private static final String SPIFFE = "urn:ietf:params:oauth:client-assertion-type:jwt-spiffe";
    private static final String BEARER = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer";

    @Test
    void takesOneAssertionOfAKnownType() {
        assertThat(ReadAssertion.in(form("client_assertion", "a", "client_assertion_type", SPIFFE)))
                .contains(new SentBearer(Carrier.SPIFFE_ASSERTION, "a"));
        assertThat(ReadAssertion.in(form("client_assertion", "a", "client_assertion_type", BEARER)))
                .contains(new SentBearer(Carrier.JWT_ASSERTION, "a"));
        assertThat(ReadAssertion.in(form("grant_type", "x"))).isEmpty();
    }

    @Test
    void refusesHalvesDoublesAndStrangers() {
        assertRefused("not exactly one client_assertion_type", "client_assertion", "a");
        assertRefused("not exactly one client_assertion", "client_assertion_type", BEARER);
        assertRefused(
                "not exactly one client_assertion",
                "client_assertion",
                "a",
                "client_assertion",
                "a",
                "client_assertion_type",
                BEARER);
        assertRefused(
                "not exactly one client_assertion_type",
                "client_assertion",
                "a",
                "client_assertion_type",
                BEARER,
                "client_assertion_type",
                SPIFFE);
        assertRefused(
                "is not one of evidence",
                "client_assertion",
                "a",
                "client_assertion_type",
                "urn:ietf:params:oauth:client-assertion-type:saml2-bearer");
    }

    private static void assertRefused(String reason, String... form) {
        assertThatThrownBy(() -> ReadAssertion.in(form(form)))
                .isInstanceOf(RefusedException.class)
                .hasMessageContaining(reason);
    }

    private static MultivaluedMap<String, String> form(String... pairs) {
        MultivaluedMap<String, String> form = new MultivaluedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            form.add(pairs[i], pairs[i + 1]);
        }
        return form;
    }
}
