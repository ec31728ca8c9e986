package io.agentpack.keycloak.domain.escalation;

import java.util.Optional;
import java.util.regex.Pattern;

/** Who decides what is beyond the ceiling: {@code agent.approvers}. */
public record Approver(Kind kind, Optional<String> role) {
    public static final Approver SUBJECT = new Approver(Kind.SUBJECT, Optional.empty());
    public static final Approver OWNER = new Approver(Kind.OWNER, Optional.empty());

    private static final String ROLE = "role:";
    private static final Pattern ROLE_NAME = Pattern.compile("\\S(?:.{0,126}\\S)?");

    public enum Kind {
        /** The human on whose behalf the agent acts. */
        SUBJECT,
        /** The user who answers for the agent. */
        OWNER,
        /** Whoever has a realm role; the first decision counts. */
        ROLE
    }

    /** Empty for anything else than {@code subject}, {@code owner} or {@code role:<realm role>}. */
    public static Optional<Approver> of(String text) {
        if (text.equals("subject")) {
            return Optional.of(SUBJECT);
        }
        if (text.equals("owner")) {
            return Optional.of(OWNER);
        }
        return Optional.of(text)
                .filter(value -> value.startsWith(ROLE))
                .map(value -> value.substring(ROLE.length()))
                .filter(name -> ROLE_NAME.matcher(name).matches())
                .map(name -> new Approver(Kind.ROLE, Optional.of(name)));
    }

    /** As in the agent's settings. */
    public String value() {
        return role.map(name -> ROLE + name).orElseGet(() -> kind == Kind.SUBJECT ? "subject" : "owner");
    }
}
