package io.agentpack.keycloak.it.refusals;

import static io.agentpack.keycloak.it.refusals.Cast.now;

import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.JwtDraft;
import io.agentpack.keycloak.it.kit.oauth.Platform;
import io.agentpack.keycloak.it.kit.oauth.SigningKey;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** What holds for the tokens of all platforms, which say nothing about a key. */
final class PlatformRows {
    private static final String AUDIENCE = "aud is not this realm, or the attester's audience, alone";
    private static final String HEADER = "has a header that is not allowed";

    private final Platform platform;
    private final AgentInstance instance;
    private final String realm;

    PlatformRows(Platform platform, AgentInstance instance, Cast cast) {
        this.platform = platform;
        this.instance = instance;
        this.realm = cast.realm.issuer().toString();
    }

    ClientAuthentication good() {
        return platform.vouchingFor(instance);
    }

    List<Row> rows() {
        byte[] publicKey = platform.jwks().getBytes(StandardCharsets.UTF_8);
        return List.of(
                row("typ of an access token", jwt -> jwt.header("typ", "at+jwt"), "typ is not"),
                row("typ of an attestation", jwt -> jwt.header("typ", "oauth-client-attestation+jwt"), "typ is not"),
                row("typ empty", jwt -> jwt.header("typ", ""), "typ is not"),
                sent("not signed", JwtDraft::unsigned, "not a compact JWS"),
                row("alg none, signed", jwt -> jwt.header("alg", "none"), "alg is not allowed"),
                sent("a MAC", jwt -> jwt.header("alg", "HS256").raw().mac(publicKey), "alg is not allowed"),
                row("alg of another curve", jwt -> jwt.header("alg", "ES384"), "may not use ES384"),
                row("signed by a stranger", jwt -> jwt.signedBy(SigningKey.fresh()), "has not signed this"),
                row("signed by the instance", jwt -> jwt.signedBy(instance.key()), "has not signed this"),
                row("kid of no key", jwt -> jwt.header("kid", "x"), "has no such key"),
                row("crit", jwt -> jwt.header("crit", List.of("exp")), HEADER),
                row("b64", jwt -> jwt.header("b64", false), HEADER),
                row("for nobody", jwt -> jwt.without("aud"), AUDIENCE),
                row("for another server", jwt -> jwt.claim("aud", List.of("https://x.example.org")), AUDIENCE),
                row("for two", jwt -> jwt.claim("aud", List.of(realm, "https://x.example.org")), AUDIENCE),
                row(
                        "for the token endpoint",
                        jwt -> jwt.claim("aud", realm + "/protocol/openid-connect/token"),
                        AUDIENCE),
                row("aud a number", jwt -> jwt.claim("aud", 1), "aud is not a string or a list"),
                row("no sub", jwt -> jwt.without("sub"), "sub is missing"),
                row("another sub", jwt -> jwt.claim("sub", "x"), "sub is not what the agent's evidence must name"),
                row("no iat", jwt -> jwt.without("iat"), "iat is missing"),
                row("from the future", jwt -> jwt.claim("iat", now() + 60), "iat is in the future"),
                row("not begun", jwt -> jwt.claim("nbf", now() + 60), "nbf is in the future"),
                row("no exp", jwt -> jwt.without("exp"), "exp is missing"),
                Row.stale(
                        platform.name() + ": expired",
                        platform.vouchingFor(instance, jwt -> jwt.claim("exp", now() - 1)),
                        "expired"),
                Row.stale(
                        platform.name() + ": too old",
                        platform.vouchingFor(instance, jwt -> jwt.claim("iat", now() - 400)),
                        "older than the agent's maximum age"),
                row("for another key", jwt -> jwt.claim("cnf", java.util.Map.of("jkt", "x")), "cnf is not the key"),
                row("cnf a text", jwt -> jwt.claim("cnf", "x"), "cnf is missing or not an object"),
                sent("nonsense", jwt -> "nonsense", "not a compact JWS"),
                sent("empty", jwt -> "", "not a compact JWS"),
                sent("padded", jwt -> jwt.sign() + "==", "not a compact JWS"),
                sent(
                        "sub twice",
                        jwt -> jwt.raw()
                                .claims(json -> "{\"sub\":\"x\"," + json.substring(1))
                                .sign(),
                        "not a JSON object"),
                sent(
                        "Latin-1",
                        jwt -> jwt.raw()
                                .claims("{\"é\":1}".getBytes(StandardCharsets.ISO_8859_1))
                                .sign(),
                        "not UTF-8"),
                sent(
                        "longer than 16 kB",
                        jwt -> jwt.claim("x", "x".repeat(12_300)).sign(),
                        "longer than 16 kB"),
                Row.dpop(
                        platform.name() + ": a proof of the key for elsewhere",
                        request -> platform.assertion(
                                        platform.token(request.issuer()).sign())
                                .authenticate(request.param("client_id", instance.clientId())
                                        .header(
                                                "DPoP",
                                                instance.dpop("POST", request.issuer())
                                                        .sign())),
                        "htu is not the address"));
    }

    /** @param shown what was admitted with a key of its own */
    Row stolen(String shown) {
        return Row.invalid(
                platform.name() + ": shown before with another key",
                show(shown, instance.another()),
                "shown before with another key");
    }

    ClientAuthentication show(String token, AgentInstance by) {
        return platform.assertion(token).and(by.dpopProof()).and(ClientAuthentication.onlyClientId(by.clientId()));
    }

    private Row row(String name, UnaryOperator<JwtDraft> change, String reason) {
        return sent(name, jwt -> change.apply(jwt).sign(), reason);
    }

    private Row sent(String name, Function<JwtDraft, String> made, String reason) {
        return Row.invalid(
                platform.name() + ": " + name,
                request -> platform.assertion(made.apply(platform.token(request.issuer())))
                        .and(instance.dpopProof())
                        .and(ClientAuthentication.onlyClientId(instance.clientId()))
                        .authenticate(request),
                reason);
    }
}
