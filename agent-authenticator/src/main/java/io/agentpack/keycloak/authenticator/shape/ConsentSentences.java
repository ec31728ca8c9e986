package io.agentpack.keycloak.authenticator.shape;

import io.agentpack.keycloak.domain.agent.AgentProfile;
import io.agentpack.keycloak.ledger.AgentClients;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.keycloak.models.ClientModel;

/**
 * What a person must know before saying yes: who acts, with what, for how long at most, what for, who answers for it, whether it hands over, and
 * how to stop it. No sentence has an apostrophe or a brace: Keycloak formats them once more.
 */
final class ConsentSentences {
    private static final int PURPOSE = 200;

    private static final Map<String, ConsentSentences> BY_LANGUAGE = Map.of(
            "en",
            new ConsentSentences(
                    "Agent “%s” may act for you with the permissions this app has from you, for at most %s at a time,"
                            + " until you sign out or take this back.",
                    "Purpose: “%s”.",
                    "%s answers for it.",
                    "It may pass work on to other agents, who may do no more than it may.",
                    "It may not pass work on to other agents.",
                    "You can stop it at any time under “My agents”.",
                    new String[] {"%d day", "%d days", "%d hour", "%d hours", "%d minute", "%d minutes"}),
            "de",
            new ConsentSentences(
                    "Agent „%s“ darf mit den Rechten, die diese App von Ihnen hat, für Sie handeln, höchstens %s am Stück"
                            + " und bis Sie sich abmelden oder dies zurücknehmen.",
                    "Zweck: „%s“.",
                    "Für ihn steht %s ein.",
                    "Er darf Arbeit an andere Agenten weitergeben, die nicht mehr dürfen als er.",
                    "Er darf keine Arbeit an andere Agenten weitergeben.",
                    "Beenden können Sie das jederzeit unter „Meine Agenten“.",
                    new String[] {"%d Tag", "%d Tage", "%d Stunde", "%d Stunden", "%d Minute", "%d Minuten"}));

    private final String acts;
    private final String purpose;
    private final String owner;
    private final String handsOver;
    private final String handsNothingOver;
    private final String stop;
    private final String[] units;

    private ConsentSentences(
            String acts,
            String purpose,
            String owner,
            String handsOver,
            String handsNothingOver,
            String stop,
            String[] units) {
        this.acts = acts;
        this.purpose = purpose;
        this.owner = owner;
        this.handsOver = handsOver;
        this.handsNothingOver = handsNothingOver;
        this.stop = stop;
        this.units = units;
    }

    /** @param language {@code en} or {@code de} */
    static String of(ClientModel agent, String language) {
        return BY_LANGUAGE.get(language).about(agent);
    }

    private String about(ClientModel agent) {
        AgentProfile profile = AgentClients.profileOf(agent);
        List<String> text = new ArrayList<>();
        text.add(acts.formatted(ShownName.of(agent), inWords(profile.runMaxLifetime())));
        ShownName.clean(agent.getDescription(), PURPOSE).ifPresent(what -> text.add(purpose.formatted(what)));
        profile.owner().flatMap(ShownName::clean).ifPresent(who -> text.add(owner.formatted(who)));
        text.add(profile.maxDepth() > 0 && !profile.delegates().isEmpty() ? handsOver : handsNothingOver);
        text.add(stop);
        return String.join(" ", text);
    }

    /** The largest unit that it is whole in; never less than it is. */
    private String inWords(Duration time) {
        long minutes = Math.max(1, (time.toSeconds() + 59) / 60);
        if (minutes % 1440 == 0) {
            return counted(minutes / 1440, 0);
        }
        return minutes % 60 == 0 ? counted(minutes / 60, 2) : counted(minutes, 4);
    }

    private String counted(long count, int unit) {
        return units[count == 1 ? unit : unit + 1].formatted(count);
    }
}
