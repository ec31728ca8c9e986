package io.agentpack.keycloak.exchange.page;

import java.net.URI;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * Where the pages are, as the person's browser sees this server.
 *
 * @param server base address of Keycloak, with a slash at its end
 */
public record Addresses(URI server, String realm) {

    public static Addresses of(KeycloakSession session) {
        return new Addresses(
                session.getContext().getUri(UrlType.FRONTEND).getBaseUri(),
                session.getContext().getRealm().getName());
    }

    /** @param rest what comes after {@code my/}; empty for the first page */
    public URI page(String rest) {
        return URI.create(Urls.realmIssuer(server, realm) + "/agents/my" + (rest.isEmpty() ? "" : "/" + rest));
    }

    /** Without scheme and host, for links that can't lead elsewhere. */
    public String path(String rest) {
        return page(rest).getRawPath();
    }

    public String account() {
        return URI.create(Urls.realmIssuer(server, realm)).getRawPath() + "/account/";
    }

    public String signOut() {
        return URI.create(Urls.realmIssuer(server, realm)).getRawPath() + "/protocol/openid-connect/logout";
    }

    /** A static file of a theme's login pages. */
    public String resource(String theme, String file) {
        return Urls.themeRoot(server).getRawPath() + "/login/" + theme + "/" + file;
    }

    /** Scheme, host and port as a browser writes them in {@code Origin}. */
    public String origin() {
        int port = server.getPort();
        boolean usual = port < 0 || port == ("https".equals(server.getScheme()) ? 443 : 80);
        return server.getScheme() + "://" + server.getHost() + (usual ? "" : ":" + port);
    }
}
