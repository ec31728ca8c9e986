package io.agentpack.keycloak.exchange.letter;

import io.agentpack.keycloak.exchange.page.Clock;
import io.agentpack.keycloak.exchange.page.Names;
import io.agentpack.keycloak.exchange.page.Wishes;
import io.agentpack.keycloak.exchange.page.Words;
import io.agentpack.keycloak.ledger.RunRecord;
import io.agentpack.keycloak.ledger.mail.Reader;
import java.time.Instant;
import org.keycloak.common.util.Time;

/** How things are called and times are told to the reader of a letter: as on their pages. */
record Wording(Words words, Names names, Clock clock) {
    static final String BUNDLE = "agents-my";

    static Wording of(Reader reader) {
        Words words = new Words(reader.theme(), reader.realm(), reader.locale());
        return new Wording(
                words,
                new Names(reader.realm(), words),
                new Clock(
                        words,
                        reader.user().getFirstAttribute(Wishes.ZONE),
                        Instant.ofEpochMilli(Time.currentTimeMillis())));
    }

    /** A letter is written without a request; where the realm is seen from outside, the run's issuer says. */
    static String page(RunRecord run, String rest) {
        return run.issuer() + "/agents/my" + rest;
    }
}
