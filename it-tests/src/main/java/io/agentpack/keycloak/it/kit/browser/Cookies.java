package io.agentpack.keycloak.it.kit.browser;

import java.io.IOException;
import java.net.CookieHandler;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Cookies as a browser treats them on a loopback address. Keycloak marks them Secure there, because browsers take loopback
 * for a secure context; Java doesn't and would hold them back. With Version=1 Java would quote the values.
 */
final class Cookies extends CookieHandler {
    private final CookieManager manager = new CookieManager(null, CookiePolicy.ACCEPT_ALL);

    @Override
    public Map<String, List<String>> get(URI url, Map<String, List<String>> headers) throws IOException {
        return manager.get(url, headers);
    }

    @Override
    public void put(URI url, Map<String, List<String>> headers) throws IOException {
        Map<String, List<String>> plain = new HashMap<>();
        headers.forEach((name, values) -> {
            if ("set-cookie".equalsIgnoreCase(name)) {
                plain.put("Set-Cookie", values.stream().map(Cookies::plain).toList());
            }
        });
        manager.put(url, plain);
    }

    private static String plain(String cookie) {
        return cookie.replaceAll("(?i);\\s*(secure|version=1)(?=;|$)", "");
    }
}
