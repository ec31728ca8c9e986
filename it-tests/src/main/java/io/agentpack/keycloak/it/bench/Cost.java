package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.net.http.HttpRequest;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Database statements and cache operations of one request, from the log of Hibernate and the metrics of Infinispan; from a server of its own,
 * since the log costs time.
 */
record Cost(String workload, Map<String, Double> statements, Map<String, Double> cacheWrites, double cacheReads) {
    static final String LOGGED = "--log-level=INFO,org.hibernate.SQL:DEBUG";

    private static final int WARM_UP = 10;
    private static final int REQUESTS = 40;
    private static final Pattern STATEMENT =
            Pattern.compile("\\[org\\.hibernate\\.SQL].*?\\b(select|insert|update|delete)\\b");
    /** Sessions and what may be used once are written in the cluster; realms and users are each node's own. */
    private static final List<String> WRITTEN = List.of("sessions", "clientSessions", "actionTokens");

    static List<Cost> of(List<Workload> workloads, KeycloakServer server) {
        return workloads.stream().map(workload -> of(workload, server)).toList();
    }

    private static Cost of(Workload workload, KeycloakServer server) {
        Supplier<HttpRequest> client = workload.client().get();
        send(prepare(client, WARM_UP));
        // Making a request may take others, a sign-in for example.
        List<HttpRequest> requests = prepare(client, REQUESTS);
        int logged = server.log().length();
        ServerMetrics before = ServerMetrics.of(server);
        send(requests);
        ServerMetrics after = ServerMetrics.of(server);
        return new Cost(
                workload.name(),
                statements(server.log().substring(logged)),
                writes(before, after),
                count("hits", Stream.of("realms", "users", "sessions", "clientSessions"), before, after));
    }

    private static List<HttpRequest> prepare(Supplier<HttpRequest> client, int requests) {
        return Stream.generate(client).limit(requests).toList();
    }

    private static void send(List<HttpRequest> requests) {
        requests.forEach(Prepared::send);
    }

    private static Map<String, Double> statements(String log) {
        Map<String, Double> counts = new LinkedHashMap<>();
        List.of("select", "insert", "update", "delete").forEach(verb -> counts.put(verb, 0.0));
        Matcher statement = STATEMENT.matcher(log);
        while (statement.find()) {
            counts.merge(statement.group(1), 1.0 / REQUESTS, Double::sum);
        }
        return counts;
    }

    private static Map<String, Double> writes(ServerMetrics before, ServerMetrics after) {
        return WRITTEN.stream()
                .collect(Collectors.toMap(
                        cache -> cache,
                        cache -> count("stores", Stream.of(cache), before, after),
                        Double::sum,
                        LinkedHashMap::new));
    }

    private static double count(String what, Stream<String> caches, ServerMetrics before, ServerMetrics after) {
        return caches.mapToDouble(cache -> {
                            String name = "vendor_statistics_" + what + " " + cache;
                            return after.values().getOrDefault(name, 0.0)
                                    - before.values().getOrDefault(name, 0.0);
                        })
                        .sum()
                / REQUESTS;
    }
}
