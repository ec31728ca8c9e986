package io.agentpack.keycloak.it;

import com.nimbusds.jose.jwk.ECKey;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A trust domain that publishes its bundle at an endpoint of profile https_web (SPIFFE Trust Domain and Bundle, sections 4 and 5): keys for X.509, JWT
 * and WIT SVIDs in one set, told apart by {@code use}, with a sequence and a refresh hint. Plain HTTP on loopback takes the place of HTTPS, which
 * development mode allows.
 */
record TrustDomain(String id, ECKey wit, ECKey formerWit, ECKey jwt, HttpServer endpoint) implements AutoCloseable {

    static TrustDomain publish(String id) throws IOException {
        TrustDomain domain = new TrustDomain(
                id,
                SigningKey.fresh(),
                SigningKey.fresh(),
                SigningKey.fresh(),
                HttpServer.create(new InetSocketAddress("0.0.0.0", 0), 0));
        byte[] bundle = domain.bundle().getBytes(StandardCharsets.UTF_8);
        domain.endpoint.createContext("/bundle", request -> {
            request.getResponseHeaders().set("Content-Type", "application/json");
            request.sendResponseHeaders(200, bundle.length);
            request.getResponseBody().write(bundle);
            request.close();
        });
        domain.endpoint.start();
        return domain;
    }

    /** An attester with this bundle. */
    Map<String, Object> component(String name, String format, KeycloakServer server) {
        String url =
                server.urlOfLocal(endpoint.getAddress().getPort(), "/bundle").toString();
        return new Platform(name, format, id, wit, Map.of())
                .component(Map.of("jwksUrl", List.of(url), "jwks", List.of()));
    }

    @Override
    public void close() {
        endpoint.stop(0);
    }

    private String bundle() {
        return Json.write(Json.object(
                "keys",
                List.of(
                        published(SigningKey.fresh(), "x509-svid"),
                        published(jwt, "jwt-svid"),
                        published(wit, "wit-svid"),
                        published(formerWit, "wit-svid")),
                "spiffe_sequence",
                42,
                "spiffe_refresh_hint",
                300));
    }

    private Map<String, Object> published(ECKey key, String use) {
        Map<String, Object> jwk = new HashMap<>(key.toPublicJWK().toJSONObject());
        jwk.put("use", use);
        jwk.remove("alg");
        if (use.equals("x509-svid")) {
            jwk.remove("kid");
            jwk.put("x5c", List.of(Certificates.selfSigned()));
        }
        return jwk;
    }
}
