package io.agentpack.keycloak.exchange.admin;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.agentpack.keycloak.ledger.jpa.FallingRows;
import io.agentpack.keycloak.ledger.report.FallingRun;
import io.agentpack.keycloak.ledger.report.WhoWouldHear;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.models.KeycloakSession;
import org.keycloak.models.RealmModel;
import org.keycloak.models.UserModel;

/**
 * What a stop would hit if it came now: found by the rules by which stops end runs and tell receivers, and nothing of it happens. Lists hold the
 * first {@value #SHOWN}; the counts are of all.
 *
 * @param exact false when there are so many runs that signals and receivers are an upper bound: it was not looked up whose last token has expired
 */
public record Impact(
        Counts counts,
        List<String> runs,
        List<String> agents,
        List<Person> people,
        List<String> audiences,
        List<String> receivers,
        boolean exact) {
    private static final int SHOWN = 100;

    /** @param signals one for each run and receiver */
    public record Counts(int runs, int agents, int people, int audiences, int receivers, int signals) {}

    /** @param username missing when the person is gone */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Person(String id, String username) {}

    /** @param hit runs that the stop would hit itself; what hangs under them falls with them */
    public static Impact of(KeycloakSession session, RealmModel realm, Collection<String> hit) {
        List<FallingRun> falling = FallingRows.in(session, realm).with(hit);
        WhoWouldHear asked = new WhoWouldHear(session, realm, falling);
        session.getKeycloakSessionFactory().publish(asked);
        Set<String> agents = all(falling, FallingRun::agent);
        Set<String> people = all(falling, FallingRun::subjectId);
        Set<String> audiences = new TreeSet<>();
        falling.forEach(run -> audiences.addAll(run.audiences()));
        return new Impact(
                new Counts(
                        falling.size(),
                        agents.size(),
                        people.size(),
                        audiences.size(),
                        asked.receivers().size(),
                        asked.signals()),
                shown(falling.stream().map(FallingRun::id).toList()),
                shown(agents),
                shown(people).stream().map(id -> person(session, realm, id)).toList(),
                shown(audiences),
                shown(asked.receivers()),
                falling.size() <= FallingRows.EXACT);
    }

    private static Set<String> all(List<FallingRun> runs, Function<FallingRun, String> of) {
        return runs.stream().map(of).collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<String> shown(Collection<String> all) {
        return all.stream().limit(SHOWN).toList();
    }

    private static Person person(KeycloakSession session, RealmModel realm, String id) {
        UserModel user = session.users().getUserById(realm, id);
        return new Person(id, user == null ? null : user.getUsername());
    }
}
