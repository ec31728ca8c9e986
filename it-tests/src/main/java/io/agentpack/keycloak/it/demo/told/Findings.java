package io.agentpack.keycloak.it.demo.told;

import java.util.ArrayList;
import java.util.List;

/** All that the story has shown so far. */
public final class Findings {
    private static final Table PROOFS = new Table(2, 46, 27, 27, 2);
    private static final Table TIMES = new Table(30, 45, 12);

    private final List<Finding> findings = new ArrayList<>();
    private final List<Timing> timings = new ArrayList<>();

    /** Says it at once. */
    public void add(Finding finding, Teller teller) {
        findings.add(finding);
        teller.mark(finding);
    }

    public void add(Timing timing) {
        timings.add(timing);
    }

    public long broken() {
        return findings.stream().filter(finding -> !finding.held()).count();
    }

    public int count() {
        return findings.size();
    }

    public void print(Teller teller) {
        PROOFS.row("", "what", "expected", "seen", "").forEach(teller::faint);
        for (Finding finding : findings) {
            String mark = finding.held() ? "✓" : "✗";
            List<String> rows =
                    PROOFS.row("" + finding.chapter(), finding.what(), finding.expected(), finding.seen(), mark);
            rows.forEach(finding.held() ? teller::line : teller::bad);
        }
        teller.line("");
        TIMES.row("from", "to", "ms, once").forEach(teller::faint);
        timings.forEach(
                timing -> TIMES.row(timing.from(), timing.to(), timing.millis()).forEach(teller::line));
    }
}
