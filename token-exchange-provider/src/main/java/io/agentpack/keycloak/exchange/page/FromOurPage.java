package io.agentpack.keycloak.exchange.page;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import org.keycloak.models.KeycloakSession;

/** Whether a form was sent by a page of ours to the person who is signed in: it repeats their secret, and comes from this very origin. */
public final class FromOurPage {
    /** Name of the form's field. */
    public static final String FIELD = "stateChecker";

    private FromOurPage() {}

    public static boolean accepts(KeycloakSession session, Person person) {
        return isSameOrigin(header(session, "Sec-Fetch-Site"), header(session, "Origin"), Addresses.of(session))
                && repeats(
                        person.stateChecker(),
                        session.getContext()
                                .getHttpRequest()
                                .getDecodedFormParameters()
                                .getFirst(FIELD));
    }

    /**
     * Browsers name the origin with every POST; today's also say how it relates to this one (Fetch Metadata). Who sends neither is no browser, and
     * still needs the secret.
     */
    public static boolean isSameOrigin(String fetchSite, String origin, Addresses here) {
        if (fetchSite != null) {
            return fetchSite.equals(
                    "same-origin"); // no page can make a browser say so; Origin may be "null", by a strict
            // Referrer-Policy
        }
        return origin == null || origin.equals(here.origin());
    }

    public static boolean repeats(String secret, String sent) {
        return !secret.isEmpty()
                && sent != null
                && MessageDigest.isEqual(
                        secret.getBytes(StandardCharsets.UTF_8), sent.getBytes(StandardCharsets.UTF_8));
    }

    private static String header(KeycloakSession session, String name) {
        return session.getContext().getRequestHeaders().getHeaderString(name);
    }
}
