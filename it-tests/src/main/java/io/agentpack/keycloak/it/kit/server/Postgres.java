package io.agentpack.keycloak.it.kit.server;

import io.agentpack.keycloak.it.kit.Eventually;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of our own: Debian's server package, an instance in a temporary folder, on a free loopback port. It refuses to run as root, so
 * that it is started as the user that its package makes.
 */
public final class Postgres implements AutoCloseable {
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");
    private static final String USER = "keycloak";
    private static final String DATABASE = "keycloak";

    private final Path programs;
    private final Path folder;
    private final int port = FreePort.next();
    private final Process process;
    private final Thread atExit = new Thread(this::end, "stop PostgreSQL");

    private Postgres(Path programs, boolean durable) throws IOException {
        this.programs = programs;
        folder = Files.createTempDirectory("agent-pack-postgres-");
        if (isRoot()) {
            run(List.of("chown", "postgres", folder.toString()), "");
        }
        run(
                asUser(
                        programs + "/initdb",
                        "--pgdata=" + data(),
                        "--username=" + USER,
                        "--auth=trust",
                        "--encoding=UTF8",
                        "--locale=C",
                        "--no-sync"),
                "");
        process = new ProcessBuilder(asUser(
                        programs + "/postgres",
                        "-D",
                        data(),
                        "-p",
                        Integer.toString(port),
                        "-c",
                        "listen_addresses=127.0.0.1",
                        "-c",
                        "unix_socket_directories=",
                        "-c",
                        "max_connections=200",
                        "-c",
                        "fsync=" + (durable ? "on" : "off")))
                .redirectErrorStream(true)
                .redirectOutput(
                        Files.createTempFile("agent-pack-postgres-", ".log").toFile())
                .start();
        Runtime.getRuntime().addShutdownHook(atExit);
        Eventually.get("PostgreSQL", Duration.ofSeconds(30), () -> answers() ? Optional.of(true) : Optional.empty());
        sql("create database " + DATABASE, "postgres");
    }

    /** Whether the machine has the server package. */
    public static boolean isInstalled() {
        return programs().isPresent();
    }

    /** @param durable whether commits wait for the disk, as in production; tests don't need it, measurements do */
    public static Postgres start(boolean durable) {
        try {
            Path programs = programs()
                    .orElseThrow(
                            () -> new IllegalStateException("no PostgreSQL server here: apt-get install postgresql"));
            return new Postgres(programs, durable);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What Keycloak must be told. */
    Map<String, String> environment() {
        return Map.of(
                "KC_DB_URL",
                "jdbc:postgresql://127.0.0.1:" + port + "/" + DATABASE,
                "KC_DB_USERNAME",
                USER,
                "KC_DB_PASSWORD",
                "unused");
    }

    /** Runs statements in Keycloak's database; rows come as lines, columns separated by {@code |}. */
    public List<String> sql(String statements) {
        return sql(statements, DATABASE);
    }

    /** Stops answering, as a machine does that is gone: connections stay open and nothing comes back. */
    public void pause() {
        signal("-STOP");
    }

    public void resume() {
        signal("-CONT");
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private List<String> sql(String statements, String database) {
        String output = run(
                List.of(
                        programs + "/psql",
                        "-h",
                        "127.0.0.1",
                        "-p",
                        Integer.toString(port),
                        "-U",
                        USER,
                        "-d",
                        database,
                        "-qAt",
                        "-v",
                        "ON_ERROR_STOP=1"),
                statements);
        return output.lines().filter(line -> !line.isBlank()).toList();
    }

    private boolean answers() {
        try {
            sql("select 1", "postgres");
            return true;
        } catch (IllegalStateException notYet) {
            return false;
        }
    }

    private void signal(String name) {
        List<String> command = new ArrayList<>(List.of("kill", name));
        process.descendants().map(handle -> Long.toString(handle.pid())).forEach(command::add);
        if (!isRoot()) {
            command.add(Long.toString(process.pid()));
        }
        run(command, "");
    }

    private void end() {
        try {
            resume();
            List<ProcessHandle> all = Stream.concat(process.descendants(), Stream.of(process.toHandle()))
                    .toList();
            all.forEach(ProcessHandle::destroyForcibly);
            process.waitFor(10, TimeUnit.SECONDS);
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder())
                        .forEach(file -> file.toFile().delete());
            }
        } catch (IOException | IllegalStateException e) {
            Progress.say("could not clean up " + folder + ": " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private String data() {
        return folder + "/data";
    }

    private static Optional<Path> programs() {
        if (!Files.isDirectory(DEBIAN)) {
            return Optional.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions.map(version -> version.resolve("bin"))
                    .filter(bin -> Files.isExecutable(bin.resolve("initdb")))
                    .max(Comparator.naturalOrder());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isRoot() {
        return "root".equals(System.getProperty("user.name"));
    }

    private static List<String> asUser(String... command) {
        List<String> whole = new ArrayList<>(isRoot() ? List.of("runuser", "-u", "postgres", "--") : List.of());
        whole.addAll(List.of(command));
        return whole;
    }

    private static String run(List<String> command, String input) {
        try {
            Process running = new ProcessBuilder(command)
                    .directory(Path.of("/").toFile())
                    .redirectErrorStream(true)
                    .start();
            running.getOutputStream().write(input.getBytes(StandardCharsets.UTF_8));
            running.getOutputStream().close();
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
}
