package io.agentpack.keycloak.domain.grant;

import static org.assertj.core.api.Assertions.assertThat;

import io.agentpack.keycloak.domain.grant.GrantTable.Accountable;
import io.agentpack.keycloak.domain.grant.GrantTable.Environments;
import io.agentpack.keycloak.domain.grant.GrantTable.Row;
import io.agentpack.keycloak.domain.grant.GrantTable.Start;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table in docs/authority.md is the one in the code. To write it anew: {@code mvn test -pl agent-domain -Ddocs.write}. */
class PolicyInTheDocsTest {
    private static final Path PAGE = Path.of("..", "docs", "authority.md");
    private static final String BEGIN = "<!-- policy: generated from GrantTable, see PolicyInTheDocsTest -->\n";
    private static final String END = "<!-- end of policy -->";

    @Test
    void isTheOneInTheCode() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (System.getProperty("docs.write") != null) {
            page = page.substring(0, from) + table() + page.substring(to);
            Files.writeString(PAGE, page);
            to = page.indexOf(END);
        }
        assertThat(page.substring(from, to)).isEqualTo(table());
    }

    private static String table() {
        return "| Authority | Where | Starts from | Grants | Never gets in by | Token says | Answers for it |"
                + " Environments | Longest run | Longest token |\n"
                + "|---|---|---|---|---|---|---|---|---|---|\n"
                + GrantTable.rows().stream().map(PolicyInTheDocsTest::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        boolean human = row.model().actsForHuman();
        return "| "
                + String.join(
                        " | ",
                        row.model().value(),
                        row.locality().value(),
                        start(row),
                        row.grants().stream()
                                .map(Grant::of)
                                .sorted()
                                .map(Grant::shown)
                                .collect(Collectors.joining(", ")),
                        never(row),
                        human ? "`sub` human, `act` agent" : "`sub` its service account, no `act`",
                        row.accountable() == Accountable.THE_HUMAN ? "the human" : "the user in `agent.owner`",
                        row.environments() == Environments.ALL ? "all" : "all but `production`",
                        row.longestRun().toSeconds() + " s" + (human ? ", and the human's session" : ""),
                        row.longestToken().toSeconds() + " s")
                + " |\n";
    }

    private static String start(Row row) {
        String by = ", by " + Grant.of(row.start().grant()).shown();
        String start =
                switch (row.start()) {
                    case HUMANS_TOKEN -> "a human's token that names it" + by;
                    case OWN_EVIDENCE -> "its own evidence" + by;
                };
        return row.grants().contains(GrantTable.BACKCHANNEL)
                ? start + "; or a human's approval, by " + Grant.CIBA.shown()
                : start;
    }

    private static String never(Row row) {
        Stream<String> grants = Stream.of(Grant.values())
                .filter(grant -> !row.grants().contains(grant.type))
                .map(Grant::shown);
        Stream<String> token = row.start() == Start.HUMANS_TOKEN ? Stream.of() : Stream.of("a human's token");
        return Stream.concat(token, grants).collect(Collectors.joining(", "));
    }

    /** Every grant that the table may name; one that has no name here fails the test. */
    private enum Grant {
        CLIENT_CREDENTIALS(GrantTable.CLIENT_CREDENTIALS, "`client_credentials`"),
        EXCHANGE(GrantTable.TOKEN_EXCHANGE, "token exchange"),
        CIBA(GrantTable.BACKCHANNEL, "CIBA"),
        DEFERRED(GrantTable.DEFERRED, "deferred");

        private final String type;
        private final String shown;

        Grant(String type, String shown) {
            this.type = type;
            this.shown = shown;
        }

        static Grant of(String type) {
            return Stream.of(values())
                    .filter(grant -> grant.type.equals(type))
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("no name for the grant " + type));
        }

        String shown() {
            return shown;
        }
    }
}
