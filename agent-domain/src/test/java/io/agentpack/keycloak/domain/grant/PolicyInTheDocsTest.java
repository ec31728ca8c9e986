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
        return "| Authority | Where | Starts from | Never gets in by | Token says | Answers for it | Environments |"
                + " Longest run | Longest token |\n"
                + "|---|---|---|---|---|---|---|---|---|\n"
                + GrantTable.rows().stream().map(PolicyInTheDocsTest::line).collect(Collectors.joining());
    }

    private static String line(Row row) {
        boolean human = row.start() == Start.HUMANS_TOKEN;
        return "| "
                + String.join(
                        " | ",
                        row.model().value(),
                        row.locality().value(),
                        human
                                ? "a human's token that names it, by token exchange"
                                : "its own evidence, by `client_credentials`",
                        human ? "`client_credentials`" : "a human's token",
                        human ? "`sub` human, `act` agent" : "`sub` its service account, no `act`",
                        row.accountable() == Accountable.THE_HUMAN ? "the human" : "the user in `agent.owner`",
                        row.environments() == Environments.ALL ? "all" : "all but `production`",
                        row.longestRun().toSeconds() + " s" + (human ? ", and the human's session" : ""),
                        row.longestToken().toSeconds() + " s")
                + " |\n";
    }
}
