package io.agentpack.keycloak.it;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.it.kit.Eventually;
import io.agentpack.keycloak.it.kit.realm.TestRealm;
import io.agentpack.keycloak.it.kit.signals.Answer;
import io.agentpack.keycloak.it.kit.signals.Signal;
import io.agentpack.keycloak.it.kit.signals.SignalReceiver;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The two APIs that the trees touch: which runs each has heard of, and by which signals. */
final class CrashReceivers implements AutoCloseable {
    private final SignalReceiver calendar;
    private final SignalReceiver mail;
    private final Map<SignalReceiver, Map<String, Set<String>>> jtisByRun = new HashMap<>();
    private long arrived;

    CrashReceivers(TestRealm realm) {
        calendar = realm.receiverFor(realm.calendarApi());
        mail = realm.receiverFor(realm.mailApi());
        both().forEach(receiver -> jtisByRun.put(receiver, new HashMap<>()));
    }

    void answerNext(Answer ofCalendar, Answer ofMail) {
        calendar.answerNext(ofCalendar);
        mail.answerNext(ofMail);
    }

    void awaitTold(CrashTree tree, Duration bound) {
        both().forEach(receiver -> Eventually.get(
                "signal for each of " + tree.runs().size(),
                bound,
                () -> toldOf(receiver).keySet().containsAll(tree.runs()) ? Optional.of(true) : Optional.empty()));
        // A resend is the same signal again, never another one.
        both().forEach(receiver -> assertThat(tree.runs())
                .allSatisfy(run -> assertThat(toldOf(receiver).get(run)).hasSize(1)));
    }

    void assertNotTold(CrashTree tree) {
        both().forEach(receiver -> assertThat(toldOf(receiver).keySet()).doesNotContainAnyElementsOf(tree.runs()));
    }

    void assertNothingRefused() {
        both().forEach(receiver -> assertThat(receiver.refused()).isEmpty());
    }

    /** How many signals came, resends among them. */
    synchronized long arrived() {
        return arrived;
    }

    synchronized long different() {
        return jtisByRun.values().stream().mapToLong(Map::size).sum();
    }

    /** For people. */
    synchronized String log(CrashTree tree) {
        StringBuilder log = new StringBuilder();
        for (SignalReceiver receiver : both()) {
            Set<String> missing = new HashSet<>(tree.runs());
            missing.removeAll(toldOf(receiver).keySet());
            log.append(receiver == calendar ? "calendar" : "mail")
                    .append(": pushes ")
                    .append(receiver.attempts())
                    .append(", refused ")
                    .append(receiver.refused())
                    .append(", never told of ")
                    .append(missing)
                    .append('\n');
        }
        return log.toString();
    }

    private synchronized Map<String, Set<String>> toldOf(SignalReceiver receiver) {
        Map<String, Set<String>> told = jtisByRun.get(receiver);
        for (Signal signal : receiver.take()) {
            arrived++;
            told.computeIfAbsent(signal.run(), run -> new HashSet<>()).add(signal.jti());
        }
        return told;
    }

    private List<SignalReceiver> both() {
        return List.of(calendar, mail);
    }

    @Override
    public void close() {
        both().forEach(SignalReceiver::close);
    }
}
