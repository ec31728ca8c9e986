package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.Format;
import io.agentpack.keycloak.domain.agent.ClaimPath;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Tokens of GitHub Actions. A repository must be pinned by its id, because its name can be given to another; and what a pull request starts is
 * refused unless the attester allows it: the token does not tell a fork's code from the repository's own.
 */
final class GitHubActionsRules implements FormatRules {
    private static final String REPOSITORY = "repository_id";
    private static final String OWNER = "repository_owner_id";
    private static final ClaimPath RUN = new ClaimPath("run_id");
    private static final ClaimPath ATTEMPT = new ClaimPath("run_attempt");
    private static final Pattern ID = Pattern.compile("[1-9][0-9]{0,18}");
    /** Of repositories that are new or renamed since July 2026: {@code repo:OWNER@OWNER-ID/REPO@REPO-ID:...}. */
    private static final Pattern IMMUTABLE = Pattern.compile("repo:[^:/@]+@(\\d+)/[^:/@]+@(\\d+):.+");
    /** {@code pull_request}, {@code pull_request_target}, {@code pull_request_review}, ... */
    private static final String PULL_REQUEST = "pull_request";

    @Override
    public Format format() {
        return Format.GITHUB_ACTIONS;
    }

    @Override
    public void check(Statement statement) {
        Claims claims = statement.claims();
        String repository = id(claims, REPOSITORY);
        String owner = id(claims, OWNER);
        Matcher immutable = IMMUTABLE.matcher(claims.requiredText("sub"));
        boolean named = immutable.matches();
        if (named && !(immutable.group(1).equals(owner) && immutable.group(2).equals(repository))) {
            throw claims.refusal("sub has other ids than the token");
        }
        if (!named && !isPinned(statement)) {
            throw claims.refusal(
                    "neither sub nor a required claim pins the repository by its id: require " + REPOSITORY);
        }
        requireNoPullRequest(statement);
    }

    /** A re-run has the same id as the run before, and is another run. */
    @Override
    public Optional<String> platformRun(Statement statement, ClaimPath configured) {
        Optional<String> run = statement.claims().id(configured);
        return configured.equals(RUN)
                ? run.map(id -> id
                        + statement
                                .claims()
                                .id(ATTEMPT)
                                .map(attempt -> "." + attempt)
                                .orElse(""))
                : run;
    }

    private static boolean isPinned(Statement statement) {
        return Stream.concat(
                        statement.agent().requiredClaims().stream(),
                        statement.attester().settings().requiredClaims().stream())
                .anyMatch(rule -> rule.isAbout(REPOSITORY) && rule.value().isPresent());
    }

    private static void requireNoPullRequest(Statement statement) {
        Claims claims = statement.claims();
        String event = claims.requiredText("event_name");
        boolean pullRequest =
                event.startsWith(PULL_REQUEST) || claims.requiredText("sub").endsWith(":" + PULL_REQUEST);
        if (pullRequest && !statement.attester().settings().pullRequests()) {
            throw claims.refusal("started by a pull request, which may come from a fork");
        }
    }

    private static String id(Claims claims, String name) {
        String id = claims.requiredText(name);
        if (!ID.matcher(id).matches()) {
            throw claims.refusal(name + " is not an id");
        }
        return id;
    }
}
