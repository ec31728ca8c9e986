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
    static final String STANDARD_AGAIN = "Keycloak: standard exchange, refresh token, again in the same session";
    static final String STANDARD_STORED = "Keycloak: standard exchange, refresh token, stores a client session";
    static final String START = "pack: exchange that starts a run";
    static final String RENEWAL = "pack: renewal in a run";
    static final String CHILD_AT_1 = "pack: child run at depth 1";
    static final String CHILD_AT_5 = "pack: child run at depth 5";
    static final String OWN = "Keycloak: client_credentials";
    static final String OWN_RUN = "pack: client_credentials that start a run";
    static final String INTROSPECTION = "Keycloak: introspection of an exchanged token";
    static final String INTROSPECT_RUN = "pack: introspection of a run's token";
    static final String INTROSPECTION_SIGNED = "Keycloak: introspection by private_key_jwt";
    static final String INTROSPECTION_ATTESTED = "pack: introspection by attestation";
    static final String INTROSPECTION_EXPERIMENTAL = "Keycloak: introspection by its experimental attestation";
    static final String STOP = "pack: stop of a run by its token (RFC 7009)";

    private static final int MOST = 1500;
    /** A human's sign-in for every request takes longer than what is measured. */
    private static final int LOGINS = 250;

    private final BenchRealm bench;
    private final TokenEndpoint endpoint;

    Workloads(BenchRealm bench) {
        this.bench = bench;
        endpoint = bench.realm().tokens();
    }

    static List<Workload> in(BenchRealm bench) {
        Workloads all = new Workloads(bench);
        return List.of(
                all.workload(STANDARD, all::standard),
                all.workload(RENEWAL, all::renewal),
                all.workload(START, all::start),
                all.workload(STANDARD_STORED, LOGINS, all::standardStored),
                all.workload(STANDARD_AGAIN, all::standardAgain),
                all.workload(CHILD_AT_1, () -> all.childAt(1)),
                all.workload(CHILD_AT_5, () -> all.childAt(5)),
                all.workload(OWN, all::plainOwn),
                all.workload(OWN_RUN, all::boundedOwn),
                all.workload(INTROSPECTION, all::introspectPlain),
                all.workload(INTROSPECT_RUN, all::introspectRun),
                all.workload(INTROSPECTION_SIGNED, () -> all.introspectionBy(bench.ordinary())),
                all.byAttestation(),
                all.workload(
                        INTROSPECTION_EXPERIMENTAL,
                        () -> all.introspectionBy(
                                ExperimentalAttestation.fresh(bench.realm().attester()))));
    }

    /** What might notice how many runs there are. */
    List<Workload> nextToRuns() {
        return List.of(
                workload(RENEWAL, this::renewal),
                workload(START, this::start),
                workload(INTROSPECT_RUN, this::introspectRun),
                workload(STOP, LOGINS, this::stop));
    }

    /** What might notice how many proofs are remembered, and what does not look there as much. */
    List<Workload> nextToUsedProofs() {
        return List.of(workload(INTROSPECT_RUN, this::introspectRun), byAttestation());
    }

    private Workload workload(String name, Supplier<Supplier<HttpRequest>> client) {
        return workload(name, MOST, client);
    }

    private Workload workload(String name, int most, Supplier<Supplier<HttpRequest>> client) {
        return new Workload(name, bench.server(), most, client);
    }

    private Workload byAttestation() {
        return workload(INTROSPECTION_ATTESTED, () -> introspectionBy(agent(BenchRealm.PLANNER)));
    }

    /** A token of a run that has just been started. */
    String freshRun() {
        return exchange(agent(BenchRealm.PLANNER), bench.humanToken()).send().accessToken();
    }

    private Supplier<HttpRequest> stop() {
        String human = bench.humanToken();
        ClientAuthentication planner = agent(BenchRealm.PLANNER);
        return () -> Prepared.of(endpoint.form("/protocol/openid-connect/revoke")
                .by(planner)
                .param("token", exchange(planner, human).send().accessToken()));
    }

    private Supplier<HttpRequest> standard() {
        String human = bench.humanToken();
        return () -> Prepared.of(exchange(bench.ordinary(), human));
    }

    /** Keycloak keeps one client session for a client in a human's session, so each request needs a human's session of its own. */
    private Supplier<HttpRequest> standardStored() {
        return () -> Prepared.of(stored(bench.humanToken()));
    }

    private Supplier<HttpRequest> standardAgain() {
        String human = bench.humanToken();
        return () -> Prepared.of(stored(human));
    }

    private FormRequest stored(String human) {
        return exchange(bench.ordinary(), human).param("requested_token_type", REFRESH_TOKEN);
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

    /** Planner and researcher hand over to each other, until the next child is at this depth. */
    private Supplier<HttpRequest> childAt(int depth) {
        List<ClientAuthentication> turns = List.of(agent(BenchRealm.PLANNER), agent(BenchRealm.RESEARCHER));
        String run = bench.humanToken();
        for (int i = 0; i < depth; i++) {
            run = exchange(turns.get(i % 2), run).send().accessToken();
        }
        String parent = run;
        return () -> Prepared.of(exchange(turns.get(depth % 2), parent));
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

    /** Nothing but the authentication differs: both ask about the human's token, which names both as audience. */
    private Supplier<HttpRequest> introspectionBy(ClientAuthentication client) {
        String human = bench.humanToken();
        return () -> Prepared.of(introspection().by(client).param("token", human));
    }

    private Supplier<HttpRequest> introspect(String token) {
        HttpRequest request =
                Prepared.of(introspection().by(bench.realm().calendarApi()).param("token", token));
        return () -> request;
    }

    private FormRequest introspection() {
        return endpoint.form("/protocol/openid-connect/token/introspect");
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
