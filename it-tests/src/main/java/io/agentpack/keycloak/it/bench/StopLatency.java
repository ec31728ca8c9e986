package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.TokenEndpoint;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** Milliseconds from the moment a human's sign-out is sent, to the refusal of her agent's token and to the signal. */
record StopLatency(BenchRealm bench, Settings settings) {
    private static final int WARM_UP = 5;

    /** @param request what is sent with a run's token to find out whether it is still good */
    private record Place(String name, Function<String, HttpRequest> request) {}

    /**
     * @param answers Keycloak's answer to the sign-out
     * @param refusals the first answer of the place, asked when that answer was there
     * @param signals the push arrives at the API
     * @param stale how many first answers still accepted the token
     */
    record Figure(String place, Sample answers, Sample refusals, Sample signals, int stale) {}

    private record Stop(double answer, double refusal, double signal, boolean stale) {}

    List<Figure> measure() {
        return List.of(
                measure(new Place("introspection", this::introspection)),
                measure(new Place("userinfo", this::userinfo)),
                measure(new Place("token exchange (renewal)", this::renewal)));
    }

    private Figure measure(Place place) {
        List<Stop> stops = new ArrayList<>();
        for (int i = 0; i < WARM_UP + settings.stops(); i++) {
            Stop stop = stop(place);
            if (i >= WARM_UP) {
                stops.add(stop);
            }
        }
        Figure figure = new Figure(
                place.name(),
                Sample.of(stops.stream().map(Stop::answer).toList()),
                Sample.of(stops.stream().map(Stop::refusal).toList()),
                Sample.of(stops.stream().map(Stop::signal).toList()),
                (int) stops.stream().filter(Stop::stale).count());
        System.out.printf(
                "[bench] sign-out → refused at %-26s median %6.1f ms%n",
                place.name(), figure.refusals().median());
        return figure;
    }

    private Stop stop(Place place) {
        TestRealm realm = bench.realm();
        Reply human = realm.signIn(realm.alice(), TestRealm.CALENDAR_READ, TestRealm.agentScope(BenchRealm.PLANNER));
        String token = realm.tokens()
                .exchange(realm.instanceOf(BenchRealm.PLANNER))
                .subject(human.accessToken())
                .accessToken();
        HttpRequest question = place.request().apply(token);
        FormRequest signOut = realm.tokens()
                .form("/protocol/openid-connect/logout")
                .by(realm.app())
                .param("refresh_token", human.string("refresh_token"));

        long start = System.nanoTime();
        signOut.send().expect(204);
        long answered = System.nanoTime();
        HttpResponse<String> first = Prepared.send(question);
        long refused = System.nanoTime();
        return new Stop(
                millis(answered - start),
                millis(refused - start),
                millis(signal(token).arrivedNanos() - start),
                Prepared.isAccepted(first));
    }

    private Signal signal(String token) {
        String run = Tokens.claims(token).path("sid").asText();
        return bench.calendar().await(signal -> signal.run().equals(run), Duration.ofSeconds(30));
    }

    private HttpRequest introspection(String token) {
        return Prepared.of(endpoint()
                .form("/protocol/openid-connect/token/introspect")
                .by(bench.realm().calendarApi())
                .param("token", token));
    }

    private HttpRequest userinfo(String token) {
        return Http.request(endpoint().url("/protocol/openid-connect/userinfo"))
                .header("Authorization", "Bearer " + token)
                .GET()
                .build();
    }

    private HttpRequest renewal(String token) {
        return Prepared.of(Workloads.exchange(endpoint(), bench.realm().instanceOf(BenchRealm.PLANNER), token));
    }

    private TokenEndpoint endpoint() {
        return bench.realm().tokens();
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }
}
