package io.agentpack.keycloak.it.kit.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** One Keycloak of a cluster, which can be killed and started again. */
public final class ClusterNode implements KeycloakServer {
    private final ServerSpec spec;
    private final Postgres database;
    private final AdminCredentials admin;
    private final int port;
    private final int managementPort = FreePort.next();
    private final String hostname;
    private final ServerFolder folder;
    private final Thread atExit = new Thread(this::kill, "kill Keycloak");
    private ServerProcess process;
    private StartTime startTime;

    ClusterNode(ServerSpec spec, Postgres database, AdminCredentials admin, int port, String hostname) {
        this.spec = spec;
        this.database = database;
        this.admin = admin;
        this.port = port;
        this.hostname = hostname;
        folder = ServerFolder.fresh(spec);
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    /** Starts it, the first time or again, and waits until it is ready. */
    public void start() {
        launch();
        awaitReady();
    }

    /** Starts it without waiting. */
    public void launch() {
        process = ServerProcess.launch(folder.home(), arguments(), environment(), folder.log());
    }

    public void awaitReady() {
        long launched = System.nanoTime();
        new Readiness(spec.name(), folder.log(), process::isAlive).await(managementUrl());
        folder.keepBuild();
        startTime = StartTime.of(log(), launched);
        Progress.say("'" + spec.name() + "' at " + baseUrl() + ", log in " + logFile());
    }

    public boolean isAlive() {
        return process != null && process.isAlive();
    }

    /** As {@code kill -9}. */
    public void kill() {
        if (process != null) {
            process.kill();
        }
    }

    /** Size of the process in memory, in bytes. */
    public long residentBytes() {
        return process.residentBytes();
    }

    /** What every thread of it is doing; empty when it is dead. */
    public String threads() {
        return process.threads();
    }

    private List<String> arguments() {
        List<String> arguments = new ArrayList<>(List.of(
                "start-dev",
                "--db=postgres",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--hostname=" + hostname,
                "--health-enabled=true",
                "--metrics-enabled=true"));
        if (!spec.features().isEmpty()) {
            arguments.add("--features=" + String.join(",", spec.features()));
        }
        arguments.addAll(spec.options());
        return arguments;
    }

    private Map<String, String> environment() {
        Map<String, String> environment = new HashMap<>(database.environment());
        environment.put("KC_BOOTSTRAP_ADMIN_USERNAME", admin.username());
        environment.put("KC_BOOTSTRAP_ADMIN_PASSWORD", admin.password());
        environment.put("JAVA_OPTS_KC_HEAP", spec.heap());
        environment.put("JAVA_OPTS_APPEND", spec.javaOptions());
        return environment;
    }

    @Override
    public URI baseUrl() {
        return URI.create("http://127.0.0.1:" + port);
    }

    @Override
    public URI managementUrl() {
        return URI.create("http://127.0.0.1:" + managementPort);
    }

    @Override
    public AdminCredentials adminCredentials() {
        return admin;
    }

    @Override
    public String log() {
        return folder.log().text();
    }

    @Override
    public Path logFile() {
        return folder.log().file();
    }

    @Override
    public StartTime startTime() {
        return startTime;
    }

    @Override
    public URI urlOfLocal(int localPort, String path) {
        return URI.create("http://127.0.0.1:" + localPort + path);
    }

    @Override
    public String kind() {
        return "distribution in a cluster, on PostgreSQL";
    }

    @Override
    public void close() {
        kill();
        folder.delete();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }
}
