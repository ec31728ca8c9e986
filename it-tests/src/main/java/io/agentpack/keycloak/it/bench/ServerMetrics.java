package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.server.KeycloakServer;
import java.net.URI;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What Keycloak's own metrics count, by name and, where there is one, cache. */
record ServerMetrics(Map<String, Double> values) {
    private static final Pattern LINE = Pattern.compile("(?m)^([a-z_]+)(\\{[^}]*})? ([0-9.eE+-]+)$");
    private static final Pattern CACHE = Pattern.compile("cache=\"([^\"]+)\"");

    static ServerMetrics of(KeycloakServer server) {
        URI url = server.managementUrl().resolve("/metrics");
        Map<String, Double> values = new TreeMap<>();
        Matcher line =
                LINE.matcher(Prepared.send(Http.request(url).GET().build()).body());
        while (line.find()) {
            Matcher cache = CACHE.matcher(line.group(2) == null ? "" : line.group(2));
            String name = line.group(1) + (cache.find() ? " " + cache.group(1) : "");
            values.merge(name, Double.valueOf(line.group(3)), Double::sum);
        }
        return new ServerMetrics(values);
    }

    /** Processor time of the server's JVM. */
    double cpuMillis() {
        return values.getOrDefault("process_cpu_time_ns_total", Double.NaN) / 1e6;
    }

    /** Time of the JIT compiler's threads, together; see {@link io.agentpack.keycloak.it.bench.server.BenchResourceFactory}. */
    double compilerMillis() {
        return values.getOrDefault("jvm_compilation_time_ms_total", Double.NaN);
    }
}
