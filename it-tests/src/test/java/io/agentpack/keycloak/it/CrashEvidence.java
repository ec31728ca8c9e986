package io.agentpack.keycloak.it;

import io.agentpack.keycloak.it.kit.server.Cluster;
import io.agentpack.keycloak.it.kit.server.ClusterNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;

/** When a round does not hold: everything that may tell why, as it is at that moment, in a file. */
record CrashEvidence(int round, long seed, CrashReceivers receivers, List<CrashTree> trees) {
    private static final Path FOLDER = Path.of("target", "crash");
    private static final int LOG_CHARACTERS = 20_000;

    void with(Runnable checks) {
        try {
            checks.run();
        } catch (RuntimeException | AssertionError failed) {
            throw new AssertionError(
                    "round " + (round + 1) + " of -Dcrash.seed=" + seed + " did not hold; evidence in " + save(failed),
                    failed);
        }
    }

    private Path save(Throwable failed) {
        StringBuilder text =
                new StringBuilder(Instant.now() + " " + Instant.now().toEpochMilli() + " " + failed + "\n");
        for (CrashTree tree : trees) {
            text.append("\n== tree ")
                    .append(tree.root())
                    .append(", runs: ")
                    .append(tree.runs().size());
            text.append('\n').append(tree.rows()).append('\n').append(receivers.log(tree));
        }
        for (ClusterNode node : Cluster.shared().nodes()) {
            String log = node.log();
            text.append("\n== ").append(node.baseUrl()).append(node.isAlive() ? " alive\n" : " dead\n");
            text.append(log.substring(Math.max(0, log.length() - LOG_CHARACTERS)));
            text.append(node.threads());
        }
        try {
            return Files.writeString(
                    Files.createDirectories(FOLDER).resolve("round-" + (round + 1) + "-seed-" + seed + ".txt"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
