package io.agentpack.keycloak.exchange.issue;

import io.agentpack.keycloak.domain.authority.Authority;
import io.agentpack.keycloak.domain.revocation.Initiator;
import io.agentpack.keycloak.domain.run.Run;
import io.agentpack.keycloak.exchange.decide.Decision;
import io.agentpack.keycloak.ledger.AgentLedgerProvider;
import io.agentpack.keycloak.ledger.RunClaimsChanged;
import io.agentpack.keycloak.ledger.approval.Approvals;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.keycloak.common.util.Time;

/** Writes down which token came of a granted request, and tells the receivers of a run that lives that there is one that holds more. */
final class RecordStep {
    private final Issuing request;

    RecordStep(Issuing request) {
        this.request = request;
    }

    void of(ScopeStep step, Decision decision, Run run, Authority authority, String tokenId) {
        Approvals.in(request.session()).issued(request.realm(), step.approvalId(), tokenId);
        if (decision instanceof Decision.SameRun) {
            tell(step, run, authority);
        }
    }

    private void tell(ScopeStep step, Run run, Authority authority) {
        AgentLedgerProvider ledger = request.session().getProvider(AgentLedgerProvider.class);
        ledger.find(request.realm(), run.id()).ifPresent(record -> {
            Set<String> audiences = new TreeSet<>(ledger.audiences(run.id()));
            audiences.addAll(authority.audiences());
            request.session()
                    .getKeycloakSessionFactory()
                    .publish(new RunClaimsChanged(
                            request.session(),
                            request.realm(),
                            record,
                            audiences,
                            step.approvalId(),
                            Instant.ofEpochMilli(Time.currentTimeMillis()),
                            Initiator.POLICY,
                            "One token of the run holds more",
                            Map.of("scope", authority.scopes().toString())));
        });
    }
}
