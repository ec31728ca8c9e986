package io.agentpack.keycloak.signals.receiver;

import io.agentpack.keycloak.ledger.net.PublicAddress;
import java.net.InetAddress;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;

/**
 * An address that signals may be pushed to. Whoever may edit a client chooses it, so it is held to rules twice: as text when it is saved and before
 * every delivery, and by the addresses that its host resolves to before every delivery.
 */
public record PushTarget(URI uri) {
    private static final int HIGHEST_PORT = 65_535;

    /** @throws PushRefusedException when the text breaks a rule */
    public static PushTarget of(String url, PushRules rules) throws PushRefusedException {
        PushTarget target = new PushTarget(parse(url));
        URI uri = target.uri;
        require(
                uri.getHost() != null && uri.getPort() <= HIGHEST_PORT,
                "The push URL needs a host, as in https://api.example/events");
        require(uri.getRawUserInfo() == null, "The push URL must not contain a user name or password");
        require(uri.getRawFragment() == null, "The push URL must not contain a fragment (#)");
        require(
                "https".equals(target.scheme())
                        || ("http".equals(target.scheme()) && rules.admitsHttp(target.namesLoopback())),
                "The push URL must start with https://");
        return target;
    }

    /**
     * Checks what the host resolves to. The connection that follows takes the same answer from the JVM's name cache, so a second, different answer
     * can't slip in between unless the operator has switched that cache off.
     *
     * @param resolved every address of the host, at least one
     * @throws PushRefusedException when one of them is not to be talked to
     */
    public void admit(List<InetAddress> resolved, PushRules rules) throws PushRefusedException {
        require(
                "https".equals(scheme())
                        || rules.admitsHttp(resolved.stream().allMatch(InetAddress::isLoopbackAddress)),
                "The host of the push URL is not a loopback address");
        require(
                rules.admitsPrivateAddresses() || resolved.stream().allMatch(PublicAddress::is),
                "The host of the push URL is not a public address");
    }

    /** The host without the brackets of an IPv6 literal. */
    public String host() {
        String host = uri.getHost();
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    private String scheme() {
        return uri.getScheme().toLowerCase(Locale.ROOT);
    }

    private boolean namesLoopback() {
        String host = host().toLowerCase(Locale.ROOT);
        return host.equals("localhost") || host.equals("::1") || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static URI parse(String url) throws PushRefusedException {
        require(url != null && !url.isBlank(), "The push URL is missing");
        try {
            URI uri = new URI(url.trim());
            require(uri.isAbsolute() && !uri.isOpaque(), "The push URL must start with https://");
            return uri;
        } catch (URISyntaxException e) {
            // The exception would repeat the address, which may hold a password.
            throw new PushRefusedException("The push URL is not a valid URL");
        }
    }

    private static void require(boolean holds, String otherwise) throws PushRefusedException {
        if (!holds) {
            throw new PushRefusedException(otherwise);
        }
    }
}
