package io.agentpack.keycloak.authenticator.evidence;

import io.agentpack.keycloak.authenticator.attester.AttesterSettings;
import io.agentpack.keycloak.authenticator.attester.Carrier;
import io.agentpack.keycloak.domain.Refusal;
import io.agentpack.keycloak.domain.RefusedException;
import io.agentpack.keycloak.domain.agent.AgentInstance;
import io.agentpack.keycloak.domain.agent.Assurance;
import io.agentpack.keycloak.domain.agent.ClaimPath;
import io.agentpack.keycloak.domain.agent.ClaimRule;
import io.agentpack.keycloak.domain.authority.Locality;
import io.agentpack.keycloak.domain.authority.Scopes;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;

/** The rules that hold for evidence of every kind, once it is known who has signed it. */
final class JudgeEvidence {
    private static final String INSTANCE_CLAIM = "client_instance_id";

    private final Statement statement;
    private final Claims claims;
    private final AttesterSettings attester;
    private final FormatRules rules;

    JudgeEvidence(Statement statement) {
        this.statement = statement;
        this.claims = statement.claims();
        this.attester = statement.attester().settings();
        this.rules = FormatRules.of(attester.format());
    }

    /** @param key whose possession the sender proves */
    Attestation with(InstanceKey key, Instant now) {
        requireSubject();
        rules.check(statement);
        requireClaims(attester.requiredClaims());
        requireClaims(statement.agent().requiredClaims());
        requirePlace();
        BrokerStatement broker = BrokerStatement.in(statement);
        Assurance assurance = new Assurance(broker.boundSubject(), grade(), broker.program(), endOfPlatformsToken(now));
        AgentInstance instance = instance(key);
        Optional<String> run =
                attester.runClaim().map(ClaimPath::new).flatMap(claim -> rules.platformRun(statement, claim));
        Instant attestedAt = Validity.ofAttestation(claims, statement.agent().attestationMaxAge(), now);
        return new Attestation(
                statement.attester(), key, instance, attestedAt, claims.requiredTime("exp"), run, assurance);
    }

    private void requireSubject() {
        if (!new AttestedSubject(statement.agent().attestedSubject()).isNamed(claims.requiredText("sub"))) {
            throw claims.refusal("sub is not what the agent's evidence must name");
        }
    }

    private void requireClaims(Collection<ClaimRule> required) {
        required.forEach(rule -> {
            if (!rule.isMetBy(claims.members())) {
                throw claims.refusal("required claim " + rule.claim().text() + " is missing or different");
            }
        });
    }

    /** An attester vouches for agents of its environments and localities only, and a platform for nothing that runs elsewhere. */
    private void requirePlace() {
        if (!attester.environments().contains(statement.agent().environment())) {
            throw claims.refusal("attester " + attester.name() + " may not vouch for environment "
                    + statement.agent().environment().name());
        }
        Locality locality = statement.agent().locality();
        boolean elsewhere = attester.format().isOfAPlatform() && locality == Locality.LOCAL;
        if (!attester.localities().contains(locality) || elsewhere) {
            throw claims.refusal("attester " + attester.name() + " may not vouch for " + locality.value() + " agents");
        }
    }

    /** What evidence that is acceptable, but not as good as expected, is still good for; everything when it is good. */
    private Optional<Scopes> grade() {
        boolean warned = Ear.in(claims).filter(Ear.Verdict.WARNING::equals).isPresent();
        Optional<ClaimRule> unmet = attester.expectedClaims().stream()
                .filter(rule -> !rule.isMetBy(claims.members()))
                .findFirst();
        if (!warned && unmet.isEmpty()) {
            return Optional.empty();
        }
        String reason =
                warned ? "ear warns" : "expected claim " + unmet.get().claim().text() + " is missing or different";
        return Optional.of(attester.reducedScopes()
                .orElseThrow(() -> claims.refusal(reason + ", and no scopes are left for that")));
    }

    /** An attestation is made for this, and its end means only that a new one is needed; a platform's token ends with what it stands for. */
    private Optional<Instant> endOfPlatformsToken(Instant now) {
        if (attester.format().carrier() == Carrier.HEADERS) {
            return Optional.empty();
        }
        Instant end = claims.requiredTime("exp");
        if (!end.isAfter(now)) {
            throw new RefusedException(Refusal.EVIDENCE_STALE, claims.what() + ": expired");
        }
        return Optional.of(end);
    }

    private AgentInstance instance(InstanceKey key) {
        Optional<String> configured = attester.instanceClaim().map(claim -> claims.id(new ClaimPath(claim))
                .orElseThrow(() -> claims.refusal("the attester's instance claim is missing")));
        String id = configured
                .or(() -> claims.id(INSTANCE_CLAIM))
                .or(() -> rules.instance(statement))
                .orElse(key.thumbprint());
        return new AgentInstance(attester.issuer().orElse(attester.name()), id);
    }
}
