package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.demo.stage.Stage;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.oauth.RegisteredClient;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** All places where alice's agents come with their tokens, except the API that asks nobody. */
record Doors(List<Door> all) {
    private static final String INACTIVE = "{\"active\":false}";

    static Doors of(Scene scene, RunToken planner) {
        Stage stage = scene.stage();
        return new Doors(List.of(
                introspection(stage, stage.mail().client(), "planner", planner),
                new Door(
                        "token exchange, renewal by planner",
                        () -> TokenRequests.at(scene)
                                .exchange(stage.cast().planner(), planner.jwt())
                                .send(),
                        "200",
                        "400 invalid_grant"),
                new Door("userinfo, planner", () -> stage.tokens().userinfo(planner.jwt()), "200", "401"),
                new Door("Mail API, planner", () -> new Apis(scene).mail(planner), "202", "401 invalid_token")));
    }

    /** Those of the planner, and two more. */
    static Doors of(Scene scene, RunToken planner, RunToken researcher) {
        Stage stage = scene.stage();
        List<Door> doors = new ArrayList<>(of(scene, planner).all());
        doors.add(introspection(stage, stage.calendar().client(), "researcher", researcher));
        doors.add(new Door(
                "token exchange, hand-over by planner",
                () -> TokenRequests.at(scene)
                        .exchange(stage.cast().researcher(), planner.jwt())
                        .scope("calendar:read")
                        .send(),
                "200",
                "400 invalid_request"));
        return new Doors(List.copyOf(doors));
    }

    List<Door.Answer> askOneByOne() {
        return all.stream().map(Door::ask).toList();
    }

    /** All at the same time, so that no one waits for another. */
    List<Door.Answer> askAtOnce() {
        ExecutorService threads = Executors.newFixedThreadPool(all.size());
        try {
            List<CompletableFuture<Door.Answer>> asked = all.stream()
                    .map(door -> CompletableFuture.supplyAsync(door::ask, threads))
                    .toList();
            return asked.stream().map(CompletableFuture::join).toList();
        } finally {
            threads.shutdown();
        }
    }

    /** By an API that the token is for: Keycloak tells others nothing. */
    private static Door introspection(Stage stage, RegisteredClient api, String agent, RunToken token) {
        return new Door("introspection, " + agent, () -> introspect(stage, api, token), "active", INACTIVE);
    }

    private static Reply introspect(Stage stage, RegisteredClient api, RunToken token) {
        return stage.tokens().introspect(api, token.jwt());
    }
}
