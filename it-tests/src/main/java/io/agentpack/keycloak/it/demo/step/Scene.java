package io.agentpack.keycloak.it.demo.step;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.agentpack.keycloak.it.demo.stage.Cast;
import io.agentpack.keycloak.it.demo.stage.Stage;
import io.agentpack.keycloak.it.demo.told.Finding;
import io.agentpack.keycloak.it.demo.told.Findings;
import io.agentpack.keycloak.it.demo.told.Teller;
import io.agentpack.keycloak.it.demo.told.Timing;
import io.agentpack.keycloak.it.kit.Http;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.FormRequest;
import io.agentpack.keycloak.it.kit.oauth.Tokens;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/** What every step works with: sends requests and tells them, notes what was found. */
public record Scene(Stage stage, Teller teller, Findings findings) {
    /** Always the same, or said by who asks. */
    private static final Set<String> UNIMPORTANT = Set.of("client_id", "subject_token_type");

    private static final List<String> MEMBERS =
            List.of("sub", "client_id", "aud", "scope", "iat", "exp", "sid", "act", "run", "client_instance");

    Cast cast() {
        return stage.cast();
    }

    /** What is told is what is sent. */
    Reply form(String who, FormRequest request) {
        List<Map.Entry<String, String>> fields = new ArrayList<>(request.params());
        fields.removeIf(field -> UNIMPORTANT.contains(field.getKey()));
        fields.addAll(request.headers());
        teller.request(who, "POST", target(request.url()), fields);
        return answer(request::send);
    }

    Reply bearer(String who, String method, URI url, String token) {
        return bearer(who, method, url, token, null);
    }

    Reply bearer(String who, String method, URI url, String token, Object body) {
        teller.request(who, method, target(url), List.of(Map.entry("Authorization", "Bearer " + token)));
        return answer(() -> Http.bearer(method, url, token, body));
    }

    /** For requests that the teller has told already. */
    Reply answer(Supplier<Reply> request) {
        long start = System.nanoTime();
        Reply reply = request.get();
        teller.answer(reply, System.nanoTime() - start);
        return reply;
    }

    /** Shows the access token of an answer. */
    RunToken token(String title, Reply reply) {
        RunToken token = new RunToken(reply.accessToken());
        teller.token(title, members(token.claims()), stage.names().chain(token.claims()));
        return token;
    }

    /** An answer of this status and with this error, or none. */
    void check(String what, String expected, Reply seen) {
        check(what, expected, seen(seen));
    }

    void check(String what, String expected, String seen) {
        findings.add(new Finding(teller.chapter(), what, expected, seen, expected.equals(seen)), teller);
    }

    /** The story can't go on. */
    public void broke(RuntimeException why) {
        String message = "" + why.getMessage();
        check("the story goes on", "no exception", message.substring(0, Math.min(200, message.length())));
        why.printStackTrace();
    }

    /** For ids that nobody wants to read. */
    void checkSame(String what, String expected, String seen) {
        check(what, "the same", expected.equals(seen) ? "the same" : seen + ", not " + expected);
    }

    void took(String from, String to, long nanos) {
        findings.add(new Timing(from, to, nanos));
    }

    static String seen(Reply reply) {
        return reply.error() == null ? "" + reply.status() : reply.status() + " " + reply.error();
    }

    static JsonNode claims(Reply reply) {
        return Tokens.claims(reply.accessToken());
    }

    private String target(URI url) {
        boolean keycloak = url.getAuthority().equals(stage.server().baseUrl().getAuthority());
        return keycloak ? url.getRawPath() : url.toString();
    }

    private static JsonNode members(JsonNode claims) {
        ObjectNode members = JsonNodeFactory.instance.objectNode();
        MEMBERS.stream().filter(claims::has).forEach(name -> members.set(name, claims.get(name)));
        return members;
    }
}
