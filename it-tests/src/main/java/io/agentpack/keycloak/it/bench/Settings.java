package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.Postgres;
import java.time.Duration;
import java.util.regex.Pattern;

/**
 * How much is measured; each by a system property.
 *
 * @param rounds {@code bench.rounds}: the median of so many counts
 * @param warmUps {@code bench.warmups}: at most so many turns of all workloads before that; they end when the server's compiler rests
 * @param length {@code bench.seconds} of a round
 * @param threads {@code bench.threads}: clients at the same time
 * @param rate {@code bench.rate}: requests a second of all clients together; 0: each sends as soon as it has its answer
 * @param starts {@code bench.starts} of each kind of server
 * @param stops {@code bench.stops} measured for each place that refuses
 * @param runs {@code bench.runs}: live runs to fill the database with, next to which a second server is measured; 0 leaves it out, and it needs PostgreSQL
 * @param usedProofs {@code bench.proofs}: used proofs to fill the memory of a second server with; 0 leaves it out
 * @param costs {@code bench.costs}: whether statements and cache operations are counted
 * @param postgres {@code bench.db=postgres}, else {@code h2}; as long as nothing is said, PostgreSQL where its server package is installed
 * @param only {@code bench.only}: pattern of the names of the workloads to measure
 * @param jvm {@code bench.jvm}: further options of the server's JVM, a flight recording for example
 */
record Settings(
        int rounds,
        int warmUps,
        Duration length,
        int threads,
        int rate,
        int starts,
        int stops,
        int runs,
        int usedProofs,
        boolean costs,
        boolean postgres,
        Pattern only,
        String jvm) {

    static Settings ofSystem() {
        return new Settings(
                Integer.getInteger("bench.rounds", 25),
                Integer.getInteger("bench.warmups", 60),
                Duration.ofSeconds(Integer.getInteger("bench.seconds", 1)),
                Integer.getInteger("bench.threads", 4),
                Integer.getInteger("bench.rate", 0),
                Integer.getInteger("bench.starts", 3),
                Integer.getInteger("bench.stops", 30),
                Integer.getInteger("bench.runs", 0),
                Integer.getInteger("bench.proofs", 0),
                Boolean.parseBoolean(System.getProperty("bench.costs", "true")),
                System.getProperty("bench.db", Postgres.isInstalled() ? "postgres" : "h2")
                        .equals("postgres"),
                Pattern.compile(System.getProperty("bench.only", ".*")),
                System.getProperty("bench.jvm", ""));
    }

    /** What to type for the same measurement. */
    String command() {
        return "mvn -Pbench verify -Dbench.rounds=" + rounds + " -Dbench.warmups=" + warmUps + " -Dbench.seconds="
                + length.toSeconds() + " -Dbench.db="
                + (postgres ? "postgres" : "h2") + " -Dbench.threads=" + threads + " -Dbench.rate=" + rate
                + " -Dbench.starts=" + starts
                + " -Dbench.stops=" + stops + " -Dbench.runs=" + runs + " -Dbench.proofs=" + usedProofs;
    }
}
