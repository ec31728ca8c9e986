package io.agentpack.keycloak.it.kit.server;

import java.nio.file.Path;
import java.util.List;

/**
 * Which Keycloak to start.
 *
 * @param name of its folder and log, for people
 * @param providers jars to drop into providers/
 * @param features Keycloak features to switch on
 * @param options further command line options, e.g. {@code --spi-…}
 */
public record ServerSpec(String name, List<Path> providers, List<String> features, List<String> options, String heap) {

    /** Keycloak with the pack's jars, no feature flag. */
    public static ServerSpec withPack() {
        return new ServerSpec("pack", BuildFolders.packJars(), List.of(), List.of(), "-Xms64m -Xmx640m");
    }

    /** Keycloak as it is delivered. */
    public static ServerSpec plain() {
        return new ServerSpec("plain", List.of(), List.of(), List.of(), "-Xms64m -Xmx640m");
    }

    public ServerSpec named(String other) {
        return new ServerSpec(other, providers, features, options, heap);
    }

    public ServerSpec features(String... names) {
        return new ServerSpec(name, providers, List.of(names), options, heap);
    }

    public ServerSpec options(String... more) {
        return new ServerSpec(name, providers, features, List.of(more), heap);
    }

    public ServerSpec heap(String javaOptions) {
        return new ServerSpec(name, providers, features, options, javaOptions);
    }
}
