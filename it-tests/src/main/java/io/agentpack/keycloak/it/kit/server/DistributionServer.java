package io.agentpack.keycloak.it.kit.server;

import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** {@code kc.sh start-dev} from a fresh copy of the distribution, on free loopback ports, with embedded H2. */
final class DistributionServer implements KeycloakServer {
    private final ServerFolder folder;
    private final ServerProcess process;
    private final URI baseUrl;
    private final URI managementUrl;
    private final AdminCredentials admin;
    private final Thread atExit = new Thread(this::end, "stop Keycloak");
    private StartTime startTime;

    private DistributionServer(ServerSpec spec) {
        int port = FreePort.next();
        int managementPort = FreePort.next();
        admin = AdminCredentials.random();
        baseUrl = URI.create("http://127.0.0.1:" + port);
        managementUrl = URI.create("http://127.0.0.1:" + managementPort);
        folder = ServerFolder.fresh(spec);
        process = ServerProcess.launch(
                folder.home(), arguments(spec, port, managementPort), environment(spec, admin), folder.log());
        Runtime.getRuntime().addShutdownHook(atExit);
    }

    static KeycloakServer start(ServerSpec spec) {
        long launched = System.nanoTime();
        DistributionServer server = new DistributionServer(spec);
        Progress.say("starting '" + spec.name() + "' at " + server.baseUrl + ", log in " + server.logFile());
        try {
            new Readiness(spec.name(), server.folder.log(), server.process::isAlive).await(server.managementUrl);
        } catch (RuntimeException e) {
            server.close();
            throw e;
        }
        server.folder.keepBuild();
        server.startTime = StartTime.of(server.log(), launched);
        Progress.say("'" + spec.name() + "' " + server.startTime);
        return server;
    }

    private static List<String> arguments(ServerSpec spec, int port, int managementPort) {
        List<String> arguments = new ArrayList<>(List.of(
                "start-dev",
                "--http-host=127.0.0.1",
                "--http-port=" + port,
                "--http-management-port=" + managementPort,
                "--health-enabled=true",
                "--metrics-enabled=true"));
        if (!spec.features().isEmpty()) {
            arguments.add("--features=" + String.join(",", spec.features()));
        }
        arguments.addAll(spec.options());
        return arguments;
    }

    private static Map<String, String> environment(ServerSpec spec, AdminCredentials admin) {
        return Map.of(
                "KC_BOOTSTRAP_ADMIN_USERNAME", admin.username(),
                "KC_BOOTSTRAP_ADMIN_PASSWORD", admin.password(),
                "JAVA_OPTS_KC_HEAP", spec.heap(),
                "JAVA_OPTS_APPEND", spec.javaOptions());
    }

    @Override
    public URI baseUrl() {
        return baseUrl;
    }

    @Override
    public URI managementUrl() {
        return managementUrl;
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
    public URI urlOfLocal(int port, String path) {
        return URI.create("http://127.0.0.1:" + port + path);
    }

    @Override
    public String kind() {
        return "distribution";
    }

    @Override
    public void close() {
        end();
        Runtime.getRuntime().removeShutdownHook(atExit);
    }

    private void end() {
        process.stop();
        folder.delete();
    }
}
