package io.agentpack.keycloak.it.demo.step;

import com.fasterxml.jackson.databind.JsonNode;
import io.agentpack.keycloak.it.kit.Reply;
import java.util.function.Supplier;

/**
 * A place where a token is accepted or refused.
 *
 * @param open what it answers for a live run
 * @param shut what it answers for a run that is over
 */
record Door(String name, Supplier<Reply> knock, String open, String shut) {

    /** @param atNanos when the answer was there */
    record Answer(String seen, long atNanos) {}

    Answer ask() {
        Reply reply = knock.get();
        return new Answer(seen(reply), System.nanoTime());
    }

    /** Introspection answers 200 in any case. */
    private static String seen(Reply reply) {
        JsonNode active = reply.body().path("active");
        if (active.isMissingNode()) {
            return Scene.seen(reply);
        }
        return active.asBoolean() ? "active" : reply.text();
    }
}
