package io.agentpack.keycloak.authenticator.attester;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Optional;
import java.util.Set;

/** Which addresses keys may be fetched from: https, and http to this machine while developing. */
final class JwksUrl {
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1", "[::1]");

    private JwksUrl() {}

    static Optional<URI> parse(String text, boolean development) {
        try {
            URI url = new URI(text);
            boolean plain = url.getRawUserInfo() == null && url.getRawFragment() == null && url.getHost() != null;
            boolean secure = "https".equals(url.getScheme());
            boolean local = development && "http".equals(url.getScheme()) && LOOPBACK.contains(url.getHost());
            return plain && (secure || local) ? Optional.of(url) : Optional.empty();
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }
}
