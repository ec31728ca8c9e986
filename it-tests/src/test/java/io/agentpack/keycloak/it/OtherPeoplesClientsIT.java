package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;
import static io.agentpack.keycloak.it.kit.realm.TestRealm.agentScope;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.JsonNode;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.oauth2.sdk.Scope;
import com.nimbusds.oauth2.sdk.TokenIntrospectionRequest;
import com.nimbusds.oauth2.sdk.TokenIntrospectionResponse;
import com.nimbusds.oauth2.sdk.TokenIntrospectionSuccessResponse;
import com.nimbusds.oauth2.sdk.TokenRequest;
import com.nimbusds.oauth2.sdk.TokenResponse;
import com.nimbusds.oauth2.sdk.auth.ClientSecretBasic;
import com.nimbusds.oauth2.sdk.auth.Secret;
import com.nimbusds.oauth2.sdk.dpop.DefaultDPoPProofFactory;
import com.nimbusds.oauth2.sdk.http.HTTPRequest;
import com.nimbusds.oauth2.sdk.id.Actor;
import com.nimbusds.oauth2.sdk.id.ClientID;
import com.nimbusds.oauth2.sdk.token.AccessToken;
import com.nimbusds.oauth2.sdk.token.BearerAccessToken;
import com.nimbusds.oauth2.sdk.token.DPoPAccessToken;
import com.nimbusds.oauth2.sdk.token.TokenTypeURI;
import com.nimbusds.oauth2.sdk.tokenexchange.TokenExchangeGrant;
import io.agentpack.keycloak.it.kit.Json;
import io.agentpack.keycloak.it.kit.oauth.AgentInstance;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.AgentSpec;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.server.Keycloak;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.security.core.Authentication;
import org.springframework.security.oauth2.core.DelegatingOAuth2TokenValidator;
import org.springframework.security.oauth2.core.OAuth2AuthenticatedPrincipal;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtClaimValidator;
import org.springframework.security.oauth2.jwt.JwtValidators;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;
import org.springframework.security.oauth2.server.resource.InvalidBearerTokenException;
import org.springframework.security.oauth2.server.resource.authentication.BearerTokenAuthenticationToken;
import org.springframework.security.oauth2.server.resource.authentication.JwtAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.authentication.OpaqueTokenAuthenticationProvider;
import org.springframework.security.oauth2.server.resource.introspection.SpringOpaqueTokenIntrospector;

/** OAuth software that nobody here wrote gets along: agents with Nimbus and oauth4webapi, APIs with Spring Security. */
class OtherPeoplesClientsIT {
    private static TestRealm realm;
    private final AgentInstance planner = realm.instanceOf("planner");
    private final AgentInstance researcher = realm.instanceOf("researcher");
    private final URI token = realm.tokens().url("/protocol/openid-connect/token");

    @BeforeAll
    static void prepare() {
        realm = TestRealm.in(Keycloak.shared(), "other-peoples-clients")
                .agent(AgentSpec.delegated("planner")
                        .with("agent.delegates", "researcher")
                        .with("agent.delegation.max-depth", "1"))
                .agent(AgentSpec.delegated("researcher"))
                .create();
    }

    @Test
    void nimbusExchangesHandsOnAndIntrospects() throws Exception {
        AccessToken parent = nimbusExchange(planner, new BearerAccessToken(human()));
        AccessToken child = nimbusExchange(researcher, parent);

        assertThat(child).isInstanceOf(DPoPAccessToken.class);
        assertThat(child.getScope()).isEqualTo(new Scope(CALENDAR_READ));
        assertThat(child.getIssuedTokenType()).isEqualTo(TokenTypeURI.ACCESS_TOKEN);
        TokenIntrospectionSuccessResponse answer = nimbusIntrospect(child);
        assertThat(answer.isActive()).isTrue();
        assertThat(answer.getSubject().getValue()).isEqualTo(realm.alice().id());
        assertThat(answer.getJWKThumbprintConfirmation().getValue().toString()).isEqualTo(researcher.thumbprint());
        Actor actor = Actor.parseTopLevel(answer.toJSONObject());
        assertThat(actor.getSubject().getValue())
                .isEqualTo(realm.admin().clients().serviceAccountIdOf("researcher"));
        assertThat(actor.getParent().getSubject().getValue())
                .isEqualTo(realm.admin().clients().serviceAccountIdOf("planner"));
    }

    @Test
    void oauth4webapiExchangesRenewsAndIntrospects() throws Exception {
        Map<String, Object> input = Json.object(
                "realm", realm.issuer().toString(),
                "clientId", "planner",
                "key", planner.key().toJSONObject(),
                "attestation", planner.attestation().sign(),
                "humanToken", human(),
                "apiId", "calendar-api",
                "apiSecret", realm.calendarApi().secret());

        JsonNode said = Json.parse(node(Json.write(input)));

        assertThat(said.at("/first/token_type").asText()).isEqualToIgnoringCase("dpop");
        JsonNode first = Tokens.claims(said.at("/first/access_token").asText());
        assertThat(first.at("/cnf/jkt").asText()).isEqualTo(planner.thumbprint());
        assertThat(Tokens.claims(said.at("/renewed/access_token").asText()).path("run"))
                .isEqualTo(first.path("run"));
        assertThat(said.at("/introspection/active").asBoolean()).isTrue();
        assertThat(said.at("/introspection/act")).isEqualTo(first.path("act"));
        assertThat(said.at("/introspection/cnf")).isEqualTo(first.path("cnf"));
        assertThat(said.at("/refused/error").asText()).isEqualTo("invalid_scope");
    }

    @Test
    void aSpringResourceServerTakesTheTokenAndShowsTheActor() {
        String accessToken = realm.tokens().exchange(planner).subject(human()).accessToken();

        Authentication authentication = springByJwt().authenticate(new BearerTokenAuthenticationToken(accessToken));

        Jwt jwt = (Jwt) authentication.getPrincipal();
        assertThat(authentication.getName()).isEqualTo(realm.alice().id());
        assertThat(jwt.getClaimAsMap("act")).containsEntry("client_id", "planner");
        assertThat(authentication.getAuthorities()).extracting("authority").contains("SCOPE_" + CALENDAR_READ);
    }

    @Test
    void aSpringResourceServerThatAsksSeesTheActorUntilTheRunIsOver() {
        String accessToken = realm.tokens().exchange(planner).subject(human()).accessToken();
        OpaqueTokenAuthenticationProvider spring = springByIntrospection();

        OAuth2AuthenticatedPrincipal principal =
                (OAuth2AuthenticatedPrincipal) spring.authenticate(new BearerTokenAuthenticationToken(accessToken))
                        .getPrincipal();

        Map<String, Object> act = principal.getAttribute("act");
        assertThat(act).containsEntry("client_id", "planner");
        realm.runs(accessToken)
                .complete(Tokens.claims(accessToken).at("/run/id").asText())
                .expect(204);
        assertThatExceptionOfType(InvalidBearerTokenException.class)
                .isThrownBy(() -> spring.authenticate(new BearerTokenAuthenticationToken(accessToken)));
    }

    private AccessToken nimbusExchange(AgentInstance agent, AccessToken subject) throws Exception {
        TokenRequest request = new TokenRequest.Builder(
                        token,
                        new ClientID(agent.clientId()),
                        new TokenExchangeGrant(subject, TokenTypeURI.ACCESS_TOKEN))
                .scope(new Scope(CALENDAR_READ))
                .build();
        HTTPRequest http = request.toHTTPRequest();
        http.setHeader("OAuth-Client-Attestation", agent.attestation().sign());
        http.setHeader(
                "OAuth-Client-Attestation-PoP", agent.proof(realm.issuer()).sign());
        http.setDPoP(new DefaultDPoPProofFactory(agent.key(), JWSAlgorithm.ES256).createDPoPJWT("POST", token));
        TokenResponse response = TokenResponse.parse(http.send());
        assertThat(response.indicatesSuccess())
                .as(response.toHTTPResponse().getBody())
                .isTrue();
        return response.toSuccessResponse().getTokens().getAccessToken();
    }

    private TokenIntrospectionSuccessResponse nimbusIntrospect(AccessToken any) throws Exception {
        HTTPRequest request = new TokenIntrospectionRequest(
                        URI.create(token + "/introspect"),
                        new ClientSecretBasic(
                                new ClientID("calendar-api"),
                                new Secret(realm.calendarApi().secret())),
                        any)
                .toHTTPRequest();
        return TokenIntrospectionResponse.parse(request.send()).toSuccessResponse();
    }

    private static JwtAuthenticationProvider springByJwt() {
        NimbusJwtDecoder decoder = NimbusJwtDecoder.withJwkSetUri(
                        realm.tokens().url("/protocol/openid-connect/certs").toString())
                .build();
        decoder.setJwtValidator(new DelegatingOAuth2TokenValidator<>(
                JwtValidators.createDefaultWithIssuer(realm.issuer().toString()),
                new JwtClaimValidator<List<String>>("aud", audience -> audience.contains("calendar-api"))));
        return new JwtAuthenticationProvider(decoder);
    }

    private OpaqueTokenAuthenticationProvider springByIntrospection() {
        return new OpaqueTokenAuthenticationProvider(
                SpringOpaqueTokenIntrospector.withIntrospectionUri(token + "/introspect")
                        .clientId("calendar-api")
                        .clientSecret(realm.calendarApi().secret())
                        .build());
    }

    /** Packages come as the lock file says, into target/. */
    private static String node(String input) throws Exception {
        Path folder = Path.of("target", "node-oauth");
        Files.createDirectories(folder);
        for (String file : List.of("package.json", "package-lock.json", "agent.mjs")) {
            Files.write(folder.resolve(file), Files.readAllBytes(Path.of("src", "test", "node-oauth", file)));
        }
        if (!Files.isDirectory(folder.resolve("node_modules/oauth4webapi"))) {
            run(folder, "", "npm", "ci", "--no-audit", "--no-fund", "--prefer-offline", "--loglevel", "error");
        }
        return run(folder, input, "node", "agent.mjs");
    }

    private static String run(Path folder, String input, String... command) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().put("INPUT", input);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        Process process = builder.start();
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        return out;
    }

    private static String human() {
        return realm.humanToken(realm.alice(), agentScope("planner"), CALENDAR_READ, MAIL_SEND);
    }
}
