package io.agentpack.keycloak.it.bench;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.CALENDAR_READ;

import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.oauth.TokenExchange;
import java.net.http.HttpRequest;
import java.util.List;
import java.util.function.Supplier;

/** What is compared. Every client thread has a human session, a run and an instance of its own. */
final class Workloads {
    private static final String EXCHANGE = "urn:ietf:params:oauth:grant-type:token-exchange";
    private static final String REFRESH_TOKEN = "urn:ietf:params:oauth:token-type:refresh_token";

    static final String STANDARD = "Keycloak: standard exchange, no refresh token";
    static final String STANDARD_STORED = "Keycloak: standard exchange, refresh token (stores a client session)";
    static final String OWN = "Keycloak: client_credentials";
    static final String INTROSPECTION = "Keycloak: introspection of an exchanged token";

    private final BenchRealm bench;
    private final TokenEndpoint endpoint;

    private Workloads(BenchRealm bench) {
        this.bench = bench;
        endpoint = bench.realm().tokens();
    }

    static List<Workload> in(BenchRealm bench) {
        Workloads all = new Workloads(bench);
        return List.of(
                new Workload(STANDARD, STANDARD, all::standard),
                new Workload(STANDARD_STORED, STANDARD, all::standardStored),
                new Workload("pack: exchange that starts a run", STANDARD, all::start),
                new Workload("pack: renewal in a run", STANDARD, all::renewal),
                new Workload(OWN, OWN, all::plainOwn),
                new Workload("pack: client_credentials that start a run", OWN, all::boundedOwn),
                new Workload(INTROSPECTION, INTROSPECTION, all::introspectPlain),
                new Workload("pack: introspection of a run's token", INTROSPECTION, all::introspectRun));
    }

    private Supplier<HttpRequest> standard() {
        String human = bench.humanToken();
        return () -> Prepared.of(exchange(bench.ordinary(), human));
    }

    private Supplier<HttpRequest> standardStored() {
        String human = bench.humanToken();
        return () -> Prepared.of(exchange(bench.ordinary(), human).param("requested_token_type", REFRESH_TOKEN));
    }

    private Supplier<HttpRequest> start() {
        String human = bench.humanToken();
        ClientAuthentication planner = agent(BenchRealm.PLANNER);
        return () -> Prepared.of(exchange(planner, human));
    }

    private Supplier<HttpRequest> renewal() {
        ClientAuthentication planner = agent(BenchRealm.PLANNER);
        String run = exchange(planner, bench.humanToken()).send().accessToken();
        return () -> Prepared.of(exchange(planner, run));
    }

    private Supplier<HttpRequest> plainOwn() {
        return () -> Prepared.of(own(bench.ordinary()));
    }

    private Supplier<HttpRequest> boundedOwn() {
        ClientAuthentication nightly = agent(BenchRealm.NIGHTLY);
        return () -> Prepared.of(own(nightly));
    }

    private Supplier<HttpRequest> introspectPlain() {
        return introspect(exchange(bench.ordinary(), bench.humanToken()).send().accessToken());
    }

    private Supplier<HttpRequest> introspectRun() {
        return introspect(
                exchange(agent(BenchRealm.PLANNER), bench.humanToken()).send().accessToken());
    }

    private Supplier<HttpRequest> introspect(String token) {
        HttpRequest request = Prepared.of(endpoint.form("/protocol/openid-connect/token/introspect")
                .by(bench.realm().calendarApi())
                .param("token", token));
        return () -> request;
    }

    /** One attestation for a round, as an agent would use it, and a proof for each request. */
    private ClientAuthentication agent(String clientId) {
        return new AttestedOnce(bench.realm().instanceOf(clientId));
    }

    private FormRequest exchange(ClientAuthentication client, String subject) {
        return exchange(endpoint, client, subject);
    }

    static FormRequest exchange(TokenEndpoint endpoint, ClientAuthentication client, String subject) {
        return endpoint.grant(EXCHANGE)
                .by(client)
                .param("subject_token", subject)
                .param("subject_token_type", TokenExchange.ACCESS_TOKEN)
                .scope(CALENDAR_READ);
    }

    private FormRequest own(ClientAuthentication client) {
        return endpoint.grant("client_credentials").by(client).scope(CALENDAR_READ);
    }
}
