package io.agentpack.keycloak.authenticator.evidence;

import static io.agentpack.keycloak.authenticator.evidence.Bench.NOW;
import static io.agentpack.keycloak.authenticator.evidence.Bench.rules;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.AgentAttributes;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class GitHubActionsRulesTest {
    private static final String IMMUTABLE = "repo:octo-org@65/octo-repo@74:environment:prod";

    private final BearerBench bench = new BearerBench(Format.GITHUB_ACTIONS, BearerBench.recorded("github-actions"))
            .profile(AgentAttributes.REQUIRED_CLAIMS, "repository_id=74##environment=prod");

    @Test
    void admitsAWorkflowsTokenAndTheKeyIsTheInstance() {
        bench.jwt.header.put("x5t", "example-thumbprint");
        bench.jwt.with("nbf", NOW.getEpochSecond() - 605);

        Attestation attestation = bench.verify();

        assertThat(attestation.instance().id()).isEqualTo(BearerBench.key().thumbprint());
        assertThat(attestation.platformRun()).isEmpty();
    }

    @Test
    void everyAttemptOfAWorkflowIsARun() {
        bench.settings.runClaim = Optional.of("run_id");
        assertThat(bench.verify().platformRun()).contains("11223344556.2");

        bench.settings.runClaim = Optional.of("workflow");
        assertThat(bench.verify().platformRun()).contains("example-workflow");
    }

    @Test
    void aSubjectWithIdsPinsTheRepositoryItself() {
        BearerBench pinned = new BearerBench(Format.GITHUB_ACTIONS, BearerBench.recorded("github-actions"));
        pinned.jwt.with("sub", IMMUTABLE);
        pinned.profile(AgentAttributes.ATTESTED_SUBJECT, IMMUTABLE);

        assertThat(pinned.verify()).isNotNull();
    }

    @Test
    void theAttesterMayPinTheRepository() {
        bench.profile(AgentAttributes.REQUIRED_CLAIMS, "");
        bench.settings.requiredClaims = rules("repository_id=74");

        assertThat(bench.verify()).isNotNull();
    }

    static Stream<Arguments> unlike() {
        return Stream.of(
                row("pins the repository", b -> b.profile(AgentAttributes.REQUIRED_CLAIMS, "")),
                row("pins the repository", b -> b.profile(AgentAttributes.REQUIRED_CLAIMS, "repository_id=*")),
                row(
                        "pins the repository",
                        b -> b.profile(AgentAttributes.REQUIRED_CLAIMS, "repository=octo-org/octo-repo")),
                row("required claim repository_id", b -> b.jwt.with("repository_id", "75")),
                row("required claim environment", b -> b.jwt.with("environment", "dev")),
                row("required claim environment", b -> b.jwt.claims.remove("environment")),
                row("repository_id is missing", b -> b.jwt.claims.remove("repository_id")),
                row("repository_owner_id is missing", b -> b.jwt.claims.remove("repository_owner_id")),
                row("repository_id is not an id", b -> b.jwt.with("repository_id", "octo-org/octo-repo")),
                row("repository_owner_id is not an id", b -> b.jwt.with("repository_owner_id", "065")),
                row("repository_id is not a string", b -> b.jwt.with("repository_id", 74)),
                row("sub is not what", b -> b.jwt.with("sub", "repo:octo-org/octo-repo:ref:refs/heads/main")),
                row("other ids than the token", b -> immutable(b, "repo:octo-org@65/octo-repo@75:environment:prod")),
                row("other ids than the token", b -> immutable(b, "repo:octo-org@66/octo-repo@74:environment:prod")),
                row("event_name is missing", b -> b.jwt.claims.remove("event_name")),
                row("another issuer", b -> b.jwt.with("iss", "https://ghes.example/_services/token")),
                row("aud is not this realm", b -> b.jwt.with("aud", "https://github.com/octo-org")));
    }

    @ParameterizedTest(name = "{0} {index}")
    @MethodSource("unlike")
    void refusesWhatIsWrong(String reason, Consumer<BearerBench> change) {
        bench.refuses(change, reason);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"pull_request", "pull_request_target", "pull_request_review", "pull_request_review_comment"})
    void refusesPullRequestsUnlessAllowed(String event) {
        bench.refuses(b -> b.jwt.with("event_name", event), "started by a pull request");

        bench.settings.pullRequests = true;
        assertThat(bench.verify()).isNotNull();
    }

    @Test
    void refusesAPullRequestsSubjectWhateverTheEvent() {
        String subject = "repo:octo-org/octo-repo:pull_request";
        bench.profile(AgentAttributes.ATTESTED_SUBJECT, subject);
        bench.refuses(b -> b.jwt.with("sub", subject), "started by a pull request");
    }

    private static Arguments row(String reason, Consumer<BearerBench> change) {
        return arguments(reason, change);
    }

    private static void immutable(BearerBench bench, String subject) {
        bench.jwt.with("sub", subject);
        bench.profile(AgentAttributes.ATTESTED_SUBJECT, subject);
    }
}
