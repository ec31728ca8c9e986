/**
 * When an agent asks for more while it runs: what may be granted at once, what a person must decide, and the life of such a request.
 *
 * <p>A step is granted, never a standing right: {@link io.agentpack.keycloak.domain.escalation.EscalationPolicy} says whether and by whom,
 * {@link io.agentpack.keycloak.domain.escalation.ApprovalStep} is the whole state machine, and
 * {@link io.agentpack.keycloak.domain.escalation.Poll} what the agent hears in between.
 */
package io.agentpack.keycloak.domain.escalation;
