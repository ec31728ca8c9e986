package io.agentpack.keycloak.it.demo.step;

import io.agentpack.keycloak.it.demo.told.Table;
import io.agentpack.keycloak.it.kit.Reply;
import io.agentpack.keycloak.it.kit.signals.Signal;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;

/**
 * Something ends a run: every door is tried before and right after it, and the signal is awaited.
 *
 * @param cause for people, e.g. "sign-out"
 */
record Stop(Scene scene, String cause, RunToken planner, Doors doors) {
    private static final Table TABLE = new Table(41, 17, 19, 26);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** @return the signal that the Calendar API got about the planner's run */
    Signal by(Supplier<Reply> act) {
        List<Door.Answer> before = doors.askOneByOne();
        String calendarBefore = calendar();
        long start = System.nanoTime();
        Reply reply = act.get();
        long done = System.nanoTime();
        List<Door.Answer> after = doors.askAtOnce();
        scene.teller().answer(reply, done - start);
        scene.check(cause, "204", reply);
        Signal signal = scene.stage().calendar().signals().await(this::isAboutPlanner, PATIENCE);
        String calendarAfter = calendar();

        scene.teller().line("");
        row("asked all at once, when that was there", "before", "after", "ms since the request left");
        note("Keycloak's answer to the " + cause, "", Scene.seen(reply), done - start);
        for (int i = 0; i < after.size(); i++) {
            Door door = doors.all().get(i);
            note(
                    door.name(),
                    before.get(i).seen(),
                    after.get(i).seen(),
                    after.get(i).atNanos() - start);
        }
        note("signal at the Calendar API", "", "session-revoked", signal.arrivedNanos() - start);
        row("Calendar API, offline, after the signal", calendarBefore, calendarAfter, "");
        scene.teller().line("");
        for (int i = 0; i < after.size(); i++) {
            Door door = doors.all().get(i);
            check(
                    door.name(),
                    door.open() + " → " + door.shut(),
                    before.get(i).seen(),
                    after.get(i).seen());
        }
        check("Calendar API", "200 → 401 invalid_token", calendarBefore, calendarAfter);
        return signal;
    }

    private void check(String door, String expected, String before, String after) {
        scene.check(cause + ": " + door, expected, before + " → " + after);
    }

    private void note(String what, String before, String after, long nanos) {
        row(what, before, after, String.format("%8.1f", nanos / 1e6));
        scene.took(cause, what, nanos);
    }

    private void row(String... cells) {
        TABLE.row(cells).forEach(scene.teller()::line);
    }

    private boolean isAboutPlanner(Signal signal) {
        return signal.run().equals(planner.runId());
    }

    private String calendar() {
        return Scene.seen(new Apis(scene).calendar(planner));
    }
}
