package io.agentpack.keycloak.it.demo;

import io.agentpack.keycloak.it.demo.told.Findings;
import io.agentpack.keycloak.it.demo.told.Teller;

/** What was proven. */
final class Epilogue {
    private Epilogue() {}

    static void tell(Findings findings, Teller teller) {
        teller.headline("What was proven");
        findings.print(teller);
        teller.line("");
        teller.say(verdict(findings));
    }

    static void failUnlessAllHeld(Findings findings) {
        if (findings.broken() > 0) {
            throw new NotProvenException(verdict(findings));
        }
    }

    private static String verdict(Findings findings) {
        return findings.broken() == 0
                ? "All " + findings.count() + " checks held."
                : findings.broken() + " of " + findings.count() + " checks did NOT hold.";
    }

    /** Fails the build. Where it was thrown says nothing. */
    private static final class NotProvenException extends RuntimeException {
        NotProvenException(String verdict) {
            super(verdict, null, false, false);
        }
    }
}
