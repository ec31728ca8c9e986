package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Debian's server package installs. The server refuses to run as root, so root runs it as the user that the package makes. */
record PostgresPrograms(Path folder) {
    private static final System.Logger LOG = System.getLogger(PostgresPrograms.class.getName());
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    static Optional<PostgresPrograms> find() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder())
                    .map(PostgresPrograms::new);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Makes an empty instance. */
    void initialize(Path home, Path data, String user) {
        if (isRoot()) {
            run(List.of("chown", "postgres", home.toString()), "");
        }
        run(
                asUser(List.of(
                        folder + "/initdb",
                        "--pgdata=" + data,
                        "--username=" + user,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync")),
                "");
    }

    Process start(Path data, int port, boolean durable) throws IOException {
        List<String> command = new ArrayList<>(List.of(folder + "/postgres", "-D", data.toString()));
        for (String setting : List.of(
                "port=" + port,
                "listen_addresses=127.0.0.1",
                "unix_socket_directories=",
                "max_connections=200",
                "fsync=" + (durable ? "on" : "off"))) {
            command.addAll(List.of("-c", setting));
        }
        return new ProcessBuilder(asUser(command))
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.createTempFile("agent-pack-postgres-", ".log").toFile())
                .start();
    }

    /** Rows come as lines, columns separated by {@code |}. */
    List<String> sql(int port, String user, String database, String statements) {
        String output = run(
                List.of(
                        folder + "/psql",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        user,
                        "-d",
                        database,
                        "-qAt",
                        "-v",
                        "ON_ERROR_STOP=1"),
                statements);
        return output.lines().filter(line -> !line.isBlank()).toList();
    }

    /** To the server, not to what root started it with. */
    static void signal(String name, Process process) {
        ProcessHandle server = isRoot() ? process.children().findFirst().orElseThrow() : process.toHandle();
        kill(name, server);
    }

    /** One of the server's processes: they come and go. */
    static void signalIfThere(String name, ProcessHandle process) {
        try {
            kill(name, process);
        } catch (IllegalStateException failed) {
            if (process.isAlive()) {
                throw failed;
            }
        }
    }

    private static void kill(String name, ProcessHandle process) {
        run(List.of("kill", name, Long.toString(process.pid())), "");
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asUser(List<String> command) {
        List<String> whole = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        whole.addAll(command);
        return whole;
    }

    private static String run(List<String> command, String input) {
        try {
            Process running = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .start();
            tell(running, input);
            try (InputStream output = running.getInputStream()) {
                String text = new String(output.readAllBytes(), StandardCharsets.UTF_8);
                if (running.waitFor() != 0) {
                    throw new IllegalStateException(command.get(0) + " failed: " + text);
                }
                return text;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** A program that is gone before it has read what it is told says why in its output. */
    private static void tell(Process running, String input) {
        try (OutputStream to = running.getOutputStream()) {
            to.write(input.getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            LOG.log(System.Logger.Level.DEBUG, "not told", gone);
        }
    }
}
