package io.agentpack.keycloak.it.attester;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWK;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.Attester;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * Issues attestations to everybody on this machine who asks, without looking at them: what a real attester finds out for itself is taken from the
 * request. For development only; it listens on loopback, and a realm should trust it for {@code development} and nothing else.
 */
public final class DevelopmentAttester implements AutoCloseable {
    private static final int MOST = 64 * 1024;
    /** What the attester says, whoever asks. */
    private static final Set<String> OWN = Set.of("iss", "sub", "iat", "exp", "cnf");

    private final Attester attester;
    private final HttpServer server;

    private DevelopmentAttester(Attester attester, HttpServer server) {
        this.attester = attester;
        this.server = server;
    }

    /** @param port 0 for any that is free */
    public static DevelopmentAttester listen(int port, ECKey key) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            String issuer = "http://127.0.0.1:" + server.getAddress().getPort();
            DevelopmentAttester made = new DevelopmentAttester(new Attester("development", issuer, key), server);
            server.createContext("/attestations", request -> answer(request, made::attest));
            server.createContext("/jwks", request -> answer(request, body -> made.attester.jwks()));
            server.start();
            return made;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public URI attestations() {
        return URI.create(attester.issuer() + "/attestations");
    }

    public URI jwks() {
        return URI.create(attester.issuer() + "/jwks");
    }

    /** As a realm comes to trust it. */
    public Attester attester() {
        return attester;
    }

    @Override
    public void close() {
        server.stop(0);
    }

    private interface Route {
        String answer(JsonNode body) throws BadRequestException;
    }

    private static final class BadRequestException extends Exception {
        private static final long serialVersionUID = 1L;

        BadRequestException(String message) {
            super(message);
        }
    }

    private String attest(JsonNode asked) throws BadRequestException {
        String agent = asked.path("agent").asText();
        if (agent.isEmpty()) {
            throw new BadRequestException("agent: the client id is missing");
        }
        JwtDraft attestation = attester.instanceOf(agent)
                .attestation()
                .claim("client_instance_id", UUID.randomUUID().toString())
                .claim("cnf", Map.of("jwk", publicKey(asked.path("jwk"))));
        for (Map.Entry<String, JsonNode> claim : asked.path("claims").properties()) {
            if (OWN.contains(claim.getKey())) {
                throw new BadRequestException("claims: " + claim.getKey() + " is the attester's to say");
            }
            attestation = attestation.claim(claim.getKey(), claim.getValue());
        }
        return Json.write(Map.of("attestation", attestation.sign()));
    }

    private static Map<String, Object> publicKey(JsonNode jwk) throws BadRequestException {
        try {
            JWK key = JWK.parse(jwk.toString());
            if (key.isPrivate()) {
                throw new BadRequestException("jwk: keep the private key to yourself");
            }
            return key.toJSONObject();
        } catch (ParseException e) {
            throw new BadRequestException("jwk: the public key of the instance is missing");
        }
    }

    private static void answer(HttpExchange request, Route route) throws IOException {
        String text = new String(request.getRequestBody().readNBytes(MOST), StandardCharsets.UTF_8);
        try {
            send(request, 200, route.answer(Json.parse(text.isBlank() ? "{}" : text)));
        } catch (BadRequestException | IllegalArgumentException | UncheckedIOException e) {
            send(request, 400, Json.write(Map.of("error", "invalid_request", "error_description", reason(e))));
        } finally {
            request.close();
        }
    }

    private static String reason(Exception e) {
        return e instanceof BadRequestException ? e.getMessage() : "not JSON, or a claim that is none";
    }

    private static void send(HttpExchange request, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        request.getResponseHeaders().set("Content-Type", "application/json");
        request.sendResponseHeaders(status, body.length);
        request.getResponseBody().write(body);
    }

    /** {@code mvn -Pattester verify}: on port 8999, or {@code -Dattester.port}, until it is stopped. A new key each time. */
    public static void main(String[] args) throws InterruptedException {
        DevelopmentAttester attester = listen(Integer.getInteger("attester.port", 8999), SigningKey.fresh());
        System.out.println("Development attester. It believes everybody; trust it in a development realm only.");
        System.out.println("  JWKS URL  " + attester.jwks());
        System.out.println("  Issuer    " + attester.attester().issuer());
        System.out.println(
                "  POST      " + attester.attestations() + "  {\"agent\": ..., \"jwk\": ..., \"claims\": {...}}");
        Thread.currentThread().join();
    }
}
