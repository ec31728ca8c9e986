package io.agentpack.keycloak.it.bench;

import io.agentpack.keycloak.it.kit.server.BuildFolders;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A jar to drop in. */
record JarSize(String name, long bytes) {

    static List<JarSize> ofPack() {
        return BuildFolders.packJars().stream().map(JarSize::of).toList();
    }

    private static JarSize of(Path jar) {
        try {
            return new JarSize(jar.getFileName().toString(), Files.size(jar));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
