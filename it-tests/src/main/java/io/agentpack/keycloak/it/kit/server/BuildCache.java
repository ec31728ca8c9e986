package io.agentpack.keycloak.it.kit.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * What Keycloak's own build made of these jars and features, kept from one start to the next: it is half of the start.
 * Safe, because Keycloak compares features, build options and jars itself and builds again if anything differs.
 */
record BuildCache(Path kept) {
    private static final String BUILT = "lib/quarkus";

    static BuildCache of(ServerSpec spec) throws IOException {
        try {
            MessageDigest hash = MessageDigest.getInstance("SHA-256");
            hash.update((BuildFolders.distribution().getFileName() + " " + spec.features()).getBytes());
            spec.options().stream().filter(BuildCache::isForTheBuild).forEach(option -> hash.update(option.getBytes()));
            for (Path jar : spec.providers()) {
                hash.update(jar.getFileName().toString().getBytes());
                hash.update(Files.readAllBytes(jar));
            }
            String key = HexFormat.of().formatHex(hash.digest(), 0, 8);
            return new BuildCache(BuildFolders.work().resolve("builds").resolve(key));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static boolean isForTheBuild(String option) {
        return option.startsWith("--db=") || option.startsWith("--cache=");
    }

    void restoreInto(Path home) throws IOException {
        if (Files.isDirectory(kept)) {
            FileTree.delete(home.resolve(BUILT));
            FileTree.copy(kept, home.resolve(BUILT));
        }
    }

    void keepFrom(Path home) throws IOException {
        if (!Files.isDirectory(kept)) {
            Path parent = Files.createDirectories(kept.getParent());
            Path draft = Files.createTempDirectory(parent, "draft-");
            FileTree.copy(home.resolve(BUILT), draft);
            Files.move(draft, kept);
        }
    }
}
