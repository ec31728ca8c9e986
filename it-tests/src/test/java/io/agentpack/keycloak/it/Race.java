package io.agentpack.keycloak.it;

import static io.agentpack.keycloak.it.kit.realm.TestRealm.MAIL_SEND;

import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.ClientAuthentication;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/** The same evidence from many at once, to all nodes in turn. */
record Race(List<Reply> replies) {
    private static final int AT_ONCE = 32;

    static Race of(int uses, List<TestRealm> nodes, ClientAuthentication evidence) {
        ExecutorService pool = Executors.newFixedThreadPool(AT_ONCE);
        try {
            List<Callable<Reply>> requests = IntStream.range(0, uses)
                    .mapToObj(i -> (Callable<Reply>)
                            () -> nodes.get(i % nodes.size()).tokens().clientCredentials(evidence, MAIL_SEND))
                    .toList();
            return new Race(pool.invokeAll(requests).stream().map(Race::reply).toList());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        } finally {
            pool.shutdown();
        }
    }

    long admitted() {
        return replies.stream().filter(reply -> reply.status() == 200).count();
    }

    long refused(String error) {
        return replies.stream()
                .filter(reply -> reply.status() == 400 && error.equals(reply.error()))
                .count();
    }

    private static Reply reply(Future<Reply> future) {
        try {
            return future.get();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
