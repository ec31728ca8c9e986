package io.agentpack.keycloak.ledger;

import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;

/**
 * Texts of a record whose length agents and administrators decide between them. One that does not fit is refused: a record that leaves something
 * out would say something else.
 */
public final class RecordedText {
    /** Characters of a column, the most that every database has for one. */
    public static final int LONGEST = 4000;

    private RecordedText() {}

    /**
     * The text, if it fits.
     *
     * @param refusal what is answered otherwise
     * @param what of the reason
     */
    public static String fitting(String text, Refusal refusal, String what) {
        if (text.length() > LONGEST) {
            throw new RefusedException(refusal, what + " is longer than the ledger can record");
        }
        return text;
    }
}
