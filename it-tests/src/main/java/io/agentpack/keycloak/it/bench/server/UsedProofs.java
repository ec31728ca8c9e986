package io.agentpack.keycloak.it.bench.server;

import jakarta.ws.rs.POST;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.keycloak.crypto.JavaAlgorithm;
import org.keycloak.jose.jws.crypto.HashUtils;
import org.keycloak.models.KeycloakSession;
import org.keycloak.services.resource.RealmResourceProvider;

/** {@code POST {realm}/bench-used-proofs?count=N}: remembers so many proofs as used, as the authenticator does, for an hour. */
public final class UsedProofs implements RealmResourceProvider {
    private static final long SECONDS = 3600;

    private final KeycloakSession session;

    UsedProofs(KeycloakSession session) {
        this.session = session;
    }

    @POST
    @Produces(MediaType.TEXT_PLAIN)
    public String remember(@QueryParam("count") int count) {
        Runtime runtime = Runtime.getRuntime();
        long before = used(runtime);
        for (int i = 0; i < count; i++) {
            session.singleUseObjects().putIfAbsent("agent-proof." + hash("proof " + i), SECONDS);
        }
        long megabytes = (used(runtime) - before) >> 20;
        return count + " used proofs remembered take about " + megabytes + " MB of a heap of at most "
                + (runtime.maxMemory() >> 20) + " MB";
    }

    private static long used(Runtime runtime) {
        System.gc();
        return runtime.totalMemory() - runtime.freeMemory();
    }

    private static String hash(String text) {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(HashUtils.hash(JavaAlgorithm.SHA256, text.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public Object getResource() {
        return this;
    }

    @Override
    public void close() {}
}
