package io.agentpack.keycloak.exchange.manage;

import io.agentpack.keycloak.exchange.page.Addresses;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.Urls;
import org.keycloak.urls.UrlType;

/**
 * Where the administrators' pages are.
 *
 * @param base address of the first page, without a slash at its end
 * @param console address of the admin console
 * @param signOut path of the page that signs out
 */
record ManageAddresses(URI base, URI console, String signOut) {

    /** While the context's realm is the one that the administrator is signed in to. */
    static ManageAddresses of(KeycloakSession session) {
        Addresses addresses = Addresses.of(session);
        URI admin = session.getContext().getUri(UrlType.ADMIN).getBaseUri();
        return new ManageAddresses(
                URI.create(Urls.realmIssuer(addresses.server(), addresses.realm()) + "/agents/manage"),
                Urls.adminConsoleRoot(admin, addresses.realm()),
                addresses.signOut());
    }

    /** @param query values may be anything */
    URI page(Map<String, String> query, String... segments) {
        StringBuilder address = new StringBuilder(base.toString());
        for (String segment : segments) {
            address.append('/').append(encoded(segment));
        }
        String all = query.entrySet().stream()
                .filter(one -> !one.getValue().isEmpty())
                .map(one -> one.getKey() + "=" + encoded(one.getValue()))
                .sorted()
                .collect(Collectors.joining("&"));
        return URI.create(all.isEmpty() ? address.toString() : address + "?" + all);
    }

    /** A page of the admin console about a realm. */
    String inConsole(String realm, String page) {
        return console + "#/" + encoded(realm) + "/" + page;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
